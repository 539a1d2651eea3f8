package io.sockeye.sockopt;

import io.sockeye.ErrnoException;

/**
 * An option that can be read: {@code socket.getsockopt(SO_ERROR)}; getsockopt(2). {@code toString} returns its name in C.
 *
 * @param <T> the Java type of its value
 */
public sealed interface ReadableOption<T> permits Option {
    /**
     * The level, the second argument in C.
     *
     * @return {@code SOL_SOCKET}, {@code IPPROTO_TCP}, …
     */
    int level();

    /**
     * The option's number, the third argument in C.
     *
     * @return the value of {@code SO_KEEPALIVE}, {@code TCP_INFO}, …
     */
    int number();

    /**
     * {@code getsockopt(fd, level, option, value, length)} on any descriptor; getsockopt(2).
     *
     * @param fd a socket's descriptor, which the caller keeps open during the call
     * @return the value
     * @throws ErrnoException EBADF, ENOTSOCK, ENOPROTOOPT, ENOTCONN, EOPNOTSUPP
     * @throws IllegalStateException if the kernel returns a value of another length than this option has
     */
    T read(int fd) throws ErrnoException;
}
