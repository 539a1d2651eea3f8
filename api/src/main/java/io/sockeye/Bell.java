package io.sockeye;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Ends a select or poll that is under way when something that it watches is closed, and holds the closer until it has ended: the
 * kernel looks at a number until then. It is an eventfd that the call watches besides.
 */
final class Bell implements AutoCloseable {
    /** Fair, or a loop that waits again and again would keep a closer out. */
    private final ReentrantLock waiting = new ReentrantLock(true);

    private final Queue<Runnable> changes = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Waker waker;

    /** Before somebody is told to {@link #ring} it, and not during a call. */
    void open() throws ErrnoException {
        if (waker == null) {
            waker = Waker.open();
        }
    }

    /** What to watch for reading; -1 if nobody can ring. */
    int number() {
        var opened = waker;
        return opened == null ? -1 : opened.number();
    }

    /** Before the call, or a change of what is watched; ends with {@link #end}. No closer changes anything until then. */
    void begin() {
        waiting.lock();
    }

    /** Between {@link #begin} and {@link #end}, when the kernel looks at nothing: what closers want to be changed is changed. */
    void answer() {
        for (var change = changes.poll(); change != null; change = changes.poll()) {
            change.run();
        }
    }

    void end() {
        answer();
        waiting.unlock();
    }

    /** Runs {@code change} when no call is under way, ending the one that is. */
    void ring(Runnable change) {
        changes.add(change);
        if (waiting.tryLock()) {
            end();
            return;
        }
        // It goes on until this change is made, also for a call that begins before: each closer takes back what he has added.
        var opened = waker;
        if (opened != null) {
            opened.wake();
        }
        waiting.lock();
        if (opened != null) {
            opened.takeBack();
        }
        end();
    }

    /** When nobody can ring it any more. */
    @Override
    public void close() {
        var opened = waker;
        waker = null;
        if (opened != null) {
            opened.close();
        }
    }
}
