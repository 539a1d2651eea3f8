package io.sockeye;

/** {@code EPIPE} or {@code ESHUTDOWN}: this side can send no more, or the other side is gone. */
public final class BrokenPipeException extends ErrnoException {
    private static final long serialVersionUID = 1;

    BrokenPipeException(String call, String on, int number) {
        super(call, on, number);
    }
}
