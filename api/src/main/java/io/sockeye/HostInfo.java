package io.sockeye;

import java.util.List;

/**
 * A host's canonical name and its addresses.
 *
 * @param name the canonical name
 * @param addresses each as text
 */
public record HostInfo(String name, List<String> addresses) {}
