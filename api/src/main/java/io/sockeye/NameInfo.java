package io.sockeye;

/**
 * The answer of {@code getnameinfo}.
 *
 * @param host a name, or the address as text
 * @param service a name, or the port as text
 */
public record NameInfo(String host, String service) {}
