package io.sockeye.internal.socket;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.ErrnoConstants.EMSGSIZE;
import static io.sockeye.bindings.FileConstants.IOV_MAX;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;
import static io.sockeye.bindings.SocketConstants.MSG_NOSIGNAL;
import static io.sockeye.bindings.SocketConstants.MSG_OOB;
import static io.sockeye.bindings.SocketConstants.MSG_PEEK;
import static io.sockeye.bindings.SocketConstants.MSG_TRUNC;
import static io.sockeye.bindings.SocketConstants.MSG_WAITALL;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.sockeye.ErrnoException;
import io.sockeye.ReceiveResult;
import io.sockeye.Sockaddr;
import io.sockeye.TimedOutException;
import io.sockeye.WouldBlockException;
import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.internal.memory.BufferSegments;
import io.sockeye.internal.memory.CallMemory;
import io.sockeye.internal.memory.IovecBuffers;
import io.sockeye.internal.poll.Backoff;
import io.sockeye.internal.poll.BlockingMode;
import io.sockeye.internal.poll.Deadline;
import io.sockeye.internal.poll.Descriptor;
import io.sockeye.internal.poll.IoWaiter;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in and out of one socket, from and to any kind of memory.
 *
 * <p>Memory outside the heap goes to the kernel as it is. A Java array goes through the thread's own memory, because the collector may move
 * it: one system call all the same, and a copy that costs 2 to 10 percent of it. A critical call would spare the copy and make the
 * collector wait. That memory is borrowed around the call and not around the wait, so a parked thread holds none.
 */
public final class SendRecv {
    /** What the methods of this class return where the call would block and the deadline is {@link Deadline#NOW}. */
    public static final int WOULD_BLOCK = -1;

    private static final byte[] NO_ARRAY = {};

    private final Descriptor descriptor;
    private final BlockingMode mode;
    private final IoWaiter waiter;
    private final PeekAll peekAll;
    private final boolean stream;
    private final boolean unix;

    /** Of the socket and not of the thread: to borrow the thread's costs 10 ns, of 60 that a call may cost above C. */
    private final BufferSegments toReceive = new BufferSegments();

    private final BufferSegments toSend = new BufferSegments();

    public SendRecv(Descriptor descriptor, BlockingMode mode, IoWaiter waiter, int family, int type) {
        this.descriptor = descriptor;
        this.mode = mode;
        this.waiter = waiter;
        this.peekAll = new PeekAll(descriptor, waiter);
        this.stream = type == SOCK_STREAM;
        this.unix = family == AF_UNIX;
    }

    // ---- receiving

    /** Returns what the kernel reports, which {@code MSG_TRUNC} lets be more than there is room for. */
    public int recv(MemorySegment buffer, int flags) throws ErrnoException {
        return foundSomething("recv", receive(buffer, NO_ARRAY, 0, buffer.byteSize(), flags, receiveDeadline(flags)));
    }

    public int recv(MemorySegment buffer, long deadline) throws ErrnoException {
        return foundSomething("recv", receive(buffer, NO_ARRAY, 0, buffer.byteSize(), 0, deadline));
    }

    /** The same for an array, without an object for it. */
    public int recv(byte[] buffer, int offset, int length, int flags) throws ErrnoException {
        return foundSomething("recv", receive(null, buffer, offset, length, flags, receiveDeadline(flags)));
    }

    public int recv(ByteBuffer buffer, int flags) throws ErrnoException {
        return foundSomething("recv", recv(buffer, flags, receiveDeadline(flags)));
    }

    public int tryRecv(MemorySegment buffer, int flags) throws ErrnoException {
        return receive(buffer, NO_ARRAY, 0, buffer.byteSize(), flags, Deadline.NOW);
    }

    public int tryRecv(byte[] buffer, int offset, int length, int flags) throws ErrnoException {
        return receive(null, buffer, offset, length, flags, Deadline.NOW);
    }

    public int tryRecv(ByteBuffer buffer, int flags) throws ErrnoException {
        return recv(buffer, flags, Deadline.NOW);
    }

    private int recv(ByteBuffer buffer, int flags, long deadline) throws ErrnoException {
        int count;
        if (buffer.hasArray()) {
            int offset = buffer.arrayOffset() + buffer.position();
            count = receive(null, buffer.array(), offset, buffer.remaining(), flags, deadline);
        } else {
            var memory = toReceive.part(buffer);
            count = receive(memory, NO_ARRAY, 0, memory.byteSize(), flags, deadline);
        }
        if (count != WOULD_BLOCK) {
            buffer.position(buffer.position() + Math.min(count, buffer.remaining()));
        }
        return count;
    }

