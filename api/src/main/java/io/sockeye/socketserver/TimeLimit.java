package io.sockeye.socketserver;

import io.sockeye.internal.poll.Deadline;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A deadline: a duration that is counted from the creation of this object on. */
final class TimeLimit {
    private final long deadline;

    /** Null is no deadline. */
    TimeLimit(@Nullable Duration duration) {
        this.deadline = Deadline.after(duration);
    }

    /** Zero once the deadline has passed; null if there is none. */
    @Nullable Duration left() {
        return Deadline.remaining(deadline);
    }

    /** {@code pause}, or less if the deadline comes first. */
    Duration atMost(Duration pause) {
        var left = left();
        return left == null || pause.compareTo(left) < 0 ? pause : left;
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
                    if (deadline == Deadline.NEVER) {
                        changed.await();
                    } else
                        if (changed.awaitNanos(Deadline.remainingNanos(deadline)) <= 0 && Deadline.isOver(deadline)) {
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
