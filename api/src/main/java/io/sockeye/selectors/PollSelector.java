package io.sockeye.selectors;

import io.sockeye.ErrnoException;
import io.sockeye.internal.selector.PollMultiplexer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Selector} over poll; poll(2).
 *
 * @param <A> what is attached to an item
 */
public final class PollSelector<A extends @Nullable Object> extends Selector<A> {
    /**
     * Watches nothing yet.
     *
     * @throws ErrnoException never, but {@link EpollSelector} in its place would: EMFILE
     */
    public PollSelector() throws ErrnoException {
        super(new PollMultiplexer());
    }
}
