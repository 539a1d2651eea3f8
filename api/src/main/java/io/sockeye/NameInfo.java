package io.sockeye;

/**
 * The result of {@code getnameinfo}; getnameinfo(3).
 *
 * @param host the host's name, or its address as text
 * @param service the service's name, or the decimal port
 */
public record NameInfo(String host, String service) {}
