package io.sockeye.selectors;

import io.sockeye.Pollable;
import org.jspecify.annotations.Nullable;

/**
 * The registration of an item with a {@link Selector}.
 *
 * @param <A> the type of the attachment
 * @param item the item
 * @param fd its descriptor when it was registered
 * @param events {@code EVENT_READ}, {@code EVENT_WRITE}, or both
 * @param attachment a value of the caller's
 */
public record SelectorKey<A extends @Nullable Object>(Pollable item, int fd, int events, A attachment) {}
