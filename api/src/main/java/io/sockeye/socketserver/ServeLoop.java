package io.sockeye.socketserver;

import io.sockeye.ErrnoException;
import io.sockeye.Socket;
import io.sockeye.selectors.Selector;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The loop of one server: that there is one at most, and how it is told to end. */
final class ServeLoop {
    // Guarded by this.
    private @Nullable Selector<Socket> selector;
    private @Nullable Thread thread;
    private boolean over;

    /** How many loops have ended: who waits for one must not wait for the next. */
    private long ended;

    /** Those of {@link BaseServer#handleRequest}, which wait for one request each. */
    private final Set<Selector<Socket>> once = new HashSet<>();

    synchronized Selector<Socket> begin() throws ErrnoException {
        if (thread != null) {
            throw new IllegalStateException("serveForever is under way in " + thread);
        }
        var opened = Selector.<Socket>open();
        try {
            // Makes its eventfd now, so that a wake-up never lacks a descriptor.
            opened.select(Duration.ZERO);
        } catch (ErrnoException e) {
            opened.close();
            throw e;
        }
        selector = opened;
        thread = Thread.currentThread();
        return opened;
    }

    /** By the loop that has begun: nobody wakes it any more, its descriptors go, and then those hear of it who wait for that. */
    void end() {
        Selector<Socket> mine;
        synchronized (this) {
            mine = Objects.requireNonNull(selector);
            selector = null;
        }
        mine.close();
        synchronized (this) {
            thread = null;
            over = false;
            ended++;
            notifyAll();
        }
    }

    synchronized boolean isOver() {
        return over;
    }

    synchronized void wake() {
        if (selector != null) {
            try {
                selector.wakeup();
            } catch (ErrnoException e) {
                // Its eventfd is there, and a write to it fails for no reason that write(2) names.
                throw new IllegalStateException(e);
            }
        }
    }

    /** Returns whether there is no loop any more. */
    synchronized boolean shutdown(@Nullable Duration patience) {
        over = true;
        wake();
        long before = ended;
        return Thread.currentThread().equals(thread)
                || Monitor.await(this, () -> thread == null || ended != before, patience);
    }

    Selector<Socket> beginOnce() throws ErrnoException {
        var opened = Selector.<Socket>open();
        synchronized (this) {
            once.add(opened);
        }
        return opened;
    }

    synchronized void endOnce(Selector<Socket> opened) {
        once.remove(opened);
    }

    /** After the socket is closed, of which a selector that waits for it hears nothing. */
    void closeOnce() {
        List<Selector<Socket>> waiting;
        synchronized (this) {
            waiting = List.copyOf(once);
        }
        waiting.forEach(Selector::close);
    }
}
