package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.ETIMEDOUT;

import java.math.BigDecimal;
import java.time.Duration;

/** {@code ETIMEDOUT}: the peer did not answer, or the timeout expired. */
public final class TimedOutException extends ErrnoException {
    private static final long serialVersionUID = 1;

    TimedOutException(String call, String on) {
        super(call, on, ETIMEDOUT);
    }

    /**
     * Creates the exception for a timeout that this library measures.
     *
     * @param call the system call's name
     * @param on its arguments, as the message shows them
     * @param timeout the timeout that expired
     */
    public TimedOutException(String call, String on, Duration timeout) {
        this(call, on, "timed out after " + seconds(timeout));
    }

    TimedOutException(String call, String on, String why) {
        super(call, on, ETIMEDOUT, why);
    }

    /** {@code "0.3 s"}, without an exponent. */
    static String seconds(Duration time) {
        var seconds = BigDecimal.valueOf(time.getSeconds()).add(BigDecimal.valueOf(time.getNano(), 9));
        return seconds.stripTrailingZeros().toPlainString() + " s";
    }
}
