package io.sockeye.selectors;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLOUT;

import io.sockeye.Epoll;
import io.sockeye.EpollEvents;
import io.sockeye.ErrnoException;
import io.sockeye.Pollable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Selector} over epoll, level-triggered; epoll(7).
 *
 * @param <A> what is attached to an item
 */
public class EpollSelector<A extends @Nullable Object> extends Selector<A> implements Pollable {
    private static final int EVENTS = 1024;

    private final Epoll epoll = Epoll.create();
    private final EpollEvents events = epoll.events(EVENTS);

    /**
     * Watches nothing yet.
     *
     * @throws ErrnoException EMFILE
     */
    public EpollSelector() throws ErrnoException {}

    /**
     * The epoll instance's own number, which is readable when an item is ready.
     *
     * @return the number; -1 once it is closed
     */
    @Override
    public int fileno() {
        return epoll.fileno();
    }

    @Override
    void add(Pollable item, int events) throws ErrnoException {
        epoll.register(item, mask(events));
    }

    @Override
    void change(Pollable item, int events) throws ErrnoException {
        epoll.modify(item, mask(events));
    }

    @Override
    void remove(Pollable item) throws ErrnoException {
        try {
            epoll.unregister(item);
        } catch (ErrnoException e) {
            // Closing has removed it already; epoll(7), Q6.
            if (item.fileno() >= 0) {
                throw e;
            }
        }
    }

    @Override
    int await(@Nullable Duration timeout) throws ErrnoException {
        return epoll.poll(events, timeout);
    }

    @Override
    void visit(Found found) throws ErrnoException {
        for (int i = 0; i < events.size(); i++) {
            var item = events.item(i);
            if (item != null) {
                // As in Python: what is neither is both, so that an error or a hang-up is found by whoever waits.
                int mask = events.mask(i);
                found.ready(
                        item,
                        ((mask & ~EPOLLOUT) == 0 ? 0 : EVENT_READ) | ((mask & ~EPOLLIN) == 0 ? 0 : EVENT_WRITE));
            }
        }
    }

    @Override
    void end() {
        epoll.close();
    }

    private static int mask(int events) {
        return ((events & EVENT_READ) == 0 ? 0 : EPOLLIN) | ((events & EVENT_WRITE) == 0 ? 0 : EPOLLOUT);
    }
}
