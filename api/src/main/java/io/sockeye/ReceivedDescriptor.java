package io.sockeye;

import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_DOMAIN;

import io.sockeye.internal.socket.Sockopt;
import io.sockeye.internal.poll.Descriptor;
import java.lang.ref.Cleaner;

/**
 * A descriptor that came in a message: {@code SCM_RIGHTS}; unix(7). It may be anything: a socket, a pipe, a file. It is
 * close-on-exec.
 *
 * <p>Nobody has to want it. It is closed with the message that it came in, unless it is taken by {@link #take},
 * {@link #socket} or {@link #detach}; and the collector closes one that was dropped.
 */
public final class ReceivedDescriptor extends OwnedDescriptor {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Cleaner.Cleanable cleanable;
    private volatile boolean taken;

    /** Takes over {@code number}, which has just come. */
    ReceivedDescriptor(int number) {
        super(Descriptor.withoutShutdown(number));
        // SAFETY: it closes an object and no number. One that was detached, or closed, is not closed again.
        this.cleanable = CLEANER.register(this, descriptor::close);
    }

    /**
     * From now on this is the caller's, who closes it. The message no longer does.
     *
     * @return this
     */
    public ReceivedDescriptor take() {
        taken = true;
        return this;
    }

    /**
     * The socket that this is. It has the descriptor from now on, and this object is closed.
     *
     * @return the socket
     * @throws ErrnoException ENOTSOCK, and then this stays as it was; EBADF if it is closed
     */
    public Socket socket() throws ErrnoException {
        // It throws before anything is given away.
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
     * Gives the number to the caller, who has to close it. This object is closed from now on.
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

    /** For the message that it came in, when that ends. */
    void closeUnlessTaken() {
        if (!taken) {
            close();
        }
    }
}
