package io.sockeye.socketserver;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A deadline: a duration that is counted from the creation of this object on. */
final class TimeLimit {
    /** Half of what a long can count, so that no sum overflows. */
    private static final long MAX_NANOS = Long.MAX_VALUE / 2;

    private final @Nullable Duration duration;
    private final long start = System.nanoTime();

    /** Null is no deadline. */
    TimeLimit(@Nullable Duration duration) {
        this.duration = duration;
    }

    /** Zero once the deadline has passed; null if there is none. */
    @Nullable Duration left() {
        return duration == null ? null : Duration.ofNanos(Math.max(0, leftNanos(duration)));
    }

    /** {@code pause}, or less if the deadline comes first. */
    Duration atMost(Duration pause) {
        var left = left();
        return left == null || pause.compareTo(left) < 0 ? pause : left;
    }

    private long leftNanos(Duration limit) {
        return Math.min(TimeUnit.NANOSECONDS.convert(limit), MAX_NANOS) - (System.nanoTime() - start);
    }

    /**
     * Waits for a condition, whose lock the caller holds. An interrupt does not end the wait; the interrupt status is kept.
     *
     * @return whether {@code holds} became true before the deadline
     */
    boolean await(Condition changed, BooleanSupplier holds) {
        boolean interrupted = false;
        try {
            while (!holds.getAsBoolean()) {
                try {
                    if (duration == null) {
                        changed.await();
                    } else if (changed.awaitNanos(leftNanos(duration)) <= 0 && leftNanos(duration) <= 0) {
                        return holds.getAsBoolean();
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
