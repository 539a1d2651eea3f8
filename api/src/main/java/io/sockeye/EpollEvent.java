package io.sockeye;

/**
 * Something happened to something that an {@link Epoll} watches.
 *
 * @param item to what
 * @param mask what: {@code EPOLLIN}, {@code EPOLLHUP}, …
 * @param token what was given to {@link Epoll#add}
 */
public record EpollEvent(Pollable item, int mask, long token) {}
