package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.ErrnoConstants.EMSGSIZE;
import static io.sockeye.bindings.FileConstants.IOV_MAX;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;
import static io.sockeye.bindings.SocketConstants.MSG_NOSIGNAL;
import static io.sockeye.bindings.SocketConstants.MSG_PEEK;
import static io.sockeye.bindings.SocketConstants.MSG_TRUNC;
import static io.sockeye.bindings.SocketConstants.MSG_WAITALL;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.sockeye.bindings.SockaddrStorage;
import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.internal.memory.BufferSegments;
import io.sockeye.internal.memory.CallMemory;
import io.sockeye.internal.memory.IovecBuffers;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in and out of one socket, from and to any kind of memory.
 *
 * <p>Memory outside the heap goes to the kernel as it is. A Java array goes through the thread's own memory, because the
 * collector may move it: one system call all the same, and a copy that costs 2 to 10 percent of it. A critical call
 * would spare the copy and make the collector wait.
 */
final class Transfer {
    /** What {@link #tryRecv} and {@link #trySend} return where the call would block. */
    static final int WOULD_BLOCK = -1;

    private final Descriptor descriptor;
    private final Blocking blocking;
    private final boolean stream;

    /** Of the socket and not of the thread: to borrow the thread's costs 10 ns, of 60 that a call may cost above C. */
    private final BufferSegments toReceive = new BufferSegments();

    private final BufferSegments toSend = new BufferSegments();

    Transfer(Descriptor descriptor, Blocking blocking, int type) {
        this.descriptor = descriptor;
        this.blocking = blocking;
        this.stream = type == SOCK_STREAM;
    }

    // ---- in

    /** Returns what the kernel reports, which {@code MSG_TRUNC} lets be more than there is room for. */
    int recv(MemorySegment buffer, int flags) throws ErrnoException {
        if (waitsForAll(flags)) {
            return recvAll(buffer, flags);
        }
        return receive("recv", buffer, 0, flags, null, deadline(flags));
    }

    /** As a part of something longer, which has the deadline. */
    int recv(MemorySegment buffer, long deadline) throws ErrnoException {
        return receive("recv", buffer, 0, 0, null, deadline);
    }

    /** A stream's MSG_WAITALL is ours to keep where one call copies a piece only, or cannot wait itself. */
    private boolean waitsForAll(int flags) {
        return stream && (flags & (MSG_WAITALL | MSG_PEEK | MSG_DONTWAIT)) == MSG_WAITALL;
    }

    private int recvAll(MemorySegment buffer, int flags) throws ErrnoException {
        long deadline = blocking.deadline();
        long size = Math.min(buffer.byteSize(), Integer.MAX_VALUE);
        int count = 0;
        do {
            try {
                int received = receive("recv", buffer, count, flags, null, deadline);
                if (received == 0) {
                    return count;
                }
                count += received;
            } catch (TimedOutException | WouldBlockException e) {
                if (count == 0) {
                    throw e;
                }
                // What came before the timeout is not lost; recv(2), MSG_WAITALL.
                return count;
            }
        } while (count < size);
        return count;
    }

    /** The same for an array, without an object for it. */
    int recv(byte[] buffer, int offset, int length, int flags) throws ErrnoException {
        if (waitsForAll(flags)) {
            return recvAll(MemorySegment.ofArray(buffer).asSlice(offset, length), flags);
        }
        long deadline = deadline(flags);
        if (flags == 0 && length > 0 && deadline != Waiting.NOW && Thread.currentThread().isVirtual()) {
            return recvParked(buffer, offset, length, deadline);
        }
        var workspace = CallMemory.borrow();
        try {
            long piece = piece(length);
            var copy = throwsAway(flags) ? workspace.copyIn(buffer, offset, piece) : workspace.copy(piece);
            long result = receiving("recv", copy, piece, flags, null, deadline);
            copyOut(copy, result, piece, buffer, offset);
            return (int) result;
        } finally {
            workspace.release();
        }
    }

    /** While a virtual thread waits it borrows nothing, or ten thousand that wait would each keep 64 KiB. */
    private int recvParked(byte[] buffer, int offset, int length, long deadline) throws ErrnoException {
        int count = tryRecv(buffer, offset, length, 0);
        while (count == WOULD_BLOCK) {
            descriptor.enter("recv");
            try {
                blocking.await("recv", POLLIN, deadline);
            } finally {
                descriptor.leave();
            }
            count = tryRecv(buffer, offset, length, 0);
        }
        return count;
    }

