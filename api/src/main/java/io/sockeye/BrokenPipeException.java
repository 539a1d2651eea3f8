package io.sockeye;

/** {@code EPIPE} or {@code ESHUTDOWN}: the local end is shut down for writing, or the peer has closed the connection. */
public final class BrokenPipeException extends ErrnoException {
    private static final long serialVersionUID = 1;

    BrokenPipeException(String call, String on, int number) {
        super(call, on, number);
    }
}
