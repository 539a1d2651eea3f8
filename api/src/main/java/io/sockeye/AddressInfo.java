package io.sockeye;

import org.jspecify.annotations.Nullable;

/**
 * One result of {@code getaddrinfo}: the arguments for a socket and the address for its connect or bind; getaddrinfo(3).
 *
 * @param family {@code AF_INET} or {@code AF_INET6}
 * @param type {@code SOCK_STREAM}, …
 * @param protocol {@code IPPROTO_TCP}, …
 * @param canonname the host's canonical name; only in the first result, and only with {@code AI_CANONNAME}
 * @param address the address to connect or bind to
 */
public record AddressInfo(int family, int type, int protocol, @Nullable String canonname, Sockaddr address) {}
