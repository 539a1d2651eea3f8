package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EBADF;

/** The socket is closed, or was closed by another thread while this one was in a call. Its errno is {@code EBADF}. */
public final class ClosedDescriptorException extends ErrnoException {
    private static final long serialVersionUID = 1;

    /**
     * For a call on a descriptor that is closed.
     *
     * @param call the system call's name
     * @param on what it was called on
     */
    public ClosedDescriptorException(String call, String on) {
        this(call, on, "closed");
    }

    /**
     * {@link #ClosedDescriptorException(String, String)} with a reason.
     *
     * @param call the system call's name
     * @param on what it was called on
     * @param why {@code "closed by interrupt"}, …
     */
    public ClosedDescriptorException(String call, String on, String why) {
        super(call, on, EBADF, why);
    }
}