    int recv(ByteBuffer buffer, int flags) throws ErrnoException {
        int count = buffer.hasArray()
                ? recv(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining(), flags)
                : recv(toReceive.part(buffer), flags);
        buffer.position(buffer.position() + Math.min(count, buffer.remaining()));
        return count;
    }

    Received recvfrom(MemorySegment buffer, int flags) throws ErrnoException {
        var workspace = CallMemory.borrow();
        try {
            var from = workspace.address;
            // On a datagram MSG_TRUNC asks for its length; on a stream it would throw data away.
            int asked = stream ? flags : flags | MSG_TRUNC;
            int length = receive("recvfrom", buffer, 0, asked, from, deadline(flags));
            int count = (int) Math.min(length, buffer.byteSize());
            return new Received(count, length, from.family() == 0 ? null : Sockaddr.of(from));
        } finally {
            workspace.release();
        }
    }

    int tryRecv(MemorySegment buffer, int flags) throws ErrnoException {
        checkWritable(buffer);
        if (buffer.isNative()) {
            return tryRecv(buffer, buffer.byteSize(), flags);
        }
        var workspace = CallMemory.borrow();
        try {
            long piece = piece(buffer.byteSize());
            var copy = workspace.copy(piece);
            int result = tryRecv(copy, piece, flags);
            copyOut(copy, result, piece, buffer, 0);
            return result;
        } finally {
            workspace.release();
        }
    }

    int tryRecv(ByteBuffer buffer, int flags) throws ErrnoException {
        int count = buffer.hasArray()
                ? tryRecv(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining(), flags)
                : tryRecv(toReceive.part(buffer), flags);
        if (count != WOULD_BLOCK) {
            buffer.position(buffer.position() + Math.min(count, buffer.remaining()));
        }
        return count;
    }

    int tryRecv(byte[] buffer, int offset, int length, int flags) throws ErrnoException {
        var workspace = CallMemory.borrow();
        try {
            long piece = piece(length);
            var copy = workspace.copy(piece);
            int result = tryRecv(copy, piece, flags);
            copyOut(copy, result, piece, buffer, offset);
            return result;
        } finally {
            workspace.release();
        }
    }

    private int tryRecv(MemorySegment memory, long length, int flags) throws ErrnoException {
        int fd = descriptor.enter("recv");
        try {
            for (;;) {
                long result = SocketSyscalls.recv(fd, memory, length, flags | MSG_DONTWAIT);
                if (result > 0 || (result == 0 && !descriptor.isClosed())) {
                    return (int) result;
                }
                if (result == -EAGAIN && !descriptor.isClosed()) {
                    return WOULD_BLOCK;
                }
                blocking.again("recv", result, POLLIN, Waiting.NOW, false);
            }
        } finally {
            descriptor.leave();
        }
    }

    private int receive(
            String call, MemorySegment buffer, long offset, int flags, @Nullable SockaddrStorage from, long deadline)
            throws ErrnoException {
        checkWritable(buffer);
        long length = buffer.byteSize() - offset;
        if (buffer.isNative()) {
            return (int) receiving(call, slice(buffer, offset), length, flags, from, deadline);
        }
        var workspace = CallMemory.borrow();
        try {
            long piece = piece(length);
            var copy = throwsAway(flags) ? workspace.copyIn(buffer, offset, piece) : workspace.copy(piece);
            long result = receiving(call, copy, piece, flags, from, deadline);
            copyOut(copy, result, piece, buffer, offset);
            return (int) result;
        } finally {
            workspace.release();
        }
    }

    /** One recv that succeeds, and as many before it as were interrupted or came too early. */
    private long receiving(
            String call, MemorySegment memory, long length, int flags, @Nullable SockaddrStorage from, long deadline)
            throws ErrnoException {
        int fd = descriptor.enter(call);
        try {
            if (length == 0 && stream) {
                // C would wait for data that it then could not give.
                return 0;
            }
            boolean waits = deadline != Waiting.NOW && blocking.callWaits();
            int how = waits ? flags : flags | MSG_DONTWAIT;
            if (blocking.waitsFirst(deadline)) {
                blocking.await(call, POLLIN, deadline);
            }
            for (;;) {
                long result = recv(fd, memory, length, how, from);
                if (result > 0 || (result == 0 && !descriptor.isClosed())) {
                    return result;
                }
                blocking.again(call, result, POLLIN, deadline, waits);
            }
        } finally {
            descriptor.leave();
        }
    }

