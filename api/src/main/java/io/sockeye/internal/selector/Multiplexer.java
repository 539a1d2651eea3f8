package io.sockeye.internal.selector;

import io.sockeye.ErrnoException;
import io.sockeye.Pollable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A mechanism that waits for many items, with readiness in two bits. For one thread at a time; an item may be closed by any. */
public interface Multiplexer extends AutoCloseable {
    /** Ready to be read or accepted from, at its end, or failed. */
    int READ = 1;

    /** Ready to be written, connected, or failed. */
    int WRITE = 2;

    /** Receives what {@link #forEachReady} visits. */
    @FunctionalInterface
    interface Visitor {
        void ready(Pollable item, int events) throws ErrnoException;
    }

    /**
     * Watches an item.
     *
     * @throws ErrnoException EEXIST if its descriptor is watched already, EBADF if it is closed, EPERM, ENOSPC
     */
    void add(Pollable item, int events) throws ErrnoException;

    /**
     * Watches it for other events.
     *
     * @throws ErrnoException EBADF if it is closed, ENOENT if it is not watched
     */
    void modify(Pollable item, int events) throws ErrnoException;

    /** The item may be closed. */
    void remove(Pollable item) throws ErrnoException;

    /**
     * Waits. A signal does not end it.
     *
     * @return how many may be ready, to be visited by {@link #forEachReady}; 0 after the timeout only; below 0 if nothing is ready yet
     */
    int await(@Nullable Duration timeout) throws ErrnoException;

    /** Visits what the last {@link #await} found, without items that were closed or removed since. */
    void forEachReady(Visitor visitor) throws ErrnoException;

    @Override
    void close();

    /** READ and WRITE as bits of poll(2) or epoll(7). */
    static int mask(int events, int in, int out) {
        return ((events & READ) == 0 ? 0 : in) | ((events & WRITE) == 0 ? 0 : out);
    }

    /** As in Python: a bit that is neither is both, so that an error or a hang-up is reported whatever was asked for. */
    static int events(int mask, int in, int out) {
        return ((mask & ~out) == 0 ? 0 : READ) | ((mask & ~in) == 0 ? 0 : WRITE);
    }
}
