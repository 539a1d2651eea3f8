package io.sockeye;

import java.util.List;

/**
 * A host's proper name and its addresses.
 *
 * @param name the name
 * @param addresses as text
 */
public record HostInfo(String name, List<String> addresses) {}
