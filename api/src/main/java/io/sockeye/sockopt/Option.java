package io.sockeye.sockopt;

/**
 * An option that can be set and read, with the type of its value: {@code socket.setsockopt(TCP_NODELAY, true)}. The constants are in
 * {@link SocketOptions}, {@link TcpOptions}, {@link IpOptions}, {@link Ipv6Options} and {@link UdpOptions}. Other options
 * can be set by level and number.
 *
 * @param <T> the Java type of its value
 */
public sealed interface Option<T> extends ReadableOption<T>, WritableOption<T> permits TypedOption {}
