package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.ECONNREFUSED;

/** {@code ECONNREFUSED}: no socket listens at the address. */
public final class ConnectionRefusedException extends ErrnoException {
    private static final long serialVersionUID = 1;

    ConnectionRefusedException(String call, String on) {
        super(call, on, ECONNREFUSED);
    }
}