    private static long recv(int fd, MemorySegment memory, long length, int flags, @Nullable SockaddrStorage from) {
        if (from == null) {
            return SocketSyscalls.recv(fd, memory, length, flags);
        }
        from.clear();
        return SocketSyscalls.recvfrom(fd, memory, length, flags, from.address(), from.lengthPointer());
    }

    /** Several buffers in one call, filled in order. */
    long recv(ByteBuffer[] buffers, int flags) throws ErrnoException {
        long deadline = deadline(flags);
        int fd = descriptor.enter("recvmsg");
        try (var gathered = IovecBuffers.firstOf(buffers)) {
            boolean waits = deadline != Waiting.NOW && blocking.callWaits();
            int how = waits ? flags : flags | MSG_DONTWAIT;
            if (blocking.waitsFirst(deadline)) {
                blocking.await("recvmsg", POLLIN, deadline);
            }
            for (;;) {
                long result = gathered.receive(fd, how, throwsAway(flags));
                if (result > 0 || (result == 0 && !descriptor.isClosed())) {
                    return result;
                }
                blocking.again("recvmsg", result, POLLIN, deadline, waits);
            }
        } finally {
            descriptor.leave();
        }
    }

    // ---- out

    int send(MemorySegment buffer, int flags) throws ErrnoException {
        return send("send", buffer, 0, flags, null, deadline(flags));
    }

    /** The same from an array, without an object for it. */
    int send(byte[] buffer, int offset, int length, int flags) throws ErrnoException {
        var workspace = CallMemory.borrow();
        try {
            long piece = piece(length);
            return (int) sending("send", workspace.copyIn(buffer, offset, piece), piece, flags, null, deadline(flags));
        } finally {
            workspace.release();
        }
    }

    int send(ByteBuffer buffer, int flags) throws ErrnoException {
        int count = buffer.hasArray()
                ? send(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining(), flags)
                : send(toSend.part(buffer), flags);
        buffer.position(buffer.position() + count);
        return count;
    }

    int sendto(MemorySegment buffer, int flags, Sockaddr address) throws ErrnoException {
        var workspace = CallMemory.borrow();
        try {
            address.copyTo(workspace.address);
            return send("sendto", buffer, 0, flags, workspace.address, deadline(flags));
        } finally {
            workspace.release();
        }
    }

    void sendall(MemorySegment buffer, int flags) throws ErrnoException {
        sendall(buffer, flags, deadline(flags));
    }

    /** As a part of something longer, which has the deadline. */
    void sendall(MemorySegment buffer, int flags, long deadline) throws ErrnoException {
        long sent = 0;
        try {
            while (sent < buffer.byteSize()) {
                sent += send("send", buffer, sent, flags, null, deadline);
            }
        } catch (ErrnoException e) {
            throw e.after(sent, buffer.byteSize());
        }
    }

    int trySend(MemorySegment buffer, int flags) throws ErrnoException {
        if (buffer.isNative()) {
            return trySend(buffer, buffer.byteSize(), flags);
        }
        var workspace = CallMemory.borrow();
        try {
            long piece = piece(buffer.byteSize());
            return trySend(workspace.copyIn(buffer, 0, piece), piece, flags);
        } finally {
            workspace.release();
        }
    }

    int trySend(ByteBuffer buffer, int flags) throws ErrnoException {
        int count = buffer.hasArray()
                ? trySend(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining(), flags)
                : trySend(toSend.part(buffer), flags);
        if (count != WOULD_BLOCK) {
            buffer.position(buffer.position() + count);
        }
        return count;
    }

    int trySend(byte[] buffer, int offset, int length, int flags) throws ErrnoException {
        var workspace = CallMemory.borrow();
        try {
            long piece = piece(length);
            return trySend(workspace.copyIn(buffer, offset, piece), piece, flags);
        } finally {
            workspace.release();
        }
    }

    private int trySend(MemorySegment memory, long length, int flags) throws ErrnoException {
        int fd = descriptor.enter("send");
        try {
            for (;;) {
                long result = SocketSyscalls.send(fd, memory, length, flags | MSG_DONTWAIT | MSG_NOSIGNAL);
                if (result >= 0) {
                    return (int) result;
                }
                if (result == -EAGAIN && !descriptor.isClosed()) {
                    return WOULD_BLOCK;
                }
                blocking.again("send", result, POLLOUT, Waiting.NOW, false);
            }
        } finally {
            descriptor.leave();
        }
    }

