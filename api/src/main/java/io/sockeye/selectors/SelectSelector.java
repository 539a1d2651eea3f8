package io.sockeye.selectors;

import io.sockeye.ClosedDescriptorException;
import io.sockeye.ErrnoException;
import io.sockeye.Pollable;
import io.sockeye.Select;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Selector} over select; select(2). Unlike C's, it takes descriptors over 1023.
 *
 * @param <A> what is attached to an item
 */
public final class SelectSelector<A extends @Nullable Object> extends Selector<A> {
    /** Found nothing, but the time is not over. */
    private static final int AGAIN = -1;

    private final Select<Pollable> select = new Select<>();

    /**
     * Watches nothing yet.
     *
     * @throws ErrnoException never, but {@link EpollSelector} in its place would: EMFILE
     */
    public SelectSelector() throws ErrnoException {}

    @Override
    void add(Pollable item, int events) throws ErrnoException {
        change(item, events);
    }

    @Override
    void change(Pollable item, int events) throws ErrnoException {
        if ((events & EVENT_READ) != 0) {
            select.readfds().set(item);
        }
        if ((events & EVENT_WRITE) != 0) {
            select.writefds().set(item);
        } else {
            select.writefds().clear(item);
        }
        if ((events & EVENT_READ) == 0) {
            select.readfds().clear(item);
        }
    }

    @Override
    void remove(Pollable item) {
        select.readfds().clear(item);
        select.writefds().clear(item);
    }

    @Override
    int await(@Nullable Duration timeout) throws ErrnoException {
        try {
            return select.select(timeout);
        } catch (ClosedDescriptorException itemClosed) {
            // It is in no set any more. poll and epoll go on without it, and so does this.
            return AGAIN;
        }
    }

    @Override
    void visit(Found found) throws ErrnoException {
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
                found.ready(item, (fd == read ? EVENT_READ : 0) | (fd == write ? EVENT_WRITE : 0));
            }
        }
    }

    @Override
    void end() {
        select.close();
    }
}