    /** Into {@code buffer}, or into {@code array} if that is null. */
    private int receive(
            @Nullable MemorySegment buffer, byte[] array, long offset, long length, int flags, long deadline)
            throws ErrnoException {
        if (buffer != null && buffer.isReadOnly()) {
            throw new IllegalArgumentException("recv into memory that is read-only");
        }
        boolean peeks = (flags & MSG_PEEK) != 0;
        // A UNIX socket never waits for more than it can peek at once.
        if ((flags & MSG_WAITALL) == 0 || !stream || deadline == Deadline.NOW || (peeks && unix)) {
            return receiveSome(buffer, array, offset, length, flags, deadline);
        }
        long size = Math.min(length, Integer.MAX_VALUE);
        return peeks
                ? peekAll.recv(buffer == null ? MemorySegment.ofArray(array) : buffer, offset, size, flags, deadline)
                : receiveAll(buffer, array, offset, size, flags, deadline);
    }

    /** One recv that succeeds, and those before it that were interrupted or found nothing. */
    private int receiveSome(
            @Nullable MemorySegment buffer, byte[] array, long offset, long length, int flags, long deadline)
            throws ErrnoException {
        int fd = descriptor.acquire("recv");
        try {
            if (length == 0 && stream) {
                // C would wait for data that it then could not store.
                return 0;
            }
            int report = waiter.pollFirst("recv", POLLIN, deadline);
            int how = report == IoWaiter.IN_KERNEL ? flags : flags | MSG_DONTWAIT;
            for (;;) {
                int seen = waiter.edges();
                long result = buffer != null && buffer.isNative()
                        ? SocketSyscalls.recv(fd, slice(buffer, offset), length, how)
                        : recvCopy(fd, buffer, array, offset, length, how);
                if (result > 0 || (result == 0 && !descriptor.isClosed())) {
                    return (int) result;
                }
                if (waiter.foundNothing(result, deadline)) {
                    return WOULD_BLOCK;
                }
                report = waiter.retryOrThrow("recv", null, result, POLLIN, report, seen, deadline);
            }
        } finally {
            descriptor.release();
        }
    }

    private long recvCopy(
            int fd, @Nullable MemorySegment heap, byte[] array, long offset, long length, int flags) {
        var memory = CallMemory.borrow();
        try {
            long piece = piece(length);
            var copy = memory.copy(piece);
            long result = SocketSyscalls.recv(fd, copy, piece, flags);
            if (result > 0 && !discards(flags)) {
                // SAFETY: MSG_TRUNC lets the kernel report more than it wrote; no more than there was room for is copied.
                long count = Math.min(result, piece);
                if (heap == null) {
                    MemorySegment.copy(copy, JAVA_BYTE, 0, array, (int) offset, (int) count);
                } else {
                    MemorySegment.copy(copy, 0, heap, offset, count);
                }
            }
            return result;
        } finally {
            memory.release();
        }
    }

    /** MSG_WAITALL on a stream, where one call copies a piece only, or must not block. */
    private int receiveAll(
            @Nullable MemorySegment buffer, byte[] array, long offset, long length, int flags, long deadline)
            throws ErrnoException {
        int count = 0;
        do {
            int received;
            try {
                received = receiveSome(buffer, array, offset + count, length - count, flags, deadline);
            } catch (TimedOutException | WouldBlockException e) {
                if (count == 0) {
                    throw e;
                }
                // What came before the timeout is not lost; recv(2), MSG_WAITALL.
                return count;
            } catch (ErrnoException e) {
                throw e.withTransferred(count, length, "received");
            }
            if (received == 0) {
                return count;
            }
            count += received;
        } while (count < length);
        return count;
    }

    /** A datagram with its sender and its length. On a stream it is recv, since there the kernel reports no sender. */
    public ReceiveResult recvfrom(MemorySegment buffer, int flags) throws ErrnoException {
        long deadline = receiveDeadline(flags);
        if (stream) {
            int length = foundSomething(
                    "recvfrom", receive(buffer, NO_ARRAY, 0, buffer.byteSize(), flags, deadline));
            return new ReceiveResult((int) Math.min(length, buffer.byteSize()), length, null);
        }
        if (buffer.isReadOnly()) {
            throw new IllegalArgumentException("recvfrom into memory that is read-only");
        }
        int fd = descriptor.acquire("recvfrom");
        try {
            int report = waiter.pollFirst("recvfrom", POLLIN, deadline);
            // MSG_TRUNC asks for the length of the datagram.
            int how = (report == IoWaiter.IN_KERNEL ? flags : flags | MSG_DONTWAIT) | MSG_TRUNC;
            for (;;) {
                int seen = waiter.edges();
                var memory = CallMemory.borrow();
                long result;
                try {
                    result = recvfrom(fd, buffer, memory, how);
                    if (result > 0 || (result == 0 && !descriptor.isClosed())) {
                        var from = memory.address.family() == 0 ? null : Sockaddr.of(memory.address);
                        return new ReceiveResult((int) Math.min(result, buffer.byteSize()), (int) result, from);
                    }
                } finally {
                    memory.release();
                }
                report = waiter.retryOrThrow("recvfrom", null, result, POLLIN, report, seen, deadline);
            }
        } finally {
            descriptor.release();
        }
    }

