package io.sockeye.selectors;

import io.sockeye.ErrnoException;
import org.jspecify.annotations.Nullable;

/**
 * The one to take without a reason for another: on Linux it is {@link EpollSelector}, as in Python.
 *
 * @param <A> what is attached to an item
 */
public final class DefaultSelector<A extends @Nullable Object> extends EpollSelector<A> {
    /**
     * Watches nothing yet.
     *
     * @throws ErrnoException EMFILE
     */
    public DefaultSelector() throws ErrnoException {}
}
