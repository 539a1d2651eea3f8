package io.sockeye.selectors;

import io.sockeye.ErrnoException;
import io.sockeye.internal.selector.PollMultiplexer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Selector} over poll; poll(2).
 *
 * @param <A> the type of the attachments
 */
public final class PollSelector<A extends @Nullable Object> extends Selector<A> {
    /**
     * Creates a selector without items.
     *
     * @throws ErrnoException never; declared so that {@link EpollSelector} can take its place
     */
    public PollSelector() throws ErrnoException {
        super(new PollMultiplexer());
    }
}
