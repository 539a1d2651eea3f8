package io.sockeye;

/**
 * An event of an item that is registered with an {@link Epoll}.
 *
 * @param item the item
 * @param mask the events: {@code EPOLLIN}, {@code EPOLLHUP}, …
 * @param token the token that was passed to {@link Epoll#add}
 */
public record EpollEvent(Pollable item, int mask, long token) {}
