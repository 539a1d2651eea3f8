package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.ECONNRESET;

/** {@code ECONNRESET}: the peer has reset the connection. */
public final class ConnectionResetException extends ErrnoException {
    private static final long serialVersionUID = 1;

    ConnectionResetException(String call, String on) {
        super(call, on, ECONNRESET);
    }
}
