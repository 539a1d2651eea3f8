package io.sockeye.sockopt;

/**
 * An option that can be set and read, with the type of its value: {@code socket.setsockopt(TCP_NODELAY, true)}. They are in
 * {@link SocketOptions}, {@link TcpOptions}, {@link IpOptions}, {@link Ipv6Options} and {@link UdpOptions}. What is not there
 * can be set by its numbers.
 *
 * @param <T> what its value is in Java
 */
public sealed interface Option<T> extends ReadableOption<T>, WritableOption<T> permits TypedOption {}
