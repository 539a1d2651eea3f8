package io.sockeye;

import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_DOMAIN;

import io.sockeye.internal.poll.Descriptor;
import io.sockeye.internal.socket.Sockopt;
import java.lang.ref.Cleaner;

/**
 * A descriptor received with a message: one of {@code SCM_RIGHTS}, which may be a socket, a pipe, a file, or the pidfd of
 * {@code SCM_PIDFD}; unix(7). It is close-on-exec.
 *
 * <p>The message closes it, unless it was taken by {@link #take}, {@link #socket} or {@link #detach}. If it is dropped without being
 * closed, the collector closes it. Thread-safe.
 */
public final class ReceivedDescriptor extends OwnedDescriptor {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Cleaner.Cleanable cleanable;
    private volatile boolean taken;

    /** Owns {@code number}, which the kernel has just installed. */
    ReceivedDescriptor(int number) {
        super(Descriptor.withoutShutdown(number));
        // SAFETY: this closes the Descriptor object, which does nothing after a detach or a close, and not the number.
        this.cleanable = CLEANER.register(this, descriptor::close);
    }

    /**
     * Makes the caller the owner, which has to close it. The message no longer closes it.
     *
     * @return this
     */
    public ReceivedDescriptor take() {
        taken = true;
        return this;
    }

    /**
     * Makes a {@link Socket} of the descriptor. The socket owns the descriptor, and this object is closed.
     *
     * @return the socket
     * @throws ErrnoException ENOTSOCK, which leaves this object as it was; EBADF if it is closed
     */
    public Socket socket() throws ErrnoException {
        // It throws while this object still owns the descriptor.
        int _ = new Sockopt(descriptor).get(SOL_SOCKET, SO_DOMAIN);
        int number = detach();
        try {
            return Socket.adopt(number);
        } catch (ErrnoException e) {
            Descriptor.withoutShutdown(number).close();
            throw e;
        }
    }

    /**
     * Makes the caller the owner of the descriptor number, which has to close it. This object is closed.
     *
     * @return the number
     * @throws ErrnoException EBADF if it is closed
     * @throws IllegalStateException if another thread is in a call
     */
    public int detach() throws ErrnoException {
        int number = descriptor.detach();
        cleanable.clean();
        return number;
    }

    @Override
    public void close() {
        cleanable.clean();
    }

    /** Called by the message when it is closed or used again. */
    void closeUnlessTaken() {
        if (!taken) {
            close();
        }
    }
}