    private static long recvfrom(int fd, MemorySegment buffer, CallMemory memory, int flags) {
        var from = memory.address;
        from.clear();
        long length = buffer.byteSize();
        if (buffer.isNative()) {
            return SocketSyscalls.recvfrom(fd, buffer, length, flags, from.address(), from.lengthPointer());
        }
        var copy = memory.copy(length);
        long result = SocketSyscalls.recvfrom(fd, copy, length, flags, from.address(), from.lengthPointer());
        if (result > 0) {
            // SAFETY: MSG_TRUNC lets the kernel report more than it wrote; no more than there was room for is copied.
            MemorySegment.copy(copy, 0, buffer, 0, Math.min(result, length));
        }
        return result;
    }

    /** Several buffers in one call, filled in order. */
    public long recv(ByteBuffer[] buffers, int flags) throws ErrnoException {
        long deadline = receiveDeadline(flags);
        int fd = descriptor.acquire("recvmsg");
        try (var gathered = IovecBuffers.firstOf(buffers)) {
            if (stream && gathered.byteSize() == 0) {
                // As recv without room.
                return 0;
            }
            int report = waiter.pollFirst("recvmsg", POLLIN, deadline);
            int how = report == IoWaiter.IN_KERNEL ? flags : flags | MSG_DONTWAIT;
            for (;;) {
                int seen = waiter.edges();
                long result = gathered.receive(fd, how, discards(flags));
                if (result > 0 || (result == 0 && !descriptor.isClosed())) {
                    return result;
                }
                report = waiter.retryOrThrow("recvmsg", null, result, POLLIN, report, seen, deadline);
            }
        } finally {
            descriptor.release();
        }
    }

    // ---- sending

    public int send(MemorySegment buffer, int flags) throws ErrnoException {
        return foundSomething("send",
                transmit(buffer, NO_ARRAY, 0, buffer.byteSize(), flags, null, sendDeadline(flags)));
    }

    /** The same from an array, without an object for it. */
    public int send(byte[] buffer, int offset, int length, int flags) throws ErrnoException {
        return foundSomething("send", transmit(null, buffer, offset, length, flags, null, sendDeadline(flags)));
    }

    public int send(ByteBuffer buffer, int flags) throws ErrnoException {
        return foundSomething("send", send(buffer, flags, sendDeadline(flags)));
    }

    public int trySend(MemorySegment buffer, int flags) throws ErrnoException {
        return transmit(buffer, NO_ARRAY, 0, buffer.byteSize(), flags, null, Deadline.NOW);
    }

    public int trySend(byte[] buffer, int offset, int length, int flags) throws ErrnoException {
        return transmit(null, buffer, offset, length, flags, null, Deadline.NOW);
    }

    public int trySend(ByteBuffer buffer, int flags) throws ErrnoException {
        return send(buffer, flags, Deadline.NOW);
    }

    private int send(ByteBuffer buffer, int flags, long deadline) throws ErrnoException {
        int count;
        if (buffer.hasArray()) {
            int offset = buffer.arrayOffset() + buffer.position();
            count = transmit(null, buffer.array(), offset, buffer.remaining(), flags, null, deadline);
        } else {
            var memory = toSend.part(buffer);
            count = transmit(memory, NO_ARRAY, 0, memory.byteSize(), flags, null, deadline);
        }
        if (count != WOULD_BLOCK) {
            buffer.position(buffer.position() + count);
        }
        return count;
    }

    public int sendto(MemorySegment buffer, int flags, Sockaddr address) throws ErrnoException {
        int count = transmit(buffer, NO_ARRAY, 0, buffer.byteSize(), flags, address, sendDeadline(flags));
        if (count == WOULD_BLOCK) {
            throw ErrnoException.of("sendto", descriptor + ", " + address, EAGAIN);
        }
        return count;
    }

    public void sendall(MemorySegment buffer, int flags) throws ErrnoException {
        sendall(buffer, flags, sendDeadline(flags));
    }

    /** As a part of something longer, which has the deadline. */
    public void sendall(MemorySegment buffer, int flags, long deadline) throws ErrnoException {
        long sent = 0;
        try {
            while (sent < buffer.byteSize()) {
                long left = buffer.byteSize() - sent;
                sent += foundSomething("send", transmit(buffer, NO_ARRAY, sent, left, flags, null, deadline));
            }
        } catch (ErrnoException e) {
            throw e.withTransferred(sent, buffer.byteSize(), "sent");
        }
    }

