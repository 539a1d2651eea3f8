package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.PollConstants.POLLHUP;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.MSG_CMSG_CLOEXEC;
import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;
import static io.sockeye.bindings.SocketConstants.MSG_ERRQUEUE;
import static io.sockeye.bindings.SocketConstants.MSG_NOSIGNAL;
import static io.sockeye.bindings.SocketConstants.MSG_OOB;
import static io.sockeye.bindings.SocketConstants.MSG_PEEK;
import static io.sockeye.bindings.SocketConstants.MSG_TRUNC;
import static io.sockeye.bindings.SocketConstants.MSG_WAITALL;
import static io.sockeye.bindings.SocketConstants.MSG_WAITFORONE;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_ERROR;

import io.sockeye.internal.poll.Backoff;
import io.sockeye.internal.poll.BlockingMode;
import io.sockeye.internal.poll.Deadline;
import io.sockeye.internal.poll.Descriptor;
import io.sockeye.internal.poll.IoWaiter;
import io.sockeye.internal.socket.PeekAll;
import io.sockeye.internal.socket.SendRecv;
import io.sockeye.internal.socket.Sockopt;
import java.util.Objects;

/** Sends and receives messages on one socket, with timeout, EINTR and close; sendmsg(2), recvmsg(2), sendmmsg(2), recvmmsg(2). */
final class SendRecvMsg {
    private static final int PEEK_ALL = MSG_PEEK | MSG_WAITALL;

    private final Descriptor descriptor;
    private final BlockingMode mode;
    private final IoWaiter waiter;
    private final Sockopt options;
    private final boolean stream;
    private final boolean unix;

    /** A send to an address waits for space in the receiver's queue, for which the kernel offers no event. */
    private final boolean unixDatagrams;

    SendRecvMsg(Descriptor descriptor, BlockingMode mode, IoWaiter waiter, Sockopt options, int family, int type) {
        this.descriptor = descriptor;
        this.mode = mode;
        this.waiter = waiter;
        this.options = options;
        this.stream = type == SOCK_STREAM;
        this.unix = family == AF_UNIX;
        this.unixDatagrams = family == AF_UNIX && type == SOCK_DGRAM;
    }

    // ---- receiving

    /** Returns the number of bytes in the buffers. */
    long recvmsg(Message message, int flags) throws ErrnoException {
        return recvmsg(message, flags, receiveDeadline(flags));
    }

    long recvmsg(Message message, int flags, long deadline) throws ErrnoException {
        long count = begin(message, flags, deadline);
        if (count == SendRecv.WOULD_BLOCK) {
            throw ErrnoException.of("recvmsg", descriptor.toString(), EAGAIN);
        }
        return count;
    }

    /** Never waits: returns {@link SendRecv#WOULD_BLOCK} instead. */
    long tryRecvmsg(Message message, int flags) throws ErrnoException {
        return begin(message, flags, Deadline.NOW);
    }

    private long begin(Message message, int flags, long deadline) throws ErrnoException {
        message.begin("recvmsg");
        try {
            return receive(message, flags, deadline);
        } finally {
            message.end();
        }
    }

    private long receive(Message message, int flags, long deadline) throws ErrnoException {
        boolean ofErrors = (flags & MSG_ERRQUEUE) != 0;
        // poll reports POLLERR without being asked, and recvmsg itself never waits for the error queue; recvmsg(2).
        int events = ofErrors ? 0 : POLLIN;
        int fd = descriptor.acquire("recvmsg");
        try {
            if (stream && !ofErrors && message.isEmpty()) {
                // As recv with an empty buffer; C would wait for data, and then not store it.
                message.clear();
                return 0;
            }
            int report = ofErrors ? IoWaiter.NONE : waiter.pollFirst("recvmsg", events, deadline);
            int how = receiveFlags(flags, report);
            for (boolean waited = false;; waited = true) {
                int seen = waiter.edges();
                long result = message.receiveOnce(fd, how, stream, unix);
                if (result > 0 && peeksForMore(message, flags, report) && !PeekAll.hasEnded(fd)) {
                    report = waiter.await("recvmsg", events, IoWaiter.BY_EDGE, seen, deadline);
                    if (report != IoWaiter.EXPIRED) {
                        message.peekAgain();
                        continue;
                    }
                }
                if (result > 0 || (result == 0 && !descriptor.isClosed())) {
                    return message.count();
                }
                message.clear();
                if (waiter.foundNothing(result, deadline)) {
                    return SendRecv.WOULD_BLOCK;
                }
                if (ofErrors && waited && IoWaiter.wouldBlock(result)) {
                    throwErrorOutsideQueue(fd);
                }
                report = waiter.retryOrThrow("recvmsg", null, result, events, report, seen, deadline);
            }
        } finally {
            descriptor.release();
        }
    }

