package io.sockeye.internal.selector;

import io.sockeye.ClosedDescriptorException;
import io.sockeye.ErrnoException;
import io.sockeye.Pollable;
import io.sockeye.Select;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A multiplexer on select, also for descriptors above 1023; select(2). */
public final class SelectMultiplexer implements Multiplexer {
    /** Nothing is ready, and the timeout has not expired. */
    private static final int AGAIN = -1;

    private final Select<Pollable> select = new Select<>();

    @Override
    public void add(Pollable item, int events) throws ErrnoException {
        modify(item, events);
    }

    @Override
    public void modify(Pollable item, int events) throws ErrnoException {
        // Set before clear: an item that is in no set is removed.
        if ((events & READ) != 0) {
            select.readfds().set(item);
        }
        if ((events & WRITE) != 0) {
            select.writefds().set(item);
        } else {
            select.writefds().clear(item);
        }
        if ((events & READ) == 0) {
            select.readfds().clear(item);
        }
    }

    @Override
    public void remove(Pollable item) {
        select.readfds().clear(item);
        select.writefds().clear(item);
    }

    @Override
    public int await(@Nullable Duration timeout) throws ErrnoException {
        try {
            return select.select(timeout);
        } catch (ClosedDescriptorException itemClosed) {
            // Select has removed the closed item. The wait continues without it, as with poll and epoll.
            return AGAIN;
        }
    }

    @Override
    public void forEachReady(Visitor visitor) throws ErrnoException {
        var readable = select.readable();
        var writable = select.writable();
        int fd = -1;
        while (true) {
            int read = readable.next(fd + 1);
            int write = writable.next(fd + 1);
            fd = read < 0 || (write >= 0 && write < read) ? write : read;
            if (fd < 0) {
                return;
            }
            var item = fd == read ? readable.item(fd) : writable.item(fd);
            if (item != null) {
                visitor.ready(item, (fd == read ? READ : 0) | (fd == write ? WRITE : 0));
            }
        }
    }

    @Override
    public void close() {
        select.close();
    }
}
