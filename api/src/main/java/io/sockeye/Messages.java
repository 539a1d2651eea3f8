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
import static io.sockeye.bindings.SocketConstants.MSG_TRUNC;
import static io.sockeye.bindings.SocketConstants.MSG_WAITFORONE;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_ERROR;

import io.sockeye.bindings.PollSyscalls;
import io.sockeye.internal.memory.CallMemory;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** Messages in and out of one socket, one or many at a time. */
final class Messages {
    private final Descriptor descriptor;
    private final Blocking blocking;
    private final Options options;
    private final boolean stream;
    private final boolean unix;

    /** Their sends need {@link Blocking#againToUnix} if they have an address. */
    private final boolean unixDatagrams;

    Messages(Descriptor descriptor, Blocking blocking, Options options, int family, int type) {
        this.descriptor = descriptor;
        this.blocking = blocking;
        this.options = options;
        this.stream = type == SOCK_STREAM;
        this.unix = family == AF_UNIX;
        this.unixDatagrams = family == AF_UNIX && type == SOCK_DGRAM;
    }

    // ---- in

    /** Returns how much is in the buffers. */
    long recvmsg(Message message, int flags) throws ErrnoException {
        return recvmsg(message, flags, deadline(flags));
    }

    long recvmsg(Message message, int flags, long deadline) throws ErrnoException {
        message.begin("recvmsg");
        try {
            return receiving(message, flags, deadline);
        } finally {
            message.end();
        }
    }

    private long receiving(Message message, int flags, long deadline) throws ErrnoException {
        boolean ofErrors = (flags & MSG_ERRQUEUE) != 0;
        // poll tells of errors whatever it is asked for; the call itself never waits for one; recvmsg(2).
        int events = ofErrors ? 0 : POLLIN;
        boolean waits = deadline != Waiting.NOW && blocking.callWaits() && !ofErrors;
        int how = receiveFlags(flags, waits);
        int fd = descriptor.enter("recvmsg");
        try {
            if (blocking.waitsFirst(deadline)) {
                blocking.await("recvmsg", events, deadline);
            }
            for (boolean waited = false;;) {
                long result = message.receiveOnce(fd, how, stream, unix);
                if (result > 0 || (result == 0 && !descriptor.isClosed())) {
                    return message.count();
                }
                message.clear();
                if (ofErrors && result == -EAGAIN && waited) {
                    checkThatErrorsMayCome(fd);
                }
                blocking.again("recvmsg", result, events, deadline, waits);
                waited = true;
            }
        } finally {
            descriptor.leave();
        }
    }

    /** The same, and {@link Transfer#WOULD_BLOCK} where it would wait. */
    long tryRecvmsg(Message message, int flags) throws ErrnoException {
        message.begin("recvmsg");
        try {
            return tryReceiving(message, flags);
        } finally {
            message.end();
        }
    }

    private long tryReceiving(Message message, int flags) throws ErrnoException {
        int how = receiveFlags(flags, false);
        int fd = descriptor.enter("recvmsg");
        try {
            for (;;) {
                long result = message.receiveOnce(fd, how, stream, unix);
                if (result > 0 || (result == 0 && !descriptor.isClosed())) {
                    return message.count();
                }
                message.clear();
                if (result == -EAGAIN && !descriptor.isClosed()) {
                    return Transfer.WOULD_BLOCK;
                }
                blocking.again("recvmsg", result, POLLIN, Waiting.NOW, false);
            }
        } finally {
            descriptor.leave();
        }
    }

    private int receiveFlags(int flags, boolean waits) {
        // Of a datagram MSG_TRUNC asks for its length; from a stream it would throw data away.
        int asked = stream ? flags : flags | MSG_TRUNC;
        return (waits ? asked : asked | MSG_DONTWAIT) | MSG_CMSG_CLOEXEC;
    }

