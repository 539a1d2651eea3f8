package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;

/** {@code EAGAIN}: the call would have to wait, and the socket is set not to. */
public final class WouldBlockException extends ErrnoException {
    private static final long serialVersionUID = 1;

    WouldBlockException(String call, String on) {
        super(call, on, EAGAIN);
    }
}
