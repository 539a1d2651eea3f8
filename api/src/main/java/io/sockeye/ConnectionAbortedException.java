package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.ECONNABORTED;

/** {@code ECONNABORTED}: the connection was ended on this side. */
public final class ConnectionAbortedException extends ErrnoException {
    private static final long serialVersionUID = 1;

    ConnectionAbortedException(String call, String on) {
        super(call, on, ECONNABORTED);
    }
}
