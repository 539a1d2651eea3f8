package io.sockeye.socketserver;

import io.sockeye.internal.poll.CloseSequence;
import io.sockeye.ErrnoException;
import io.sockeye.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The state of one server's loop: at most one thread runs it, and any thread may end it. */
final class ServeLoop {
    private final Socket socket;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition loopEnded = lock.newCondition();

    // Guarded by lock.
    private @Nullable RequestWaiter waiter;
    private @Nullable Thread thread;

    /** How many loops have ended: a thread that waits for the end of one must not wait for the next. */
    private long ended;

    /** The waiters of {@link BaseServer#handleRequest}, one for each call in progress. */
    private final Set<RequestWaiter> once = new HashSet<>();

    private volatile boolean over;

    ServeLoop(Socket socket) {
        this.socket = socket;
    }

    /** Makes the calling thread the one that runs the loop. */
    RequestWaiter begin() throws ErrnoException {
        lock.lock();
        try {
            if (thread != null) {
                throw new IllegalStateException("serveForever is already running in " + thread);
            }
            var opened = RequestWaiter.open(socket);
            waiter = opened;
            thread = Thread.currentThread();
            return opened;
        } finally {
            lock.unlock();
        }
    }

    /** Called by the thread that runs the loop. Its descriptors are closed before waiting threads are notified. */
    void end() {
        RequestWaiter mine;
        lock.lock();
        try {
            mine = Objects.requireNonNull(waiter);
            waiter = null;
        } finally {
            lock.unlock();
        }
        CloseSequence.run(mine::close, this::notifyEnded);
    }

    private void notifyEnded() {
        lock.lock();
        try {
            thread = null;
            over = false;
            ended++;
            loopEnded.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isOver() {
        return over;
    }

    void wake() {
        lock.lock();
        try {
            if (waiter != null) {
                waiter.wake();
            }
        } catch (ErrnoException e) {
            // The eventfd is open as long as the field is set, and write(2) names no other reason.
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    /** Pauses without an allocation; {@link #shutdown} ends the pause. */
    void park(Duration pause) {
        if (!over) {
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    /** Returns whether no loop runs any more; true also to the thread that runs it. */
    boolean shutdown(TimeLimit limit) {
        lock.lock();
        try {
            over = true;
            wake();
            // After an OutOfMemoryError the loop parks instead of waiting in epoll.
            LockSupport.unpark(thread);
            long before = ended;
            return Thread.currentThread().equals(thread)
                    || limit.await(loopEnded, () -> thread == null || ended != before);
        } finally {
            lock.unlock();
        }
    }

    RequestWaiter beginOnce() throws ErrnoException {
        var opened = RequestWaiter.open(socket);
        lock.lock();
        try {
            once.add(opened);
        } finally {
            lock.unlock();
        }
        return opened;
    }

    void endOnce(RequestWaiter opened) {
        lock.lock();
        try {
            once.remove(opened);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the waits of handleRequest. Call it after the socket is closed: closing removes it from the epoll instances, with no event. */
    void closeOnce() {
        List<RequestWaiter> waiting;
        lock.lock();
        try {
            waiting = List.copyOf(once);
        } finally {
            lock.unlock();
        }
        CloseSequence.forEach(waiting, RequestWaiter::close);
    }
}
