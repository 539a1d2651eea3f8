package io.sockeye.internal.socket;

import static io.sockeye.bindings.ErrnoConstants.EINPROGRESS;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_ERROR;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.internal.memory.CallMemory;
import io.sockeye.internal.poll.Backoff;
import io.sockeye.internal.poll.BlockingMode;
import io.sockeye.internal.poll.Deadline;
import io.sockeye.internal.poll.Descriptor;
import io.sockeye.internal.poll.IoWaiter;

/** How one socket connects; connect(2). */
public final class Connector {
    private final Descriptor descriptor;
    private final BlockingMode mode;
    private final IoWaiter waiter;
    private final int family;

    public Connector(Descriptor descriptor, BlockingMode mode, IoWaiter waiter, int family) {
        this.descriptor = descriptor;
        this.mode = mode;
        this.waiter = waiter;
        this.family = family;
    }

    public void connect(Sockaddr address) throws ErrnoException {
        long deadline = mode.sendDeadline();
        int fd = descriptor.acquire("connect");
        try {
            if (family == AF_UNIX) {
                connectToUnix(fd, address, deadline);
            } else if (waiter.blocksInKernel(deadline)) {
                connectInKernel(fd, address, deadline);
            } else {
                mode.keepNonblocking("connect");
                int result = start(fd, address);
                if (IoWaiter.isInterrupted(result) || (result == -EINPROGRESS && deadline != Deadline.NOW)) {
                    finish(fd, address, deadline);
                } else {
                    check(address, result);
                }
            }
        } finally {
            descriptor.release();
        }
    }

    private void connectInKernel(int fd, Sockaddr address, long deadline) throws ErrnoException {
        int result = start(fd, address);
        if (IoWaiter.isInterrupted(result) || (result == -EINPROGRESS && mode.isNonblockingNow())) {
            // The handshake goes on. A second connect would report EALREADY or EISCONN; connect(2), EINTR.
            finish(fd, address, deadline);
        } else {
            // EINPROGRESS: SO_SNDTIMEO has expired; socket(7).
            check(address, result);
        }
    }

    /** Waits until the handshake is over. */
    private void finish(int fd, Sockaddr address, long deadline) throws ErrnoException {
        for (int report = IoWaiter.NONE;;) {
            int seen = waiter.edges();
            int events = IoWaiter.poll(fd, POLLOUT, -1, -1, Deadline.NOW);
            // An error that is not SO_ERROR is of the error queue: the socket still connects. An edge from before is no success either.
            int error = events == 0 ? 0 : takeError(fd);
            if (error != 0 || (events & POLLOUT) != 0 || descriptor.isClosed()) {
                check(address, -error);
                return;
            }
            report = waiter.await("connect", POLLOUT, report, seen, deadline);
            if (report == IoWaiter.EXPIRED) {
                throw expired(address, deadline);
            }
        }
    }

    /** Of the object's own timeout, or of SO_SNDTIMEO; socket(7). */
    private ErrnoException expired(Sockaddr address, long deadline) {
        var on = descriptor + ", " + address;
        return deadline == Deadline.NOW || Deadline.isOfOption(deadline)
                ? ErrnoException.of("connect", on, EINPROGRESS)
                : waiter.timedOut("connect", on);
    }

    /**
     * A UNIX connect waits in the listener's queue, where neither poll nor a shutdown of this end reaches it. So it never waits in the
     * kernel: EAGAIN says that the backlog is full, EINTR that nothing was begun.
     */
    private void connectToUnix(int fd, Sockaddr address, long deadline) throws ErrnoException {
        boolean restores = mode.setNonblocking("connect");
        try {
            for (;;) {
                int result = start(fd, address);
                if (result >= 0 && !descriptor.isClosed()) {
                    return;
                }
                waiter.retryWithBackoff("connect", address, result, Backoff.UNIX_BACKLOG, deadline);
            }
        } finally {
            if (restores) {
                mode.clearNonblocking("connect");
            }
        }
    }

    private static int start(int fd, Sockaddr address) {
        var memory = CallMemory.borrow();
        try {
            address.copyTo(memory.address);
            return SocketSyscalls.connect(fd, memory.address.address(), memory.address.length());
        } finally {
            memory.release();
        }
    }

    private void check(Sockaddr address, int result) throws ErrnoException {
        if (descriptor.isClosed()) {
            throw descriptor.closed("connect");
        }
        if (result < 0) {
            throw ErrnoException.of("connect", descriptor + ", " + address, -result);
        }
    }

    /** Writable is not yet connected: SO_ERROR says it, once; connect(2), EINPROGRESS. */
    private static int takeError(int fd) {
        var memory = CallMemory.borrow();
        try {
            memory.value.set(JAVA_INT, 0, 0);
            memory.valueLength.set(JAVA_INT, 0, Integer.BYTES);
            int result = SocketSyscalls.getsockopt(fd, SOL_SOCKET, SO_ERROR, memory.value, memory.valueLength);
            return result < 0 ? -result : memory.value.get(JAVA_INT, 0);
        } finally {
            memory.release();
        }
    }
}
