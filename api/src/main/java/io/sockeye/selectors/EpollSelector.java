package io.sockeye.selectors;

import io.sockeye.ErrnoException;
import io.sockeye.Pollable;
import io.sockeye.internal.selector.EpollMultiplexer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Selector} over epoll, level-triggered; epoll(7).
 *
 * @param <A> the type of the attachments
 */
public class EpollSelector<A extends @Nullable Object> extends Selector<A> implements Pollable {
    /**
     * Creates a selector without items.
     *
     * @throws ErrnoException EMFILE, ENFILE, ENOMEM
     */
    public EpollSelector() throws ErrnoException {
        super(new EpollMultiplexer());
    }

    /**
     * The epoll instance's own descriptor, which is readable when an item is ready.
     *
     * @return the descriptor; -1 once it is closed
     */
    @Override
    public int fileno() {
        return ((EpollMultiplexer) multiplexer()).fileno();
    }
}
