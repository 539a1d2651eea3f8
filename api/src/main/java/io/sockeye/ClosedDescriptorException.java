package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EBADF;

/** {@code EBADF}: the descriptor is closed, or another thread closed it during the call. */
public final class ClosedDescriptorException extends ErrnoException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception for a call on a closed descriptor.
     *
     * @param call the system call's name
     * @param on its arguments, as the message shows them
     */
    public ClosedDescriptorException(String call, String on) {
        this(call, on, "closed");
    }

    /**
     * {@link #ClosedDescriptorException(String, String)} with a reason.
     *
     * @param call the system call's name
     * @param on its arguments, as the message shows them
     * @param why {@code "closed by interrupt"}, …
     */
    public ClosedDescriptorException(String call, String on, String why) {
        super(call, on, EBADF, why);
    }
}
