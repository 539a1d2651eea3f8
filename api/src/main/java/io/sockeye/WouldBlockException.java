package io.sockeye;

/**
 * {@code EAGAIN}, {@code EINPROGRESS} or {@code EALREADY}: the socket is non-blocking, and the call would block or continues in the
 * background.
 */
public final class WouldBlockException extends ErrnoException {
    private static final long serialVersionUID = 1;

    WouldBlockException(String call, String on, int number) {
        super(call, on, number);
    }
}
