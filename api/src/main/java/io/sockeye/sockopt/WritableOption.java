package io.sockeye.sockopt;

import io.sockeye.ErrnoException;

/**
 * An option that can be set: {@code socket.setsockopt(SO_ATTACH_FILTER, program)}; setsockopt(2). {@code toString} returns its name in C.
 *
 * @param <T> the Java type of its value
 */
public sealed interface WritableOption<T> permits Option {
    /**
     * The level, the second argument in C.
     *
     * @return {@code SOL_SOCKET}, {@code IPPROTO_TCP}, …
     */
    int level();

    /**
     * The option's number, the third argument in C.
     *
     * @return the value of {@code SO_KEEPALIVE}, {@code TCP_NODELAY}, …
     */
    int number();

    /**
     * {@code setsockopt(fd, level, option, value, length)} on any descriptor; setsockopt(2).
     *
     * @param fd a socket's descriptor, which the caller keeps open during the call
     * @param value the value; a time is rounded up to the option's unit
     * @throws ErrnoException EBADF, ENOTSOCK, ENOPROTOOPT, EINVAL, EPERM, EOPNOTSUPP
     */
    void write(int fd, T value) throws ErrnoException;
}
