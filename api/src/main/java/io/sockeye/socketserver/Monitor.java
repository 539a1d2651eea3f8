package io.sockeye.socketserver;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Waiting for what an object's lock guards. */
final class Monitor {
    private Monitor() {}

    /** Under {@code lock}, which is notified of changes. An interrupt does not end the wait; it stays set. */
    @SuppressWarnings("GuardedBy")
    static boolean await(Object lock, BooleanSupplier condition, @Nullable Duration patience) {
        long start = System.nanoTime();
        // Half of what a long can count, so that nothing is added beyond it.
        long limit = patience == null ? 0 : Math.min(TimeUnit.NANOSECONDS.convert(patience), Long.MAX_VALUE / 2);
        boolean interrupted = false;
        try {
            while (!condition.getAsBoolean()) {
                try {
                    if (patience == null) {
                        lock.wait();
                    } else {
                        long left = limit - (System.nanoTime() - start);
                        if (left <= 0) {
                            return false;
                        }
                        TimeUnit.NANOSECONDS.timedWait(lock, left + 1_000_000);
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
