package io.sockeye.internal.memory;

import static io.sockeye.bindings.FileConstants.IOV_MAX;

import io.sockeye.bindings.MessageSyscalls;
import io.sockeye.bindings.Msghdr;
import io.sockeye.bindings.internal.NativeAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The buffers of a {@code struct msghdr}, sent and filled in order; sendmsg(2). Each {@link #send} and {@link #receive} is one
 * system call and checks the buffers anew, because their arenas may have been closed since the last one. For one thread at a
 * time.
 *
 * <p>The kernel gets the address of a buffer only if the memory {@linkplain NativeAddress#staysDuringCall stays} until the call
 * returns. An array, which the collector moves, and memory of a shared arena, which another thread may close, go through a
 * copy: of the thread's {@link CallMemory}, or, above 64 KiB, of an arena that is closed after the call.
 */
public final class IovecBuffers implements AutoCloseable {
    private final Arena arena;
    private Msghdr header;
    private int capacity;

    private MemorySegment[] parts = {};

    /** The source of the parts, read at each call; null if the caller passed segments. */
    private ByteBuffer @Nullable [] buffers;

    /** Whether the owner of the memory frees it only between calls, so that it needs no copy. */
    private boolean owned;

    /** The result of the last system call. */
    private long result = -1;

    /** Creates an object without buffers; the structs are allocated from {@code arena}. */
    public IovecBuffers(Arena arena) {
        this.arena = arena;
        this.capacity = 1;
        this.header = new Msghdr(arena, capacity);
    }

    /** The first {@code IOV_MAX} of several buffers, for calls of this thread until {@link #close}. */
    public static IovecBuffers firstOf(ByteBuffer... buffers) {
        var iovec = new IovecBuffers(Arena.ofConfined());
        iovec.set(Arrays.copyOf(buffers, Math.min(buffers.length, IOV_MAX)));
        return iovec;
    }

    /** Closes the arena, which must be a confined one of this object only. */
    @Override
    public void close() {
        arena.close();
    }

    /** Sets the buffers of the following calls. */
    public void set(MemorySegment... memory) {
        checkCount(memory.length);
        parts = memory.clone();
        buffers = null;
        owned = false;
    }

    /** Sets the buffers of the following calls, each from its position to its limit at the time of the call. */
    public void set(ByteBuffer... memory) {
        checkCount(memory.length);
        parts = new MemorySegment[memory.length];
        buffers = memory.clone();
        owned = false;
    }

    /** Sets memory that its owner does not free while a call is in progress. */
    public void setOwned(MemorySegment memory) {
        set(memory);
        owned = true;
    }

    private void checkCount(int count) {
        if (count > IOV_MAX) {
            throw new IllegalArgumentException(
                    count + " buffers; a message has IOV_MAX, " + IOV_MAX + ", at the most");
        }
        if (count > capacity) {
            // Doubled, so that an arena that is not closed holds a bounded number of headers.
            capacity = Math.min(IOV_MAX, Math.max(count, 2 * capacity));
            header = new Msghdr(arena, capacity);
        }
    }

    /** The struct, for its address, its control messages and its flags. {@code set} may replace it. */
    public Msghdr header() {
        return header;
    }

    /** The current number of bytes in the buffers. */
    public long byteSize() {
        long bytes = 0;
        for (int i = 0; i < parts.length; i++) {
            bytes += buffers == null ? parts[i].byteSize() : buffers[i].remaining();
        }
        return bytes;
    }

    /** The result of the last system call: a count or {@code -errno}; negative also if a buffer was rejected before the call. */
    public long result() {
        return result;
    }

    /** The number of bytes that the last {@link #receive} has written into the buffers. */
    public long received() {
        return Math.min(result, bytes(parts));
    }

    /**
     * {@code sendmsg(fd, header, flags)}, once. Advances the positions by the bytes sent.
     *
     * @return a count or {@code -errno}
     * @throws IllegalStateException if the arena of a buffer is closed
     * @throws WrongThreadException if a buffer is confined to another thread
     */
    public long send(int fd, int flags) {
        result = -1;
        locate();
        long copied = copiedBytes();
        if (copied == 0) {
            point(MemorySegment.NULL, false);
            result = sendmsg(fd, flags);
        } else {
            var memory = CallMemory.borrow();
            try {
                point(memory.copy(copied), true);
                result = sendmsg(fd, flags);
            } finally {
                memory.release();
            }
        }
        moveOn(result);
        return result;
    }

    /**
     * {@code recvmsg(fd, header, flags)}, once. Advances the positions by the bytes received.
     *
     * @param discards whether the kernel may report bytes that it did not write: {@code MSG_TRUNC} on a stream; tcp(7). Then
     *     the buffers keep their previous bytes.
     * @return a count, which for a datagram may exceed the size of the buffers, or {@code -errno}
     * @throws IllegalArgumentException if a buffer is read-only
     * @throws IllegalStateException if the arena of a buffer is closed, before the call or during it
     * @throws WrongThreadException if a buffer is confined to another thread
     */
    public long receive(int fd, int flags, boolean discards) {
        result = -1;
        locate();
        for (var part : parts) {
            if (part.isReadOnly()) {
                throw new IllegalArgumentException("recvmsg into memory that is read-only");
            }
        }
        long copied = copiedBytes();
        if (copied == 0) {
            point(MemorySegment.NULL, false);
            result = recvmsg(fd, flags);
        } else {
            var memory = CallMemory.borrow();
            try {
                var copy = memory.copy(copied);
                point(copy, discards);
                result = recvmsg(fd, flags);
                copyOut(copy);
            } finally {
                memory.release();
            }
        }
        moveOn(result);
        return result;
    }

    private long sendmsg(int fd, int flags) {
        try {
            return MessageSyscalls.sendmsg(fd, header.segment(), flags);
        } finally {
            // SAFETY: the kernel uses memory of automatic arenas, which only this array may keep reachable.
            Reference.reachabilityFence(parts);
        }
    }

    private long recvmsg(int fd, int flags) {
        try {
            return MessageSyscalls.recvmsg(fd, header.segment(), flags);
        } finally {
            // SAFETY: as above.
            Reference.reachabilityFence(parts);
        }
    }

    private void locate() {
        if (buffers != null) {
            for (int i = 0; i < parts.length; i++) {
                parts[i] = BufferSegments.remaining(buffers[i]);
            }
        }
        for (var part : parts) {
            NativeAddress.checkAccess(part);
        }
    }

    private boolean needsCopy(MemorySegment part) {
        return !owned && !NativeAddress.staysDuringCall(part);
    }

    private long copiedBytes() {
        long bytes = 0;
        for (var part : parts) {
            if (needsCopy(part)) {
                bytes += part.byteSize();
            }
        }
        return bytes;
    }

    /** Writes the addresses of the buffers, or of their places in {@code copy}, into the header. */
    private void point(MemorySegment copy, boolean copyIn) {
        long at = 0;
        for (int i = 0; i < parts.length; i++) {
            var part = parts[i];
            if (needsCopy(part)) {
                long bytes = part.byteSize();
                var place = copy.asSlice(at, bytes);
                if (copyIn) {
                    place.copyFrom(part);
                }
                header.set(i, place);
                at += bytes;
            } else {
                header.set(i, part);
            }
        }
        header.iovlen(parts.length);
    }

    private void copyOut(MemorySegment copy) {
        // SAFETY: MSG_TRUNC lets the kernel report more than it wrote; no more than there was room for is copied.
        long left = result;
        long at = 0;
        for (int i = 0; i < parts.length && left > 0; i++) {
            var part = parts[i];
            long bytes = Math.min(left, part.byteSize());
            if (needsCopy(part)) {
                MemorySegment.copy(copy, at, part, 0, bytes);
                at += part.byteSize();
            }
            left -= bytes;
        }
    }

    /** Whether the last {@link #receive} could have put more into the buffers. */
    public boolean hasRoom() {
        return result < bytes(parts);
    }

    /** Undoes the move of the positions by the last {@link #receive}, which has peeked. */
    public void moveBack() {
        if (buffers == null) {
            return;
        }
        long left = result;
        for (int i = 0; i < parts.length && left > 0; i++) {
            int bytes = (int) Math.min(left, parts[i].byteSize());
            buffers[i].position(buffers[i].position() - bytes);
            left -= bytes;
        }
    }

    private static long bytes(MemorySegment[] parts) {
        long bytes = 0;
        for (var part : parts) {
            bytes += part.byteSize();
        }
        return bytes;
    }

    private void moveOn(long count) {
        if (buffers == null) {
            return;
        }
        long left = count;
        for (int i = 0; i < parts.length && left > 0; i++) {
            int bytes = (int) Math.min(left, parts[i].byteSize());
            buffers[i].position(buffers[i].position() + bytes);
            left -= bytes;
        }
    }
}
