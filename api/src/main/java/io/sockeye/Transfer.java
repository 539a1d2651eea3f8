package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;
import static io.sockeye.bindings.SocketConstants.MSG_NOSIGNAL;
import static io.sockeye.bindings.SocketConstants.MSG_PEEK;
import static io.sockeye.bindings.SocketConstants.MSG_TRUNC;
import static io.sockeye.bindings.SocketConstants.MSG_WAITALL;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static io.sockeye.bindings.SocketSyscalls.DONTWAIT_MAX;

import io.sockeye.bindings.MessageSyscalls;
import io.sockeye.bindings.SockaddrStorage;
import io.sockeye.bindings.SocketSyscalls;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in and out of one socket, from and to any kind of memory.
 *
 * <p>Memory outside the heap goes to the kernel as it is. A Java array does so in a call that cannot block. A call that
 * waits cannot hold the array in its place, so it goes through the thread's own memory: still one system call, and one
 * copy more.
 */
final class Transfer {
    /** What {@link #tryRecv} and {@link #trySend} return where the call would block. */
    static final int WOULD_BLOCK = -1;

    /** The most that a waiting call copies at once on a stream; a longer array is received or sent in part. */
    private static final long COPY_MAX = 1 << 17;

    private final Descriptor descriptor;
    private final Blocking blocking;
    private final boolean stream;

    Transfer(Descriptor descriptor, Blocking blocking, int type) {
        this.descriptor = descriptor;
        this.blocking = blocking;
        this.stream = type == SOCK_STREAM;
    }

    /** Returns what the kernel reports, which {@code MSG_TRUNC} lets be more than there is room for. */
    int recv(MemorySegment buffer, int flags) throws ErrnoException {
        if ((flags & (MSG_WAITALL | MSG_PEEK)) == MSG_WAITALL && stream) {
            return recvAll(buffer, flags);
        }
        return receive("recv", buffer, 0, flags, null, blocking.deadline());
    }

    /** Each call may give less than all: it copies in pieces, or it cannot wait itself. */
    private int recvAll(MemorySegment buffer, int flags) throws ErrnoException {
        long deadline = blocking.deadline();
        long size = Math.min(buffer.byteSize(), Integer.MAX_VALUE);
        int count = 0;
        do {
            int received = receive("recv", buffer, count, flags, null, deadline);
            if (received == 0) {
                break;
            }
            count += received;
        } while (count < size);
        return count;
    }

    Received recvfrom(MemorySegment buffer, int flags) throws ErrnoException {
        var workspace = Workspace.borrow();
        try {
            var from = workspace.address;
            // On a datagram MSG_TRUNC asks for its length; on a stream it would throw data away.
            int asked = stream ? flags : flags | MSG_TRUNC;
            int length = receive("recvfrom", buffer, 0, asked, from, blocking.deadline());
            int count = (int) Math.min(length, buffer.byteSize());
            return new Received(count, length, from.family() == 0 ? null : Sockaddr.of(from));
        } finally {
            workspace.giveBack();
        }
    }

