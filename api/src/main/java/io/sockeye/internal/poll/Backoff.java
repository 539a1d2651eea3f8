package io.sockeye.internal.poll;

import io.sockeye.bindings.PollSyscalls;
import io.sockeye.internal.memory.CallMemory;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;

/** The pause before a retry where the kernel offers no event to wait for. */
public enum Backoff {
    /** A UNIX datagram to an address whose queue is full: the sender stays writable; unix(7). */
    UNIX_QUEUE(1_000_000),

    /** A UNIX connect to a listener whose backlog is full: EAGAIN, and no poll reports room; connect(2). */
    UNIX_BACKLOG(1_000_000),

    /** accept without a free descriptor: the connection stays queued and the listener readable, so a loop would spin; accept(2). */
    NO_DESCRIPTOR(10_000_000),

    /** An epoll_wait without a descriptor for the eventfd by which close would end it. */
    NO_WAKER(50_000_000),

    /** accept that reports the error of one connection after the other, as it does while an interface is down; accept(2). */
    CONNECTION_ERRORS(1_000_000),

    /** An epoll instance that lies too deep in others for the poller to watch it: ELOOP, EINVAL; epoll_ctl(2). */
    NESTED_EPOLL(10_000_000),

    /** A descriptor that the poller cannot watch, or a set in which a number is not open. */
    NOT_WATCHED(10_000_000),

    /** The first shutdown of a close: the calls in progress usually return at once. */
    FIRST_WAKE(50_000),

    /** Further shutdowns of a close: a call may reach the kernel after the first one. */
    FURTHER_WAKES(1_000_000),

    /** Shutdowns by the thread that took over a close: a call that late is rare. */
    LATE_WAKES(10_000_000);

    private final long nanos;

    Backoff(long nanos) {
        this.nanos = nanos;
    }

    /** Pauses, but no longer than until {@code deadline}. An interrupt does not end the pause and stays set. */
    public void pause(long deadline) {
        long pause = deadline == Deadline.NEVER ? nanos : Math.min(nanos, Deadline.remainingNanos(deadline));
        if (Thread.currentThread().isVirtual()) {
            park(pause);
        } else {
            sleep(pause);
        }
    }

    /** When a pause that starts now ends, but no later than {@code deadline}. */
    public long end(long deadline) {
        long end = Deadline.afterNanos(nanos);
        return deadline == Deadline.NEVER || end - deadline < 0 ? end : deadline;
    }

    public void pause() {
        pause(Deadline.NEVER);
    }

    private static void sleep(long nanos) {
        var memory = CallMemory.borrow();
        try {
            memory.pollfd.set(0, -1, 0);
            // The result says nothing: a pause may end early by a signal, and the caller tries again.
            int _ = PollSyscalls.ppoll(memory.pollfd.segment(), 1, memory.timespec.set(nanos), MemorySegment.NULL);
        } finally {
            memory.release();
        }
    }

    /** In an interrupted thread parkNanos returns at once, and the retry loop would spin on its carrier. */
    private static void park(long nanos) {
        long deadline = Deadline.afterNanos(nanos);
        boolean interrupted = false;
        for (long left = nanos; left > 0; left = Deadline.remainingNanos(deadline)) {
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(left);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
