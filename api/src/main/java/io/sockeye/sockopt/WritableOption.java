package io.sockeye.sockopt;

import io.sockeye.ErrnoException;

/**
 * An option that can be set: {@code socket.setsockopt(SO_ATTACH_FILTER, program)}; setsockopt(2). Its text is its name in C.
 *
 * @param <T> what its value is in Java
 */
public sealed interface WritableOption<T> permits Option {
    /**
     * The first number that C needs for it.
     *
     * @return {@code SOL_SOCKET}, {@code IPPROTO_TCP}, …
     */
    int level();

    /**
     * The second.
     *
     * @return the number behind {@code SO_KEEPALIVE}, {@code TCP_NODELAY}, …
     */
    int number();

    /**
     * {@code setsockopt(fd, level, option, value, length)} on any descriptor; setsockopt(2).
     *
     * @param fd a socket's descriptor, which the caller keeps open during the call
     * @param value a time is rounded up to the option's unit
     * @throws ErrnoException EBADF, ENOTSOCK, ENOPROTOOPT, EINVAL, EPERM, EOPNOTSUPP
     */
    void write(int fd, T value) throws ErrnoException;
}
