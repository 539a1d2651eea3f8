package io.sockeye.sockopt;

import java.time.Duration;

/**
 * What {@code close} does about data that is not sent yet: {@code struct linger}; socket(7). On with zero throws it away and
 * resets the connection.
 *
 * @param onoff whether close waits
 * @param linger how long; whole seconds, rounded up
 */
public record Linger(boolean onoff, Duration linger) {
    /** Checks the time. */
    public Linger {
        if (linger.isNegative()) {
            throw new IllegalArgumentException("a negative time: " + linger);
        }
    }
}
