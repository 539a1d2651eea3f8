package io.sockeye.selectors;

import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLNVAL;
import static io.sockeye.bindings.PollConstants.POLLOUT;

import io.sockeye.ErrnoException;
import io.sockeye.Poll;
import io.sockeye.Pollable;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Selector} over poll; poll(2).
 *
 * @param <A> what is attached to an item
 */
public final class PollSelector<A extends @Nullable Object> extends Selector<A> {
    private final Poll<Pollable> poll = new Poll<>();

    /** Closed, and not asked for any more: poll would find them again and again. */
    private final Set<Pollable> gone = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * Watches nothing yet.
     *
     * @throws ErrnoException never, but {@link EpollSelector} in its place would: EMFILE
     */
    public PollSelector() throws ErrnoException {}

    @Override
    void add(Pollable item, int events) throws ErrnoException {
        poll.register(item, mask(events));
    }

    @Override
    void change(Pollable item, int events) throws ErrnoException {
        poll.modify(item, mask(events));
    }

    @Override
    void remove(Pollable item) throws ErrnoException {
        if (!gone.remove(item)) {
            poll.unregister(item);
        }
    }

    @Override
    int await(@Nullable Duration timeout) throws ErrnoException {
        return poll.ready(timeout);
    }

    @Override
    void visit(Found found) throws ErrnoException {
        for (int i = 0; i < poll.size(); i++) {
            int revents = poll.revents(i);
            if (revents == POLLNVAL) {
                var item = poll.item(i);
                poll.unregister(item);
                gone.add(item);
            } else if (revents != 0) {
                found.ready(
                        poll.item(i),
                        ((revents & ~POLLOUT) == 0 ? 0 : EVENT_READ) | ((revents & ~POLLIN) == 0 ? 0 : EVENT_WRITE));
            }
        }
    }

    @Override
    void end() {
        poll.close();
    }

    private static int mask(int events) {
        return ((events & EVENT_READ) == 0 ? 0 : POLLIN) | ((events & EVENT_WRITE) == 0 ? 0 : POLLOUT);
    }
}