    /** MSG_PEEK|MSG_WAITALL of a call that must not block, with room for more; a UNIX socket never waits for more. */
    private boolean peeksForMore(Message message, int flags, int report) {
        return stream
                && !unix
                && (flags & PEEK_ALL) == PEEK_ALL
                && (flags & MSG_DONTWAIT) == 0
                && report != IoWaiter.IN_KERNEL
                && message.hasRoom();
    }

    private int receiveFlags(int flags, int report) {
        // For a datagram MSG_TRUNC makes recvmsg return its length; on a stream it would discard data.
        int asked = stream ? flags : flags | MSG_TRUNC;
        return (report == IoWaiter.IN_KERNEL ? asked : asked | MSG_DONTWAIT) | MSG_CMSG_CLOEXEC;
    }

    /**
     * Handles POLLERR or POLLHUP with an empty error queue: throws the pending error, SO_ERROR, as any other call would; or EAGAIN if the
     * connection has ended, so that no entry will be queued.
     */
    private void throwErrorOutsideQueue(int fd) throws ErrnoException {
        int error = options.get(SOL_SOCKET, SO_ERROR);
        if (error != 0) {
            throw ErrnoException.of("recvmsg", descriptor + ", MSG_ERRQUEUE", error);
        }
        if ((IoWaiter.poll(fd, 0, -1, -1, Deadline.NOW) & POLLHUP) != 0) {
            throw ErrnoException.of("recvmsg", descriptor + ", MSG_ERRQUEUE, after the end", EAGAIN);
        }
    }

    ReceivedMessage recvmsg(int size, long controlBytes, int flags) throws ErrnoException {
        return recvmsg(size, ControlBuffer.size("ancbufsize", controlBytes), Integer.MAX_VALUE, flags);
    }

    private ReceivedMessage recvmsg(int size, long controlBytes, int descriptors, int flags) throws ErrnoException {
        if (size < 0) {
            throw new IllegalArgumentException("bufsize " + size + ": the size of a buffer is not negative");
        }
        var data = new byte[size];
        try (var message = Message.forCall(data, controlBytes).limitDescriptors(descriptors)) {
            long _ = recvmsg(message, flags);
            return message.toReceivedMessage(data);
        }
    }

    // ---- sending

    /** Returns the number of bytes that the kernel took. */
    long sendmsg(Message message, int flags) throws ErrnoException {
        message.begin("sendmsg");
        try {
            return send(message, flags);
        } finally {
            message.end();
        }
    }

    private long send(Message message, int flags) throws ErrnoException {
        var control = message.control();
        checkDataForControl(message, control);
        long deadline = sendDeadline(flags);
        boolean toUnixQueue = unixDatagrams && message.address() != null;
        int fd = descriptor.acquire("sendmsg");
        try {
            // Passed descriptors are acquired only for calls that do not block, so that another thread can close them during the wait.
            boolean waitsOutside = control.passesDescriptors() || toUnixQueue;
            int report = waitsOutside ? IoWaiter.NONE : waiter.start(deadline);
            int how = sendFlags(flags, report);
            for (;;) {
                int seen = waiter.edges();
                long result = message.sendOnce(fd, how);
                if (result >= 0) {
                    return result;
                }
                if (toUnixQueue) {
                    waiter.retryWithBackoff("sendmsg", message, result, Backoff.UNIX_QUEUE, deadline);
                } else {
                    report = waiter.retryOrThrow("sendmsg", message, result, POLLOUT, report, seen, deadline);
                }
            }
        } finally {
            descriptor.release();
        }
    }

    private static int sendFlags(int flags, int report) {
        return (report == IoWaiter.IN_KERNEL ? flags : flags | MSG_DONTWAIT) | MSG_NOSIGNAL;
    }

