package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.ETIMEDOUT;

import java.time.Duration;

/** {@code ETIMEDOUT}: the other end did not answer, or the socket's own timeout has passed. */
public final class TimedOutException extends ErrnoException {
    private static final long serialVersionUID = 1;

    TimedOutException(String call, String on) {
        super(call, on, ETIMEDOUT);
    }

    TimedOutException(String call, String on, Duration timeout) {
        super(call, on, ETIMEDOUT, "timed out after " + (timeout.toSeconds() + timeout.toNanosPart() / 1e9) + " s");
    }
}