    private int send(
            String call, MemorySegment buffer, long offset, int flags, @Nullable SockaddrStorage to, long deadline)
            throws ErrnoException {
        long length = buffer.byteSize() - offset;
        if (buffer.isNative()) {
            return (int) sending(call, slice(buffer, offset), length, flags, to, deadline);
        }
        var workspace = CallMemory.borrow();
        try {
            long piece = piece(length);
            return (int) sending(call, workspace.copyIn(buffer, offset, piece), piece, flags, to, deadline);
        } finally {
            workspace.release();
        }
    }

    /** One send that succeeds, and as many before it as were interrupted or came too early. */
    private long sending(
            String call, MemorySegment memory, long length, int flags, @Nullable SockaddrStorage to, long deadline)
            throws ErrnoException {
        int fd = descriptor.enter(call);
        try {
            boolean toUnix = to != null && to.family() == AF_UNIX && !stream;
            boolean waits = deadline != Waiting.NOW && blocking.callWaits() && !toUnix;
            int how = (waits ? flags : flags | MSG_DONTWAIT) | MSG_NOSIGNAL;
            for (;;) {
                long result = to == null
                        ? SocketSyscalls.send(fd, memory, length, how)
                        : SocketSyscalls.sendto(fd, memory, length, how, to.address(), to.length());
                if (result >= 0) {
                    return result;
                }
                if (toUnix) {
                    blocking.againToUnix(call, result, deadline);
                } else {
                    blocking.again(call, result, POLLOUT, deadline, waits);
                }
            }
        } finally {
            descriptor.leave();
        }
    }

    /** Several buffers in one call, taken in order. */
    long send(ByteBuffer[] buffers, int flags) throws ErrnoException {
        if (!stream && buffers.length > IOV_MAX) {
            // As the kernel says it. A stream goes on with the next call, a datagram cannot.
            throw ErrnoException.of("sendmsg", descriptor + ", " + buffers.length + " buffers", EMSGSIZE);
        }
        long deadline = deadline(flags);
        int fd = descriptor.enter("sendmsg");
        try (var gathered = IovecBuffers.firstOf(buffers)) {
            boolean waits = deadline != Waiting.NOW && blocking.callWaits();
            int how = (waits ? flags : flags | MSG_DONTWAIT) | MSG_NOSIGNAL;
            for (;;) {
                long result = gathered.send(fd, how);
                if (result >= 0) {
                    return result;
                }
                blocking.again("sendmsg", result, POLLOUT, deadline, waits);
            }
        } finally {
            descriptor.leave();
        }
    }

    // ---- both

    private long deadline(int flags) {
        return (flags & MSG_DONTWAIT) == 0 ? blocking.deadline() : Waiting.NOW;
    }

    /** How much of an array goes at once: on a stream a part is enough, a datagram is whole or nothing. */
    private long piece(long length) {
        return stream ? Math.min(length, CallMemory.COPY_BYTES) : length;
    }

    /** Then TCP writes nothing and reports bytes all the same; tcp(7). What comes back must be what was there before. */
    private boolean throwsAway(int flags) {
        return stream && (flags & MSG_TRUNC) != 0;
    }

    // SAFETY: MSG_TRUNC lets the kernel report more than it wrote; no more than there was room for is copied.
    private static void copyOut(MemorySegment copy, long result, long room, byte[] array, int offset) {
        if (result > 0) {
            MemorySegment.copy(copy, JAVA_BYTE, 0, array, offset, (int) Math.min(result, room));
        }
    }

    // SAFETY: as above.
    private static void copyOut(MemorySegment copy, long result, long room, MemorySegment heap, long offset) {
        if (result > 0) {
            MemorySegment.copy(copy, 0, heap, offset, Math.min(result, room));
        }
    }

    private static MemorySegment slice(MemorySegment buffer, long offset) {
        return offset == 0 ? buffer : buffer.asSlice(offset);
    }

    private static void checkWritable(MemorySegment buffer) {
        if (buffer.isReadOnly()) {
            throw new IllegalArgumentException("recv into memory that is read-only");
        }
    }
}
