package io.sockeye.socketserver;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a server's loop pauses after a wake-up that brought no request. An error of a peer usually takes the failed connection out of the
 * queue, so the first ones cost no pause. Without a bound, an errno that every call reports would let the loop spin.
 */
final class RetryPause {
    /** Until a descriptor or memory may be free again: the request stays in the queue, and would be reported at once. */
    static final Duration OUT_OF_RESOURCES = Duration.ofMillis(100);

    /** So many failures in a row are followed by one pause: at most 800 calls in a second. */
    static final int FAILURES = 16;

    private static final Duration AFTER_FAILURES = Duration.ofMillis(20);

    private int failures;

    /** A request has come. */
    void reset() {
        failures = 0;
    }

    /** Another call brought none; returns the pause before the next, or null if there shall be none. */
    @Nullable Duration next() {
        failures++;
        return failures % FAILURES == 0 ? AFTER_FAILURES : null;
    }
}
