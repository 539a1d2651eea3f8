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

import io.sockeye.bindings.Cmsg;
import io.sockeye.bindings.MessageSyscalls;
import io.sockeye.bindings.PollSyscalls;
import io.sockeye.internal.memory.CallMemory;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
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
                long result = MessageSyscalls.recvmsg(fd, message.toReceive(), how);
                long count = result < 0 ? 0 : message.received(result, unix);
                if (result > 0 || (result == 0 && !descriptor.isClosed())) {
                    return count;
                }
                message.close();
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
        int how = receiveFlags(flags, false);
        int fd = descriptor.enter("recvmsg");
        try {
            for (;;) {
                long result = MessageSyscalls.recvmsg(fd, message.toReceive(), how);
                long count = result < 0 ? 0 : message.received(result, unix);
                if (result > 0 || (result == 0 && !descriptor.isClosed())) {
                    return count;
                }
                message.close();
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
        var data = new byte[size];
        var message = Message.of(MemorySegment.ofArray(data)).controlSpace(Math.toIntExact(controlBytes));
        int count = (int) recvmsg(message, flags);
        return new ReceivedMessage(
                Arrays.copyOf(data, count), message.controlMessages(), message.flags(), message.address());
    }

    // ---- out

    /** Returns how many bytes were taken. */
    long sendmsg(Message message, int flags) throws ErrnoException {
        var control = message.control();
        var header = message.toSend();
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
                control.enter();
                long result;
                try {
                    result = MessageSyscalls.sendmsg(fd, header, how);
                } finally {
                    control.leave();
                }
                if (result >= 0) {
                    message.sent(result);
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
    private void checkThatControlCanTravel(Message message, SentControl control) {
        if (stream && !control.isEmpty() && message.isEmpty()) {
            throw new IllegalArgumentException("sendmsg(" + descriptor
                    + "): control messages without data; on a stream at least one byte has to carry them");
        }
    }

    int sendFds(byte[] data, Pollable... descriptors) throws ErrnoException {
        var message = Message.of(MemorySegment.ofArray(data)).control(ControlMessage.rights(descriptors));
        return (int) sendmsg(message, 0);
    }

    ReceivedMessage recvFds(int size, int count, int flags) throws ErrnoException {
        if (count < 0) {
            throw new IllegalArgumentException("recvFds of " + count + " descriptors");
        }
        return recvmsg(size, Cmsg.CMSG_SPACE((long) count * Integer.BYTES), flags);
    }

    // ---- many

    /** Waits for the first, and takes what there is; 0 where nothing is and {@code deadline} is {@link Waiting#NOW}. */
    int recvmmsg(MessageBatch batch, int flags, long deadline) throws ErrnoException {
        boolean waits = deadline != Waiting.NOW && blocking.callWaits();
        // The timeout of recvmmsg is looked at between datagrams only, so none is given; recvmmsg(2), BUGS.
        int how = receiveFlags(flags, waits) | MSG_WAITFORONE;
        int fd = descriptor.enter("recvmmsg");
        try {
            if (blocking.waitsFirst(deadline)) {
                blocking.await("recvmmsg", POLLIN, deadline);
            }
            for (;;) {
                int result = MessageSyscalls.recvmmsg(
                        fd, batch.toReceive(), batch.capacity(), how, MemorySegment.NULL);
                if (result > 0) {
                    batch.received(result, unix);
                }
                if (result > 0 && !descriptor.isClosed()) {
                    return result;
                }
                batch.close();
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
        long deadline = deadline(flags);
        boolean waits =
                deadline != Waiting.NOW && blocking.callWaits() && !batch.passesDescriptors() && !unixDatagrams;
        int how = (waits ? flags : flags | MSG_DONTWAIT) | MSG_NOSIGNAL;
        int fd = descriptor.enter("sendmmsg");
        try {
            for (;;) {
                int result = batch.send(fd, first, count, how);
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