    /** One send that succeeds, from {@code buffer}, or from {@code array} if that is null. */
    private int transmit(
            @Nullable MemorySegment buffer, byte[] array, long offset, long length, int flags, @Nullable Sockaddr to,
            long deadline)
            throws ErrnoException {
        var call = to == null ? "send" : "sendto";
        // The kernel offers no event for the queue of the receiver.
        boolean toUnixQueue = to != null && to.family() == AF_UNIX && !stream;
        int fd = descriptor.acquire(call);
        try {
            int report = toUnixQueue ? 0 : waiter.start(deadline);
            int how = (report == IoWaiter.IN_KERNEL ? flags : flags | MSG_DONTWAIT) | MSG_NOSIGNAL;
            for (;;) {
                int seen = waiter.edges();
                long result = to == null && buffer != null && buffer.isNative()
                        ? SocketSyscalls.send(fd, slice(buffer, offset), length, how)
                        : sendCopy(fd, buffer, array, offset, length, how, to);
                if (result >= 0) {
                    return (int) result;
                }
                if (waiter.foundNothing(result, deadline)) {
                    return WOULD_BLOCK;
                }
                if (toUnixQueue) {
                    waiter.retryWithBackoff(call, to, result, Backoff.UNIX_QUEUE, deadline);
                } else {
                    report = waiter.retryOrThrow(call, to, result, POLLOUT, report, seen, deadline);
                }
            }
        } finally {
            descriptor.release();
        }
    }

    /** From an array, or to an address: either needs the thread's memory. */
    private long sendCopy(
            int fd, @Nullable MemorySegment buffer, byte[] array, long offset, long length, int flags,
            @Nullable Sockaddr to) {
        var memory = CallMemory.borrow();
        try {
            long piece = length;
            MemorySegment bytes;
            if (buffer != null && buffer.isNative()) {
                bytes = slice(buffer, offset);
            } else {
                piece = piece(length);
                bytes = buffer == null
                        ? memory.copyIn(array, (int) offset, piece)
                        : memory.copyIn(buffer, offset, piece);
            }
            if (to == null) {
                return SocketSyscalls.send(fd, bytes, piece, flags);
            }
            to.copyTo(memory.address);
            return SocketSyscalls.sendto(
                    fd, bytes, piece, flags, memory.address.address(), memory.address.length());
        } finally {
            memory.release();
        }
    }

    /** Several buffers in one call, taken in order. */
    public long send(ByteBuffer[] buffers, int flags) throws ErrnoException {
        if (!stream && buffers.length > IOV_MAX) {
            // As the kernel reports it. A stream goes on with the next call, a datagram cannot.
            throw ErrnoException.of("sendmsg", descriptor + ", " + buffers.length + " buffers", EMSGSIZE);
        }
        long deadline = sendDeadline(flags);
        int fd = descriptor.acquire("sendmsg");
        try (var gathered = IovecBuffers.firstOf(buffers)) {
            int report = waiter.start(deadline);
            int how = (report == IoWaiter.IN_KERNEL ? flags : flags | MSG_DONTWAIT) | MSG_NOSIGNAL;
            for (;;) {
                int seen = waiter.edges();
                long result = gathered.send(fd, how);
                if (result >= 0) {
                    return result;
                }
                report = waiter.retryOrThrow("sendmsg", null, result, POLLOUT, report, seen, deadline);
            }
        } finally {
            descriptor.release();
        }
    }

    // ---- both

    /** Urgent data is there or is not: a call for it never blocks, whatever the timeout; tcp(7). */
    private long receiveDeadline(int flags) throws ErrnoException {
        return (flags & (MSG_DONTWAIT | MSG_OOB)) == 0 ? mode.receiveDeadline() : Deadline.NOW;
    }

    private long sendDeadline(int flags) throws ErrnoException {
        return (flags & MSG_DONTWAIT) == 0 ? mode.sendDeadline() : Deadline.NOW;
    }

    private int foundSomething(String call, int count) throws ErrnoException {
        if (count == WOULD_BLOCK) {
            throw ErrnoException.of(call, descriptor.toString(), EAGAIN);
        }
        return count;
    }

    /** How much of an array goes at once: on a stream a part is enough, a datagram is whole or nothing. */
    private long piece(long length) {
        return stream ? Math.min(length, CallMemory.COPY_BYTES) : length;
    }

    /** With MSG_TRUNC TCP discards bytes, writes nothing, and reports their number all the same; tcp(7). */
    private boolean discards(int flags) {
        return stream && (flags & MSG_TRUNC) != 0;
    }

    private static MemorySegment slice(MemorySegment buffer, long offset) {
        return offset == 0 ? buffer : buffer.asSlice(offset);
    }
}
