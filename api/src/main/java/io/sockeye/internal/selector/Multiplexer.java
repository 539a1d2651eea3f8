package io.sockeye.internal.selector;

import io.sockeye.ErrnoException;
import io.sockeye.Pollable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits for many items by one system call, with readiness in two bits. For one thread at a time; any thread may close an item. */
public interface Multiplexer extends AutoCloseable {
    /** Ready to be read or accepted from, at its end, or failed. */
    int READ = 1;

    /** Ready to be written, connected, or failed. */
    int WRITE = 2;

    /** Receives the items that {@link #forEachReady} visits. */
    @FunctionalInterface
    interface Visitor {
        void ready(Pollable item, int events) throws ErrnoException;
    }

    /**
     * Adds an item.
     *
     * @throws ErrnoException EEXIST if its descriptor is registered already, EBADF if it is closed, EPERM, ENOSPC
     */
    void add(Pollable item, int events) throws ErrnoException;

    /**
     * Changes the events of an item.
     *
     * @throws ErrnoException EBADF if it is closed, ENOENT if it is not registered
     */
    void modify(Pollable item, int events) throws ErrnoException;

    /** Removes an item, which may be closed. */
    void remove(Pollable item) throws ErrnoException;

    /**
     * Waits until items are ready; retried after EINTR.
     *
     * @return the number of items that may be ready, for {@link #forEachReady}; 0 only after the timeout; negative if the caller should wait
     *     again
     */
    int await(@Nullable Duration timeout) throws ErrnoException;

    /** Visits the ready items of the last {@link #await}, without those that were closed or removed since. */
    void forEachReady(Visitor visitor) throws ErrnoException;

    @Override
    void close();

    /** READ and WRITE as bits of poll(2) or epoll(7). */
    static int mask(int events, int in, int out) {
        return ((events & READ) == 0 ? 0 : in) | ((events & WRITE) == 0 ? 0 : out);
    }

    /** As in Python: a bit that is neither, such as an error or a hang-up, counts as both, so that it is reported with any events. */
    static int events(int mask, int in, int out) {
        return ((mask & ~out) == 0 ? 0 : READ) | ((mask & ~in) == 0 ? 0 : WRITE);
    }
}
