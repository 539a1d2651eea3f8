package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EADDRINUSE;

/** {@code EADDRINUSE}: another socket has the address, or a file exists at the path of a UNIX socket. */
public final class AddressInUseException extends ErrnoException {
    private static final long serialVersionUID = 1;

    AddressInUseException(String call, String on) {
        super(call, on, EADDRINUSE);
    }
}
