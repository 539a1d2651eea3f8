package io.sockeye.internal.poll;

import io.sockeye.bindings.Timespec;
import io.sockeye.bindings.Timeval;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Points in time until which a call waits, as {@link System#nanoTime} counts, so that a wait that is interrupted resumes with the
 * remaining time. Plain numbers: a deadline costs no object.
 */
public final class Deadline {
    /** Already passed: the call does not wait. */
    public static final long NOW = Long.MIN_VALUE;

    /** Never passes. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long MILLISECOND = 1_000_000;

    /** The bit that tells a deadline of an option from one of a timeout. */
    private static final long OF_OPTION = 1;

    private Deadline() {}

    /** {@code timeout} from now: null is {@link #NEVER}, zero is {@link #NOW}. */
    public static long after(@Nullable Duration timeout) {
        if (timeout == null) {
            return NEVER;
        }
        return timeout.isZero() ? NOW : afterNanos(saturatedNanos(timeout));
    }

    /** {@code nanos} from now, rounded up to an even number. */
    public static long afterNanos(long nanos) {
        return (System.nanoTime() + Math.min(nanos, Long.MAX_VALUE / 2) + 1) & ~OF_OPTION;
    }

    /** {@code nanos} from now, for SO_RCVTIMEO and SO_SNDTIMEO, whose end is EAGAIN. */
    public static long ofOption(long nanos) {
        return afterNanos(nanos) | OF_OPTION;
    }

    /** Whether {@link #ofOption} made it. */
    public static boolean isOfOption(long deadline) {
        return deadline != NEVER && (deadline & OF_OPTION) != 0;
    }

    /** {@link #after} of a timeout that came from the caller, which must not be negative. */
    public static long of(@Nullable Duration timeout) {
        return after(timeout == null ? null : requireNonNegative(timeout));
    }

    /** The time that is left, at least 0; for deadlines other than {@link #NEVER}. */
    public static long remainingNanos(long deadline) {
        return deadline == NOW ? 0 : Math.max(0, deadline - System.nanoTime());
    }

    /** {@link #remainingNanos} as a timeout for another call: null for {@link #NEVER}, zero when the deadline has passed. */
    public static @Nullable Duration remaining(long deadline) {
        return deadline == NEVER ? null : Duration.ofNanos(remainingNanos(deadline));
    }

    /** Whether it has passed. */
    public static boolean isOver(long deadline) {
        return deadline != NEVER && remainingNanos(deadline) == 0;
    }

    /** For ppoll, pselect and epoll_pwait2: NULL waits indefinitely. */
    public static MemorySegment timespec(long deadline, Timespec room) {
        return deadline == NEVER ? MemorySegment.NULL : room.set(remainingNanos(deadline));
    }

    /** For select: rounded up to microseconds; NULL waits indefinitely. */
    public static MemorySegment timeval(long deadline, Timeval room) {
        return deadline == NEVER ? MemorySegment.NULL : room.set(remainingNanos(deadline));
    }

    /** For epoll_wait: rounded up, -1 waits indefinitely; a wait of more than 24 days returns early. */
    public static int millis(long deadline) {
        return deadline == NEVER
                ? -1
                : (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(remainingNanos(deadline), MILLISECOND));
    }

    /** Refuses a negative timeout, as Python does. */
    public static Duration requireNonNegative(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("a negative timeout: " + timeout + "; null waits indefinitely");
        }
        return timeout;
    }

    /** A duration in nanoseconds; 292 years for all that are longer. */
    public static long saturatedNanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException beyond292Years) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
