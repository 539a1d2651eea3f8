package io.sockeye;

/**
 * {@code EAGAIN}, {@code EINPROGRESS} or {@code EALREADY}: the call would have to wait, or goes on without being waited for,
 * because the socket is set not to wait.
 */
public final class WouldBlockException extends ErrnoException {
    private static final long serialVersionUID = 1;

    WouldBlockException(String call, String on, int number) {
        super(call, on, number);
    }
}
