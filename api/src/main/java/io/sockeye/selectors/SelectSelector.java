package io.sockeye.selectors;

import io.sockeye.ErrnoException;
import io.sockeye.internal.selector.SelectMultiplexer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Selector} over select; select(2). Unlike C's, it accepts descriptors above 1023.
 *
 * @param <A> the type of the attachments
 */
public final class SelectSelector<A extends @Nullable Object> extends Selector<A> {
    /**
     * Creates a selector without items.
     *
     * @throws ErrnoException never; declared so that {@link EpollSelector} can take its place
     */
    public SelectSelector() throws ErrnoException {
        super(new SelectMultiplexer());
    }
}
