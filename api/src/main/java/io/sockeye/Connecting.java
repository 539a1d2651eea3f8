package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.*;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOCK_CLOEXEC;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_ERROR;
import static io.sockeye.bindings.SocketConstants.SO_SNDTIMEO;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.bindings.SockaddrStorage;
import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.bindings.Timeval;
import io.sockeye.internal.memory.CallMemory;
import java.lang.foreign.Arena;

/** How one socket takes a connection, and how it makes one. */
final class Connecting {
    /** What {@link #accept} returns where the call would block and shall not wait. */
    static final int WOULD_BLOCK = -1;

    /** Between attempts at a UNIX socket whose queue is full, which no poll can tell; and after EMFILE. */
    private static final long PAUSE_NANOS = 10_000_000;

    /** How long a UNIX connect waits before it looks whether it was closed. */
    private static final long SLICE_NANOS = 50_000_000;

    /** No errno: the socket's own timeout came first. */
    private static final int NO_ANSWER = Integer.MIN_VALUE;

    private final Descriptor descriptor;
    private final Blocking blocking;
    private final int family;

    Connecting(Descriptor descriptor, Blocking blocking, int family) {
        this.descriptor = descriptor;
        this.blocking = blocking;
        this.family = family;
    }

    /** Returns a new number, or {@link #WOULD_BLOCK} if {@code tries} and there is nobody. */
    int accept(SockaddrStorage peer, boolean tries) throws ErrnoException {
        int fd = descriptor.enter("accept4");
        try {
            long deadline = tries ? Waiting.NOW : blocking.deadline();
            boolean waits = !tries && blocking.callWaits();
            if (!waits) {
                blocking.needNonblocking("accept4");
            }
            if (blocking.waitsFirst(deadline)) {
                blocking.await("accept4", POLLIN, deadline);
            }
            for (;;) {
                peer.clear();
                int result = SocketSyscalls.accept4(fd, peer.address(), peer.lengthPointer(), SOCK_CLOEXEC);
                if (result >= 0) {
                    return result;
                }
                if (tries && result == -EAGAIN && !descriptor.isClosed()) {
                    return WOULD_BLOCK;
                }
                if (!failedBeforeItWasTaken(result)) {
                    pauseIfOutOfDescriptors(result, deadline);
                    blocking.again("accept4", result, POLLIN, deadline, waits);
                }
            }
        } finally {
            descriptor.leave();
        }
    }

    /** Errors of the new connection, not of the listening socket: the next one may be well; accept(2), ERRORS. */
    private static boolean failedBeforeItWasTaken(int result) {
        return result == -ECONNABORTED
                || result == -EPROTO
                || result == -ENETDOWN
                || result == -ENOPROTOOPT
                || result == -EHOSTDOWN
                || result == -ENONET
                || result == -EHOSTUNREACH
                || result == -ENETUNREACH;
    }

    /** The connection stays in the queue and the socket readable, so a loop around accept would spin. */
    private void pauseIfOutOfDescriptors(int result, long deadline) throws ErrnoException {
        if (deadline != Waiting.NOW && (result == -EMFILE || result == -ENFILE)) {
            blocking.pause("accept4", PAUSE_NANOS);
        }
    }

    void connect(Sockaddr address) throws ErrnoException {
        int fd = descriptor.enter("connect");
        var workspace = CallMemory.borrow();
        try {
            long deadline = blocking.deadline();
            if (!blocking.callWaits()) {
                blocking.needNonblocking("connect");
            }
            address.copyTo(workspace.address);
            int result = start(fd, workspace.address, deadline);
            if (family != AF_UNIX && (result == -EINTR || (result == -EINPROGRESS && deadline != Waiting.NOW))) {
                // It goes on without us. A second connect would say EALREADY or EISCONN; connect(2), EINTR.
                boolean ready = blocking.ready("connect", POLLOUT, deadline);
                result = ready ? -takeError(fd, workspace) : NO_ANSWER;
            }
            if (descriptor.isClosed()) {
                throw descriptor.closed("connect");
            }
            if (result < 0) {
                var on = descriptor + ", " + address;
                throw result == NO_ANSWER
                        ? blocking.timedOut("connect", on)
                        : ErrnoException.of("connect", on, -result);
            }
        } finally {
            workspace.release();
            descriptor.leave();
        }
    }

    /** One connect, but for a UNIX socket: there EINTR means that nothing was begun, and EAGAIN that the queue is full. */
    private int start(int fd, SockaddrStorage address, long deadline) throws ErrnoException {
        if (family != AF_UNIX) {
            return SocketSyscalls.connect(fd, address.address(), address.length());
        }
        boolean sliced = blocking.callWaits() && setSendTimeout(fd, 0, SLICE_NANOS);
        try {
            for (;;) {
                int result = SocketSyscalls.connect(fd, address.address(), address.length());
                boolean queueIsFull = result == -EAGAIN && deadline != Waiting.NOW && (sliced || !blocking.callWaits());
                if (!(result == -EINTR || queueIsFull) || descriptor.isClosed()) {
                    return result;
                }
                if (queueIsFull && !sliced) {
                    long left = deadline == Waiting.FOREVER ? PAUSE_NANOS : Waiting.remaining(deadline);
                    if (left == 0) {
                        return NO_ANSWER;
                    }
                    blocking.pause("connect", Math.min(left, PAUSE_NANOS));
                }
            }
        } finally {
            if (sliced) {
                setSendTimeout(fd, SLICE_NANOS, 0);
            }
        }
    }

    /**
     * A UNIX connect waits in the listener's queue, where a shutdown of this end does not reach it. So it waits in slices, and
     * looks in between whether it was closed. A timeout that the user has set is left alone: returns whether it was changed.
     */
    private boolean setSendTimeout(int fd, long from, long to) throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            var value = new Timeval(arena);
            var length = arena.allocateFrom(JAVA_INT, (int) value.segment().byteSize());
            check(SocketSyscalls.getsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, value.segment(), length));
            // The kernel keeps it in its own ticks, so what comes back may be a little more.
            if ((value.nanoseconds() == 0) != (from == 0)) {
                return false;
            }
            check(SocketSyscalls.setsockopt(
                    fd, SOL_SOCKET, SO_SNDTIMEO, value.set(to), (int) value.segment().byteSize()));
            return true;
        }
    }

    private void check(int result) throws ErrnoException {
        if (result < 0) {
            throw ErrnoException.of("setsockopt", descriptor + ", SOL_SOCKET, SO_SNDTIMEO", -result);
        }
    }

    /** Writable is not yet connected: SO_ERROR says it, once; connect(2), EINPROGRESS. */
    private static int takeError(int fd, CallMemory workspace) throws ErrnoException {
        workspace.value.set(JAVA_INT, 0, 0);
        workspace.valueLength.set(JAVA_INT, 0, Integer.BYTES);
        int result = SocketSyscalls.getsockopt(fd, SOL_SOCKET, SO_ERROR, workspace.value, workspace.valueLength);
        return result < 0 ? -result : workspace.value.get(JAVA_INT, 0);
    }
}