    /** Without data the kernel would send nothing, drop the descriptors and report success; unix(7). */
    private void checkDataForControl(Message message, ControlEncoder control) {
        if (stream && !control.isEmpty() && message.isEmpty()) {
            throw new IllegalArgumentException("sendmsg(" + descriptor
                    + "): control messages without data; on a stream at least one byte has to carry them");
        }
    }

    int sendmsg(byte[] data, ControlMessage... control) throws ErrnoException {
        try (var message = Message.forCall(data, 0).control(control)) {
            return (int) sendmsg(message, 0);
        }
    }

    int sendFds(byte[] data, Pollable... descriptors) throws ErrnoException {
        return sendmsg(data, ControlMessage.rights(descriptors));
    }

    ReceivedMessage recvFds(int size, int count, int flags) throws ErrnoException {
        return recvmsg(size, ControlBuffer.sizeForDescriptors(count), count, flags);
    }

    // ---- several messages

    /** Waits for one message, and receives those that have arrived by then. Returns 0 if there is none and the deadline is {@link Deadline#NOW}. */
    int recvmmsg(MessageBatch batch, int flags, long deadline) throws ErrnoException {
        batch.begin("recvmmsg");
        try {
            return receive(batch, flags, deadline);
        } finally {
            batch.end();
        }
    }

    private int receive(MessageBatch batch, int flags, long deadline) throws ErrnoException {
        int fd = descriptor.acquire("recvmmsg");
        try {
            int report = waiter.pollFirst("recvmmsg", POLLIN, deadline);
            // The kernel checks the timeout of recvmmsg only after a datagram, so none is passed; recvmmsg(2), BUGS.
            int how = receiveFlags(flags, report) | MSG_WAITFORONE;
            for (;;) {
                int seen = waiter.edges();
                int result = batch.receiveOnce(fd, how, unix);
                if (result > 0 && !descriptor.isClosed()) {
                    return result;
                }
                batch.clear();
                if (waiter.foundNothing(result, deadline)) {
                    return 0;
                }
                report = waiter.retryOrThrow("recvmmsg", null, result, POLLIN, report, seen, deadline);
            }
        } finally {
            descriptor.release();
        }
    }

    int recvmmsg(MessageBatch batch, int flags) throws ErrnoException {
        int count = recvmmsg(batch, flags, receiveDeadline(flags));
        if (count == 0) {
            throw ErrnoException.of("recvmmsg", descriptor.toString(), EAGAIN);
        }
        return count;
    }

    /** Returns how many of the {@code count} messages from slot {@code first} on the kernel took. */
    int sendmmsg(MessageBatch batch, int first, int count, int flags) throws ErrnoException {
        Objects.checkFromIndexSize(first, count, batch.capacity());
        batch.begin("sendmmsg");
        try {
            return send(batch, first, count, flags);
        } finally {
            batch.end();
        }
    }

    private int send(MessageBatch batch, int first, int count, int flags) throws ErrnoException {
        long deadline = sendDeadline(flags);
        int fd = descriptor.acquire("sendmmsg");
        try {
            boolean waitsOutside = batch.passesDescriptors() || unixDatagrams;
            int report = waitsOutside ? IoWaiter.NONE : waiter.start(deadline);
            int how = sendFlags(flags, report);
            for (;;) {
                int seen = waiter.edges();
                int result = batch.sendOnce(fd, first, count, how);
                if (result >= 0) {
                    return result;
                }
                if (unixDatagrams) {
                    waiter.retryWithBackoff("sendmmsg", batch.slotAsText(first), result, Backoff.UNIX_QUEUE, deadline);
                } else {
                    report = waiter.retryOrThrow(
                            "sendmmsg", batch.slotAsText(first), result, POLLOUT, report, seen, deadline);
                }
            }
        } finally {
            descriptor.release();
        }
    }

    // ---- both

    /** A receive with MSG_OOB never blocks, whatever the timeout: it fails if there is no urgent data; tcp(7). */
    private long receiveDeadline(int flags) throws ErrnoException {
        return (flags & (MSG_DONTWAIT | MSG_OOB)) == 0 ? mode.receiveDeadline() : Deadline.NOW;
    }

    private long sendDeadline(int flags) throws ErrnoException {
        return (flags & MSG_DONTWAIT) == 0 ? mode.sendDeadline() : Deadline.NOW;
    }
}
