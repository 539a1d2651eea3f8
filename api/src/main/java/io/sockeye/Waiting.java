package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static io.sockeye.bindings.PollConstants.POLLIN;

import io.sockeye.bindings.PollSyscalls;
import io.sockeye.internal.memory.CallMemory;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Time limits, and waiting for one descriptor until one of them. Here EINTR costs nothing of the time. */
final class Waiting {
    /** A deadline that has passed: look once. */
    static final long NOW = Long.MIN_VALUE;

    /** A deadline that never comes. */
    static final long FOREVER = Long.MAX_VALUE;

    private Waiting() {}

    /** {@code timeout} from now: null is for ever, zero is {@link #NOW}. */
    static long deadline(@Nullable Duration timeout) {
        if (timeout == null) {
            return FOREVER;
        }
        if (timeout.isZero()) {
            return NOW;
        }
        return System.nanoTime() + nanos(timeout);
    }

    /** What is left, at least 0; for deadlines other than {@link #FOREVER}. */
    static long remaining(long deadline) {
        return deadline == NOW ? 0 : Math.max(0, deadline - System.nanoTime());
    }

    /** Whether it has come. */
    static boolean isOver(long deadline) {
        return deadline != FOREVER && remaining(deadline) == 0;
    }

    /** Refuses a negative one, as Python does. */
    static Duration check(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("a negative timeout: " + timeout + "; null waits for ever");
        }
        return timeout;
    }

    /** Signals come to threads that the kernel knows. */
    static void checkHasSignals(String call) {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException(call + ": a virtual thread has no signal mask; use a platform thread");
        }
    }

    // Half of what a long can count, 146 years, so that a deadline can be compared by subtraction.
    private static long nanos(Duration timeout) {
        try {
            return Math.min(timeout.toNanos(), Long.MAX_VALUE / 2);
        } catch (ArithmeticException beyond292Years) {
            return Long.MAX_VALUE / 2;
        }
    }

    /**
     * Waits until {@code fd} is ready for {@code events}, or has failed, or {@code waker} is readable, if it is not -1; false if
     * the deadline came first.
     */
    static boolean ready(int fd, int events, int waker, long deadline) throws ErrnoException {
        var workspace = CallMemory.borrow();
        try {
            workspace.pollfd.set(0, fd, events);
            workspace.pollfd.set(1, waker, POLLIN);
            int count = waker < 0 ? 1 : 2;
            for (;;) {
                var timeout = deadline == FOREVER
                        ? MemorySegment.NULL
                        : workspace.timespec.set(remaining(deadline));
                int result = PollSyscalls.ppoll(workspace.pollfd.segment(), count, timeout, MemorySegment.NULL);
                if (result >= 0) {
                    return result > 0;
                }
                if (result != -EINTR) {
                    throw ErrnoException.of("ppoll", "fd=" + fd, -result);
                }
            }
        } finally {
            workspace.release();
        }
    }

    /** Lets time pass. Unlike {@link LockSupport#parkNanos} an interrupted thread does not skip it. */
    static void pause(long nanos) {
        if (Thread.currentThread().isVirtual()) {
            parkEvenIfInterrupted(nanos);
            return;
        }
        var workspace = CallMemory.borrow();
        try {
            workspace.pollfd.set(0, -1, 0);
            // Only a signal ends it early, and a pause may be short.
            PollSyscalls.ppoll(workspace.pollfd.segment(), 1, workspace.timespec.set(nanos), MemorySegment.NULL);
        } finally {
            workspace.release();
        }
    }

    /** Otherwise a loop that pauses would spin, and keep its carrier from those for whom it waits. */
    private static void parkEvenIfInterrupted(long nanos) {
        long start = System.nanoTime();
        boolean interrupted = false;
        for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - start)) {
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(left);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
