package io.sockeye.internal.socket;

import static io.sockeye.bindings.ErrnoConstants.*;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.SocketConstants.SOCK_CLOEXEC;

import io.sockeye.Errno;
import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.bindings.SockaddrStorage;
import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.internal.memory.CallMemory;
import io.sockeye.internal.poll.Backoff;
import io.sockeye.internal.poll.BlockingMode;
import io.sockeye.internal.poll.Deadline;
import io.sockeye.internal.poll.Descriptor;
import io.sockeye.internal.poll.IoWaiter;
import org.jspecify.annotations.Nullable;

/** How one socket accepts connections; accept4(2). */
public final class Acceptor {
    /**
     * A connection.
     *
     * @param fd its descriptor, which now belongs to the caller
     * @param peer the address that came with it
     */
    public record Accepted(int fd, Sockaddr peer) {}

    /** After so many errors of connections in a row, more than a backlog usually holds, each retry is preceded by a pause. */
    private static final int ERRORS_WITHOUT_PAUSE = 64;

    /** After so many, as many as SOMAXCONN lets a backlog hold, the error is thrown: it is not one of single connections. */
    private static final int MOST_ERRORS = 4096;

    private final Descriptor descriptor;
    private final BlockingMode mode;
    private final IoWaiter waiter;

    public Acceptor(Descriptor descriptor, BlockingMode mode, IoWaiter waiter) {
        this.descriptor = descriptor;
        this.mode = mode;
        this.waiter = waiter;
    }

    /** Null where the call would block and the deadline is {@link Deadline#NOW}. */
    public @Nullable Accepted accept(long deadline) throws ErrnoException {
        int fd = descriptor.acquire("accept4");
        try {
            if (!waiter.blocksInKernel(deadline)) {
                mode.keepNonblocking("accept4");
            }
            int report = waiter.pollFirst("accept4", POLLIN, deadline);
            for (int errors = 0;;) {
                int seen = waiter.edges();
                int result;
                // A parked thread holds no memory, so it is borrowed for one attempt.
                var memory = CallMemory.borrow();
                try {
                    var peer = memory.address;
                    peer.clear();
                    result = SocketSyscalls.accept4(fd, peer.address(), peer.lengthPointer(), SOCK_CLOEXEC);
                    if (result >= 0) {
                        return accepted(result, peer);
                    }
                } finally {
                    memory.release();
                }
                if (waiter.foundNothing(result, deadline)) {
                    return null;
                }
                if (isOfTheConnection(result) && (deadline != Deadline.NOW || errors < MOST_ERRORS)) {
                    errors++;
                    pauseBetweenErrors(result, errors, deadline);
                } else {
                    pauseIfOutOfDescriptors(result, deadline);
                    report = waiter.retryOrThrow("accept4", null, result, POLLIN, report, seen, deadline);
                }
            }
        } finally {
            descriptor.release();
        }
    }

    private static Accepted accepted(int number, SockaddrStorage peer) {
        try {
            return new Accepted(number, Sockaddr.of(peer));
        } catch (RuntimeException | Error e) {
            // SAFETY: an address of an unknown family, or no memory: the descriptor has no owner yet. What is thrown says more than close could.
            int _ = FileSyscalls.close(number);
            throw e;
        }
    }

    /** Errors of the new connection, not of the listening socket: the next connection may be well; accept(2), ERRORS. */
    private static boolean isOfTheConnection(int result) {
        return result == -ECONNABORTED
                || result == -EPROTO
                || result == -ENETDOWN
                || result == -ENOPROTOOPT
                || result == -EHOSTDOWN
                || result == -ENONET
                || result == -EHOSTUNREACH
                || result == -ENETUNREACH;
    }

    /** While an interface is down the kernel may report one error after the other. */
    private void pauseBetweenErrors(int result, int errors, long deadline) throws ErrnoException {
        if (descriptor.isClosed()) {
            throw descriptor.closed("accept4");
        }
        if (deadline == Deadline.NOW) {
            return;
        }
        if (errors > ERRORS_WITHOUT_PAUSE) {
            waiter.pause("accept4", new Errno(-result), Backoff.CONNECTION_ERRORS, deadline);
        }
    }

    /** The connection stays in the queue and the socket readable, so a loop around accept would spin. */
    private void pauseIfOutOfDescriptors(int result, long deadline) throws ErrnoException {
        if (deadline != Deadline.NOW && (result == -EMFILE || result == -ENFILE)) {
            waiter.pause("accept4", null, Backoff.NO_DESCRIPTOR, Deadline.NEVER);
        }
    }
}
