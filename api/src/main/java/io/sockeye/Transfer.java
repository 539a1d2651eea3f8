package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static io.sockeye.bindings.SocketConstants.MSG_NOSIGNAL;

import io.sockeye.bindings.SocketSyscalls;
import java.lang.foreign.MemorySegment;

/**
 * Bytes in and out of one socket, from and to any kind of memory.
 *
 * <p>A call that may block cannot work on a Java array, since the collector moves it. So such a call goes through the
 * thread's own memory outside the heap: still one system call, and one copy more.
 */
final class Transfer {
    /** The most that goes through a copy at once on a stream; a longer array is received or sent in part. */
    private static final long COPY_MAX = 1 << 17;

    private final Descriptor descriptor;

    Transfer(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** Returns what the kernel reports, which {@code MSG_TRUNC} lets be more than there is room for. */
    int recv(MemorySegment buffer, int flags) throws ErrnoException {
        int fd = descriptor.enter("recv");
        var workspace = Workspace.borrow();
        try {
            boolean copies = !buffer.isNative();
            long length = copies ? Math.min(buffer.byteSize(), COPY_MAX) : buffer.byteSize();
            var memory = copies ? workspace.copy(length) : buffer;
            for (; ; ) {
                long result = SocketSyscalls.recv(fd, memory, length, flags);
                if (result > 0 && copies) {
                    MemorySegment.copy(memory, 0, buffer, 0, Math.min(result, length));
                }
                if (result > 0 || (result == 0 && !descriptor.isClosed())) {
                    return (int) result;
                }
                again("recv", result);
            }
        } finally {
            workspace.giveBack();
            descriptor.leave();
        }
    }

    /** Sends what {@code buffer} has from {@code offset} on. */
    int send(MemorySegment buffer, long offset, int flags) throws ErrnoException {
        int fd = descriptor.enter("send");
        var workspace = Workspace.borrow();
        try {
            boolean copies = !buffer.isNative();
            long length = buffer.byteSize() - offset;
            MemorySegment memory;
            if (copies) {
                length = Math.min(length, COPY_MAX);
                memory = workspace.copy(length);
                MemorySegment.copy(buffer, offset, memory, 0, length);
            } else {
                memory = buffer.asSlice(offset);
            }
            for (; ; ) {
                long result = SocketSyscalls.send(fd, memory, length, flags | MSG_NOSIGNAL);
                if (result >= 0) {
                    return (int) result;
                }
                again("send", result);
            }
        } finally {
            workspace.giveBack();
            descriptor.leave();
        }
    }

    /** Returns if the call is to be made again; otherwise throws what it came to. */
    private void again(String call, long result) throws ErrnoException {
        if (descriptor.isClosed()) {
            throw descriptor.closed(call);
        }
        if (result != -EINTR) {
            throw ErrnoException.of(call, descriptor.toString(), (int) -result);
        }
    }
}
