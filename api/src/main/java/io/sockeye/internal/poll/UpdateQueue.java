package io.sockeye.internal.poll;

import io.sockeye.ErrnoException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Changes to the set that a select or poll watches, made by threads that close a member of it. Submitting a change interrupts the call in
 * progress and blocks the submitting thread until the call has returned, because the kernel may use the descriptor until then.
 * Implemented with an eventfd that is part of the watched set.
 */
public final class UpdateQueue implements AutoCloseable {
    /** Fair, since a loop that waits again and again would otherwise keep a closing thread out. */
    private final ReentrantLock inCall = new ReentrantLock(true);

    private final Queue<Runnable> updates = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Waker waker;

    /** Makes the eventfd, before the first update can be submitted; not while a call is in progress. */
    public void open() throws ErrnoException {
        if (waker == null) {
            waker = Waker.open();
        }
    }

    /** The descriptor to watch for reading; -1 if no update can be submitted. */
    public int number() {
        var opened = waker;
        return opened == null ? -1 : opened.number();
    }

    /** Starts a call, or a change of the set by its own thread; ends with {@link #end}. Until then no update is applied. */
    public void begin() {
        inCall.lock();
    }

    /** Applies the pending updates. Call it only between {@link #begin} and {@link #end}, while no system call is in progress. */
    public void apply() {
        for (var update = updates.poll(); update != null; update = updates.poll()) {
            update.run();
        }
    }

    public void end() {
        try {
            apply();
        } finally {
            inCall.unlock();
        }
    }

    /** Applies {@code update} while no call is in progress, after interrupting the one that is. */
    public void submit(Runnable update) {
        updates.add(update);
        if (inCall.tryLock()) {
            end();
            return;
        }
        // It stays readable until this update is applied, also for a call that begins before: each thread resets what it has added.
        var opened = waker;
        if (opened != null) {
            opened.wake();
        }
        inCall.lock();
        try {
            if (opened != null) {
                opened.reset();
            }
        } finally {
            end();
        }
    }

    /** Call it when no update can be submitted any more. */
    @Override
    public void close() {
        var opened = waker;
        waker = null;
        if (opened != null) {
            opened.close();
        }
    }
}
