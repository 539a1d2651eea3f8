package io.sockeye.selectors;

import io.sockeye.ErrnoException;
import io.sockeye.internal.selector.SelectMultiplexer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Selector} over select; select(2). Unlike C's, it takes descriptors over 1023.
 *
 * @param <A> what is attached to an item
 */
public final class SelectSelector<A extends @Nullable Object> extends Selector<A> {
    /**
     * Watches nothing yet.
     *
     * @throws ErrnoException never, but {@link EpollSelector} in its place would: EMFILE
     */
    public SelectSelector() throws ErrnoException {
        super(new SelectMultiplexer());
    }
}
