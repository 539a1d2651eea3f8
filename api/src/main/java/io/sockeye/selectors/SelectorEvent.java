package io.sockeye.selectors;

import org.jspecify.annotations.Nullable;

/**
 * A ready item.
 *
 * @param <A> the type of the attachment
 * @param key the key of the item
 * @param events {@code EVENT_READ}, {@code EVENT_WRITE}; both after an error or a hang-up, if the item is registered for both
 */
public record SelectorEvent<A extends @Nullable Object>(SelectorKey<A> key, int events) {}
