package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.*;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOCK_CLOEXEC;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_ERROR;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.bindings.SockaddrStorage;
import io.sockeye.bindings.SocketSyscalls;
import java.util.concurrent.locks.LockSupport;

/** How one socket takes a connection, and how it makes one. */
final class Connecting {
    /** What {@link #accept} returns where the call would block and shall not wait. */
    static final int WOULD_BLOCK = -1;

    /** Between attempts at a UNIX socket whose queue is full, which no poll can tell; and after EMFILE. */
    private static final long PAUSE_NANOS = 10_000_000;

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
            for (; ; ) {
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
    private void pauseIfOutOfDescriptors(int result, long deadline) {
        if (deadline != Waiting.NOW && (result == -EMFILE || result == -ENFILE)) {
            LockSupport.parkNanos(descriptor, PAUSE_NANOS);
        }
    }

    void connect(Sockaddr address) throws ErrnoException {
        int fd = descriptor.enter("connect");
        var workspace = Workspace.borrow();
        try {
            long deadline = blocking.deadline();
            if (!blocking.callWaits()) {
                blocking.needNonblocking("connect");
            }
            address.copyTo(workspace.address);
            int result = start(fd, workspace.address, deadline);
            if (family != AF_UNIX && (result == -EINTR || (result == -EINPROGRESS && deadline != Waiting.NOW))) {
                // It goes on without us. A second connect would say EALREADY or EISCONN; connect(2), EINTR.
                blocking.await("connect", POLLOUT, deadline);
                result = -takeError(fd, workspace);
            }
            if (descriptor.isClosed()) {
                throw descriptor.closed("connect");
            }
            if (result < 0) {
                throw ErrnoException.of("connect", descriptor + ", " + address, -result);
            }
        } finally {
            workspace.giveBack();
            descriptor.leave();
        }
    }

    /** One connect, but for a UNIX socket: there EINTR means that nothing was begun, and EAGAIN that the queue is full. */
    private int start(int fd, SockaddrStorage address, long deadline) {
        for (; ; ) {
            int result = SocketSyscalls.connect(fd, address.address(), address.length());
            boolean queueIsFull = result == -EAGAIN && deadline != Waiting.NOW;
            if (family != AF_UNIX || !(result == -EINTR || queueIsFull) || descriptor.isClosed()) {
                return result;
            }
            if (queueIsFull) {
                long left = deadline == Waiting.FOREVER ? PAUSE_NANOS : Waiting.remaining(deadline);
                if (left == 0) {
                    return -ETIMEDOUT;
                }
                LockSupport.parkNanos(descriptor, Math.min(left, PAUSE_NANOS));
            }
        }
    }

    /** Writable is not yet connected: SO_ERROR says it, once; connect(2), EINPROGRESS. */
    private static int takeError(int fd, Workspace workspace) throws ErrnoException {
        workspace.value.set(JAVA_INT, 0, 0);
        workspace.valueLength.set(JAVA_INT, 0, Integer.BYTES);
        int result = SocketSyscalls.getsockopt(fd, SOL_SOCKET, SO_ERROR, workspace.value, workspace.valueLength);
        return result < 0 ? -result : workspace.value.get(JAVA_INT, 0);
    }
}
