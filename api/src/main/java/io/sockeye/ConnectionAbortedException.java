package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.ECONNABORTED;

/** {@code ECONNABORTED}: the connection was aborted locally, or before accept returned it. */
public final class ConnectionAbortedException extends ErrnoException {
    private static final long serialVersionUID = 1;

    ConnectionAbortedException(String call, String on) {
        super(call, on, ECONNABORTED);
    }
}
