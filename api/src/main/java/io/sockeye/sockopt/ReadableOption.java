package io.sockeye.sockopt;

import io.sockeye.ErrnoException;

/**
 * An option that can be read: {@code socket.getsockopt(SO_ERROR)}; getsockopt(2). Its text is its name in C.
 *
 * @param <T> what its value is in Java
 */
public sealed interface ReadableOption<T> permits Option {
    /**
     * The first number that C needs for it.
     *
     * @return {@code SOL_SOCKET}, {@code IPPROTO_TCP}, …
     */
    int level();

    /**
     * The second.
     *
     * @return the number behind {@code SO_KEEPALIVE}, {@code TCP_INFO}, …
     */
    int number();

    /**
     * {@code getsockopt(fd, level, option, value, length)} on any descriptor; getsockopt(2).
     *
     * @param fd a socket's descriptor, which the caller keeps open during the call
     * @return the value
     * @throws ErrnoException EBADF, ENOTSOCK, ENOPROTOOPT, ENOTCONN, EOPNOTSUPP
     * @throws IllegalStateException if the kernel's answer has another length than this option's values have
     */
    T read(int fd) throws ErrnoException;
}
