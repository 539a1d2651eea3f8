package io.sockeye.selectors;

import io.sockeye.Pollable;
import org.jspecify.annotations.Nullable;

/**
 * One item that a {@link Selector} watches.
 *
 * @param <A> what is attached
 * @param item what is watched
 * @param fd its descriptor's number when it was registered
 * @param events what it is watched for: {@code EVENT_READ}, {@code EVENT_WRITE}
 * @param attachment the user's own
 */
public record SelectorKey<A extends @Nullable Object>(Pollable item, int fd, int events, A attachment) {}
