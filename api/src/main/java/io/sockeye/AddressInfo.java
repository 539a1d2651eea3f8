package io.sockeye;

import org.jspecify.annotations.Nullable;

/**
 * One answer of {@code getaddrinfo}: what to make a socket with, and where to connect it.
 *
 * @param family {@code AF_INET} or {@code AF_INET6}
 * @param type {@code SOCK_STREAM}, …
 * @param protocol {@code IPPROTO_TCP}, …
 * @param canonname the host's proper name, in the first answer if {@code AI_CANONNAME} asked for it
 * @param address where to connect or bind
 */
public record AddressInfo(int family, int type, int protocol, @Nullable String canonname, Sockaddr address) {}
