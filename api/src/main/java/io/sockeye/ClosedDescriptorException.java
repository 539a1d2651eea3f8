package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EBADF;

/** The socket is closed, or was closed by another thread while this one was in a call. Its errno is {@code EBADF}. */
public final class ClosedDescriptorException extends ErrnoException {
    private static final long serialVersionUID = 1;

    ClosedDescriptorException(String call, String on) {
        this(call, on, "closed");
    }

    ClosedDescriptorException(String call, String on, String why) {
        super(call, on, EBADF, why);
    }
}
