package io.sockeye.internal.selector;

import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLNVAL;
import static io.sockeye.bindings.PollConstants.POLLOUT;

import io.sockeye.ClosedDescriptorException;
import io.sockeye.ErrnoException;
import io.sockeye.Poll;
import io.sockeye.Pollable;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A multiplexer on poll; poll(2). */
public final class PollMultiplexer implements Multiplexer {
    private final Poll<Pollable> poll = new Poll<>();

    /** Closed items that are not unregistered yet. They are removed from the array: poll would report POLLNVAL at each call. */
    private final Set<Pollable> closed = Collections.newSetFromMap(new IdentityHashMap<>());

    @Override
    public void add(Pollable item, int events) throws ErrnoException {
        poll.register(item, Multiplexer.mask(events, POLLIN, POLLOUT));
    }

    @Override
    public void modify(Pollable item, int events) throws ErrnoException {
        if (item.fileno() < 0) {
            // As epoll_ctl reports it.
            throw new ClosedDescriptorException("poll", item.toString());
        }
        poll.modify(item, Multiplexer.mask(events, POLLIN, POLLOUT));
    }

    @Override
    public void remove(Pollable item) throws ErrnoException {
        if (!closed.remove(item)) {
            poll.unregister(item);
        }
    }

    @Override
    public int await(@Nullable Duration timeout) throws ErrnoException {
        return poll.ready(timeout);
    }

    @Override
    public void forEachReady(Visitor visitor) throws ErrnoException {
        for (int i = 0; i < poll.size(); i++) {
            int revents = poll.revents(i);
            if (revents == POLLNVAL) {
                var item = poll.item(i);
                poll.unregister(item);
                closed.add(item);
            } else if (revents != 0) {
                visitor.ready(poll.item(i), Multiplexer.events(revents, POLLIN, POLLOUT));
            }
        }
    }

    @Override
    public void close() {
        poll.close();
    }
}
