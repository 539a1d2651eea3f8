package io.sockeye.selectors;

import org.jspecify.annotations.Nullable;

/**
 * An item that is ready.
 *
 * @param <A> what is attached
 * @param key which one
 * @param events for what: {@code EVENT_READ}, {@code EVENT_WRITE}; both after an error or a hang-up, if both are watched for
 */
public record SelectorEvent<A extends @Nullable Object>(SelectorKey<A> key, int events) {}
