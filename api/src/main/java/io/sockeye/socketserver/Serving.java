package io.sockeye.socketserver;

import io.sockeye.ErrnoException;
import io.sockeye.Socket;
import io.sockeye.selectors.Selector;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The loop of one server: that there is one at most, and how it is told to end. */
final class Serving {
    // Guarded by this.
    private @Nullable Selector<Socket> selector;
    private @Nullable Thread thread;
    private boolean over;

    synchronized Selector<Socket> begin() throws ErrnoException {
        if (thread != null) {
            throw new IllegalStateException("serveForever is under way in " + thread);
        }
        var opened = Selector.<Socket>open();
        selector = opened;
        thread = Thread.currentThread();
        return opened;
    }

    synchronized void end() {
        if (Thread.currentThread().equals(thread)) {
            selector = null;
            thread = null;
            over = false;
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
                // Its eventfd is there since the first select; before that it may be EMFILE, and nobody waits.
                BaseServer.LOG.log(System.Logger.Level.WARNING, "the loop is not woken", e);
            }
        }
    }

    /** Returns whether there is no loop any more. */
    synchronized boolean shutdown(@Nullable Duration patience) {
        over = true;
        wake();
        return Thread.currentThread().equals(thread) || Monitor.await(this, () -> thread == null, patience);
    }
}