    int tryRecv(MemorySegment buffer, int flags) throws ErrnoException {
        checkWritable(buffer);
        int fd = descriptor.enter("recv");
        try {
            for (; ; ) {
                long result = recvNow(fd, buffer, 0, flags, null);
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
            String call,
            MemorySegment buffer,
            long offset,
            int flags,
            @Nullable SockaddrStorage from,
            long until)
            throws ErrnoException {
        checkWritable(buffer);
        long deadline = (flags & MSG_DONTWAIT) == 0 ? until : Waiting.NOW;
        int fd = descriptor.enter(call);
        try {
            boolean waits = blocking.callWaits();
            if (blocking.waitsFirst(deadline)) {
                blocking.await(call, POLLIN, deadline);
            }
            for (; ; ) {
                long result = waits
                        ? recvWaiting(fd, buffer, offset, flags, from)
                        : recvNow(fd, buffer, offset, flags, from);
                if (result > 0 || (result == 0 && !descriptor.isClosed())) {
                    return (int) result;
                }
                blocking.again(call, result, POLLIN, deadline, waits);
            }
        } finally {
            descriptor.leave();
        }
    }

    private long recvWaiting(
            int fd, MemorySegment buffer, long offset, int flags, @Nullable SockaddrStorage from) {
        if (buffer.isNative()) {
            return recv(fd, slice(buffer, offset), buffer.byteSize() - offset, flags, from);
        }
        long length = copied(buffer.byteSize() - offset);
        var workspace = Workspace.borrow();
        try {
            var copy = workspace.copy(length);
            long result = recv(fd, copy, length, flags, from);
            if (result > 0) {
                MemorySegment.copy(copy, 0, buffer, offset, Math.min(result, length));
            }
            return result;
        } finally {
            workspace.giveBack();
        }
    }

    private long recvNow(int fd, MemorySegment buffer, long offset, int flags, @Nullable SockaddrStorage from) {
        long length = buffer.byteSize() - offset;
        if (buffer.isNative() || (!stream && length > DONTWAIT_MAX)) {
            return recvWaiting(fd, buffer, offset, flags | MSG_DONTWAIT, from);
        }
        var target = slice(buffer, offset);
        long piece = Math.min(length, DONTWAIT_MAX);
        if (from == null) {
            return SocketSyscalls.recvDontwait(fd, target, piece, flags);
        }
        from.clear();
        return SocketSyscalls.recvfromDontwait(fd, target, piece, flags, from.address(), from.lengthPointer());
    }

    private static long recv(
            int fd, MemorySegment buffer, long length, int flags, @Nullable SockaddrStorage from) {
        if (from == null) {
            return SocketSyscalls.recv(fd, buffer, length, flags);
        }
        from.clear();
        return SocketSyscalls.recvfrom(fd, buffer, length, flags, from.address(), from.lengthPointer());
    }

    /** Sends what {@code buffer} has from {@code offset} on. */
    int send(MemorySegment buffer, long offset, int flags, long deadline) throws ErrnoException {
        return send("send", buffer, offset, flags, null, deadline);
    }

    int sendto(MemorySegment buffer, int flags, Sockaddr address) throws ErrnoException {
        var workspace = Workspace.borrow();
        try {
            address.copyTo(workspace.address);
            return send("sendto", buffer, 0, flags, workspace.address, blocking.deadline());
        } finally {
            workspace.giveBack();
        }
    }

    void sendall(MemorySegment buffer, int flags) throws ErrnoException {
        long deadline = blocking.deadline();
        long sent = 0;
        try {
            while (sent < buffer.byteSize()) {
                sent += send(buffer, sent, flags, deadline);
            }
        } catch (ErrnoException e) {
            throw e.after(sent, buffer.byteSize());
        }
    }

    int trySend(MemorySegment buffer, int flags) throws ErrnoException {
        int fd = descriptor.enter("send");
        try {
            for (; ; ) {
                long result = sendNow(fd, buffer, 0, flags | MSG_NOSIGNAL, null);
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

    /** Several buffers in one call, filled in order. */
    long recv(ByteBuffer[] buffers, int flags) throws ErrnoException {
        for (var buffer : buffers) {
            if (buffer.isReadOnly()) {
                throw new IllegalArgumentException("recv into memory that is read-only");
            }
        }
        long deadline = (flags & MSG_DONTWAIT) == 0 ? blocking.deadline() : Waiting.NOW;
        int fd = descriptor.enter("recvmsg");
        try (var gathered = new Gathered(buffers)) {
            boolean waits = blocking.callWaits();
            if (blocking.waitsFirst(deadline)) {
                blocking.await("recvmsg", POLLIN, deadline);
            }
            int how = waits ? flags : flags | MSG_DONTWAIT;
            for (; ; ) {
                long result = MessageSyscalls.recvmsg(fd, gathered.message.segment(), how);
                if (result > 0 || (result == 0 && !descriptor.isClosed())) {
                    gathered.done(result, true);
                    return result;
                }
                blocking.again("recvmsg", result, POLLIN, deadline, waits);
            }
        } finally {
            descriptor.leave();
        }
    }

    /** Several buffers in one call, taken in order. */
    long send(ByteBuffer[] buffers, int flags) throws ErrnoException {
        long deadline = (flags & MSG_DONTWAIT) == 0 ? blocking.deadline() : Waiting.NOW;
        int fd = descriptor.enter("sendmsg");
        try (var gathered = new Gathered(buffers)) {
            gathered.copyIn();
            boolean waits = blocking.callWaits();
            int how = (waits ? flags : flags | MSG_DONTWAIT) | MSG_NOSIGNAL;
            for (; ; ) {
                long result = MessageSyscalls.sendmsg(fd, gathered.message.segment(), how);
                if (result >= 0) {
                    gathered.done(result, false);
                    return result;
                }
                blocking.again("sendmsg", result, POLLOUT, deadline, waits);
            }
        } finally {
            descriptor.leave();
        }
    }

    private int send(
            String call,
            MemorySegment buffer,
            long offset,
            int flags,
            @Nullable SockaddrStorage to,
            long until)
            throws ErrnoException {
        long deadline = (flags & MSG_DONTWAIT) == 0 ? until : Waiting.NOW;
        int quiet = flags | MSG_NOSIGNAL;
        int fd = descriptor.enter(call);
        try {
            boolean waits = blocking.callWaits();
            for (; ; ) {
                long result = waits
                        ? sendWaiting(fd, buffer, offset, quiet, to)
                        : sendNow(fd, buffer, offset, quiet, to);
                if (result >= 0) {
                    return (int) result;
                }
                blocking.again(call, result, POLLOUT, deadline, waits);
            }
        } finally {
            descriptor.leave();
        }
    }

    private long sendWaiting(int fd, MemorySegment buffer, long offset, int flags, @Nullable SockaddrStorage to) {
        if (buffer.isNative()) {
            return send(fd, slice(buffer, offset), buffer.byteSize() - offset, flags, to);
        }
        long length = copied(buffer.byteSize() - offset);
        var workspace = Workspace.borrow();
        try {
            var copy = workspace.copy(length);
            MemorySegment.copy(buffer, offset, copy, 0, length);
            return send(fd, copy, length, flags, to);
        } finally {
            workspace.giveBack();
        }
    }

    private long sendNow(int fd, MemorySegment buffer, long offset, int flags, @Nullable SockaddrStorage to) {
        long length = buffer.byteSize() - offset;
        if (buffer.isNative() || (!stream && length > DONTWAIT_MAX)) {
            return sendWaiting(fd, buffer, offset, flags | MSG_DONTWAIT, to);
        }
        var source = slice(buffer, offset);
        long piece = Math.min(length, DONTWAIT_MAX);
        return to == null
                ? SocketSyscalls.sendDontwait(fd, source, piece, flags)
                : SocketSyscalls.sendtoDontwait(fd, source, piece, flags, to.address(), to.length());
    }

    private static long send(int fd, MemorySegment buffer, long length, int flags, @Nullable SockaddrStorage to) {
        return to == null
                ? SocketSyscalls.send(fd, buffer, length, flags)
                : SocketSyscalls.sendto(fd, buffer, length, flags, to.address(), to.length());
    }

    private long copied(long length) {
        return stream ? Math.min(length, COPY_MAX) : length;
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
