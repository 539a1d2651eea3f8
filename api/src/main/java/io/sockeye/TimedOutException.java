package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.ETIMEDOUT;

import java.math.BigDecimal;
import java.time.Duration;

/** {@code ETIMEDOUT}: the other end did not answer, or the socket's own timeout has passed. */
public final class TimedOutException extends ErrnoException {
    private static final long serialVersionUID = 1;

    TimedOutException(String call, String on) {
        super(call, on, ETIMEDOUT);
    }

    /**
     * For a timeout of this library's own.
     *
     * @param call the system call's name
     * @param on what it was called on
     * @param timeout how long it waited
     */
    public TimedOutException(String call, String on, Duration timeout) {
        super(call, on, ETIMEDOUT, "timed out after " + seconds(timeout) + " s");
    }

    /** {@code 0.3}, {@code 5}, {@code 0.000000001}. */
    private static String seconds(Duration timeout) {
        return BigDecimal.valueOf(timeout.toSeconds())
                .add(BigDecimal.valueOf(timeout.toNanosPart(), 9))
                .stripTrailingZeros()
                .toPlainString();
    }
}
