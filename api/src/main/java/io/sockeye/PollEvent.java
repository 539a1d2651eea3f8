package io.sockeye;

/**
 * A ready item, as {@code poll} reported it.
 *
 * @param <T> the type of the item
 * @param item the item
 * @param revents {@code POLLIN}, {@code POLLHUP}, …; {@code POLLNVAL} if the item is closed
 */
public record PollEvent<T extends Pollable>(T item, int revents) {}