    /**
     * poll says that there is something, and the queue of errors has nothing. To wait again would spin: either an error is not of
     * the queue, and is told here as any call would tell it, or the connection has ended, and there will be none.
     */
    private void checkThatErrorsMayCome(int fd) throws ErrnoException {
        int error = options.get(SOL_SOCKET, SO_ERROR);
        if (error != 0) {
            throw ErrnoException.of("recvmsg", descriptor + ", MSG_ERRQUEUE", error);
        }
        var workspace = CallMemory.borrow();
        try {
            workspace.pollfd.set(0, fd, 0);
            int result = PollSyscalls.ppoll(
                    workspace.pollfd.segment(), 1, workspace.timespec.set(0), MemorySegment.NULL);
            if (result > 0 && (workspace.pollfd.revents(0) & POLLHUP) != 0) {
                throw ErrnoException.of("recvmsg", descriptor + ", MSG_ERRQUEUE, after the end", EAGAIN);
            }
        } finally {
            workspace.release();
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

    // ---- out

    /** Returns how many bytes were taken. */
    long sendmsg(Message message, int flags) throws ErrnoException {
        message.begin("sendmsg");
        try {
            return sending(message, flags);
        } finally {
            message.end();
        }
    }

    private long sending(Message message, int flags) throws ErrnoException {
        var control = message.control();
        checkThatControlCanTravel(message, control);
        long deadline = deadline(flags);
        // Descriptors that are passed are kept open for a call that does not wait, so that they can be closed meanwhile.
        boolean toUnix = unixDatagrams && message.address() != null;
        boolean waits =
                deadline != Waiting.NOW && blocking.callWaits() && !control.passesDescriptors() && !toUnix;
        int how = (waits ? flags : flags | MSG_DONTWAIT) | MSG_NOSIGNAL;
        int fd = descriptor.enter("sendmsg");
        try {
            for (;;) {
                long result = message.sendOnce(fd, how);
                if (result >= 0) {
                    return result;
                }
                if (toUnix) {
                    blocking.againToUnix("sendmsg", result, deadline);
                } else {
                    blocking.again("sendmsg", result, POLLOUT, deadline, waits);
                }
            }
        } finally {
            descriptor.leave();
        }
    }

    /** The kernel sends nothing, drops the descriptors and reports success; unix(7). */
    private void checkThatControlCanTravel(Message message, ControlEncoder control) {
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

    // ---- many

    /** Waits for the first, and takes what there is; 0 where nothing is and {@code deadline} is {@link Waiting#NOW}. */
    int recvmmsg(MessageBatch batch, int flags, long deadline) throws ErrnoException {
        batch.begin("recvmmsg");
        try {
            return receiving(batch, flags, deadline);
        } finally {
            batch.end();
        }
    }

    private int receiving(MessageBatch batch, int flags, long deadline) throws ErrnoException {
        boolean waits = deadline != Waiting.NOW && blocking.callWaits();
        // The timeout of recvmmsg is looked at between datagrams only, so none is given; recvmmsg(2), BUGS.
        int how = receiveFlags(flags, waits) | MSG_WAITFORONE;
        int fd = descriptor.enter("recvmmsg");
        try {
            if (blocking.waitsFirst(deadline)) {
                blocking.await("recvmmsg", POLLIN, deadline);
            }
            for (;;) {
                int result = batch.receiveOnce(fd, how, unix);
                if (result > 0 && !descriptor.isClosed()) {
                    return result;
                }
                batch.clear();
                if (result == -EAGAIN && deadline == Waiting.NOW && !descriptor.isClosed()) {
                    return 0;
                }
                blocking.again("recvmmsg", result, POLLIN, deadline, waits);
            }
        } finally {
            descriptor.leave();
        }
    }

    int recvmmsg(MessageBatch batch, int flags) throws ErrnoException {
        long deadline = deadline(flags);
        int count = recvmmsg(batch, flags, deadline);
        if (count == 0) {
            throw ErrnoException.of("recvmmsg", descriptor.toString(), EAGAIN);
        }
        return count;
    }

    /** Returns how many of the {@code count} from {@code first} on were taken. */
    int sendmmsg(MessageBatch batch, int first, int count, int flags) throws ErrnoException {
        Objects.checkFromIndexSize(first, count, batch.capacity());
        batch.begin("sendmmsg");
        try {
            return sending(batch, first, count, flags);
        } finally {
            batch.end();
        }
    }

    private int sending(MessageBatch batch, int first, int count, int flags) throws ErrnoException {
        long deadline = deadline(flags);
        boolean waits =
                deadline != Waiting.NOW && blocking.callWaits() && !batch.passesDescriptors() && !unixDatagrams;
        int how = (waits ? flags : flags | MSG_DONTWAIT) | MSG_NOSIGNAL;
        int fd = descriptor.enter("sendmmsg");
        try {
            for (;;) {
                int result = batch.sendOnce(fd, first, count, how);
                if (result >= 0) {
                    return result;
                }
                if (unixDatagrams) {
                    blocking.againToUnix("sendmmsg", result, deadline);
                } else {
                    blocking.again("sendmmsg", result, POLLOUT, deadline, waits);
                }
            }
        } finally {
            descriptor.leave();
        }
    }

    private long deadline(int flags) {
        return (flags & MSG_DONTWAIT) == 0 ? blocking.deadline() : Waiting.NOW;
    }
}
