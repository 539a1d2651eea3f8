package io.sockeye;

/**
 * What {@code poll} found.
 *
 * @param <T> what is watched
 * @param item of what
 * @param revents {@code POLLIN}, {@code POLLHUP}, …; {@code POLLNVAL} if it is closed
 */
public record PollEvent<T extends Pollable>(T item, int revents) {}
