package io.sockeye.internal.selector;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLOUT;

import io.sockeye.Epoll;
import io.sockeye.EpollEvents;
import io.sockeye.ErrnoException;
import io.sockeye.Pollable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A multiplexer on epoll, level-triggered; epoll(7). */
public final class EpollMultiplexer implements Multiplexer {
    private static final int EVENTS = 1024;

    private final Epoll epoll = Epoll.create();
    private final EpollEvents events = epoll.events(EVENTS);

    /**
     * Creates an epoll instance.
     *
     * @throws ErrnoException EMFILE, ENFILE, ENOMEM
     */
    public EpollMultiplexer() throws ErrnoException {}

    /** The epoll instance's own descriptor, which is readable when an item is ready; -1 once it is closed. */
    public int fileno() {
        return epoll.fileno();
    }

    @Override
    public void add(Pollable item, int events) throws ErrnoException {
        epoll.add(item, Multiplexer.mask(events, EPOLLIN, EPOLLOUT), 0);
    }

    @Override
    public void modify(Pollable item, int events) throws ErrnoException {
        epoll.modify(item, Multiplexer.mask(events, EPOLLIN, EPOLLOUT));
    }

    @Override
    public void remove(Pollable item) throws ErrnoException {
        try {
            epoll.remove(item);
        } catch (ErrnoException e) {
            // The close of the item has removed it already; epoll(7), Q6.
            if (item.fileno() >= 0) {
                throw e;
            }
        }
    }

    @Override
    public int await(@Nullable Duration timeout) throws ErrnoException {
        return epoll.poll(events, timeout);
    }

    @Override
    public void forEachReady(Visitor visitor) throws ErrnoException {
        for (int i = 0; i < events.size(); i++) {
            var item = events.item(i);
            if (item != null) {
                visitor.ready(item, Multiplexer.events(events.mask(i), EPOLLIN, EPOLLOUT));
            }
        }
    }

    @Override
    public void close() {
        epoll.close();
    }
}
