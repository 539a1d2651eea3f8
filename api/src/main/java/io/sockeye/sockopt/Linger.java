package io.sockeye.sockopt;

import java.time.Duration;

/**
 * Whether {@code close} waits for unsent data: {@code struct linger}; socket(7). On with zero discards the data and resets the connection.
 *
 * @param onoff whether close waits
 * @param linger the maximum time to wait; rounded up to seconds
 */
public record Linger(boolean onoff, Duration linger) {
    /** Checks the time. */
    public Linger {
        if (linger.isNegative()) {
            throw new IllegalArgumentException("a negative time: " + linger);
        }
    }
}
