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
 * <p>The message closes it, unless it was taken by {@link #take}, {@link #socket} or {@link #detach}. If it becomes
 * unreachable without being closed, a Cleaner closes it. Thread-safe.
 */
public final class ReceivedDescriptor extends OwnedDescriptor {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Cleaner.Cleanable cleanable;
    private volatile boolean taken;

    /** Owns {@code fd}, which the kernel has just installed. */
    ReceivedDescriptor(int fd) {
        super(Descriptor.withoutShutdown(fd));
        // SAFETY: this closes the Descriptor object, not the number: after detach or close it has no effect.
        this.cleanable = CLEANER.register(this, descriptor::close);
    }

    /**
     * Transfers this object to the caller, who has to close it. The message no longer closes it.
     *
     * @return this
     */
    public ReceivedDescriptor take() {
        taken = true;
        return this;
    }

    /**
     * {@link Socket#adopt}: makes a socket that owns the descriptor. This object is then closed.
     *
     * @return the socket
     * @throws ErrnoException ENOTSOCK, which leaves this object unchanged; EBADF if this object is closed
     */
    public Socket socket() throws ErrnoException {
        // ENOTSOCK is thrown here, while this object still owns the descriptor.
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
     * Transfers the descriptor to the caller, who has to close it. This object is then closed.
     *
     * @return the descriptor
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
