package io.sockeye;

/**
 * The result of {@code getnameinfo}; getnameinfo(3).
 *
 * @param host a name, or the address as text
 * @param service a name, or the port in digits
 */
public record NameInfo(String host, String service) {}
