package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EADDRINUSE;

/** {@code EADDRINUSE}: another socket has the address, or a file is where a UNIX socket should be. */
public final class AddressInUseException extends ErrnoException {
    private static final long serialVersionUID = 1;

    AddressInUseException(String call, String on) {
        super(call, on, EADDRINUSE);
    }
}
