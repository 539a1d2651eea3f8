package io.sockeye;

import static io.sockeye.bindings.FileConstants.IOV_MAX;

import io.sockeye.bindings.Msghdr;
import io.sockeye.internal.memory.BufferSegments;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The buffers of a message that is used again and again. Memory outside the heap goes to the kernel as it is; an array has a
 * copy that stays, because it would not stay in its place itself.
 */
final class MessageBuffers {
    private final MemorySegment[] parts;

    /** Where the parts come from, at each call anew; null if they are given as memory. */
    private final ByteBuffer @Nullable [] buffers;

    /** For those on the heap. */
    private final @Nullable MemorySegment[] copies;

    private MessageBuffers(MemorySegment[] parts, ByteBuffer @Nullable [] buffers) {
        if (parts.length > IOV_MAX) {
            throw new IllegalArgumentException(
                    parts.length + " buffers; a message has IOV_MAX, " + IOV_MAX + ", at the most");
        }
        this.parts = parts;
        this.buffers = buffers;
        this.copies = new MemorySegment[parts.length];
    }

    static MessageBuffers of(MemorySegment... memory) {
        return new MessageBuffers(memory.clone(), null);
    }

    static MessageBuffers of(ByteBuffer... buffers) {
        return new MessageBuffers(new MemorySegment[buffers.length], buffers.clone());
    }

    int count() {
        return parts.length;
    }

    long byteSize() {
        long bytes = 0;
        for (var part : parts) {
            bytes += part.byteSize();
        }
        return bytes;
    }

    void toReceive(Msghdr header) {
        locate();
        for (var part : parts) {
            if (part.isReadOnly()) {
                throw new IllegalArgumentException("recvmsg into memory that is read-only");
            }
        }
        set(header, false);
    }

    void toSend(Msghdr header) {
        locate();
        set(header, true);
    }

    private void locate() {
        if (buffers != null) {
            for (int i = 0; i < parts.length; i++) {
                parts[i] = BufferSegments.remaining(buffers[i]);
            }
        }
    }

    private void set(Msghdr header, boolean sends) {
        for (int i = 0; i < parts.length; i++) {
            header.set(i, outsideTheHeap(i, sends));
        }
        header.iovlen(parts.length);
    }

    private MemorySegment outsideTheHeap(int index, boolean sends) {
        var part = parts[index];
        if (part.isNative()) {
            // SAFETY: the call sees an address only, which must still be somebody's, and this thread's to use.
            if (!part.scope().isAlive()) {
                throw new IllegalStateException("buffer " + index + " of the message is of an arena that is closed");
            }
            if (!part.isAccessibleBy(Thread.currentThread())) {
                throw new WrongThreadException("buffer " + index + " of the message is another thread's");
            }
            return part;
        }
        var copy = copy(index);
        if (sends) {
            copy.copyFrom(part);
        }
        return copy;
    }

    private MemorySegment copy(int index) {
        long bytes = parts[index].byteSize();
        var copy = copies[index];
        if (copy == null || copy.byteSize() < bytes) {
            copy = Arena.ofAuto().allocate(bytes);
            copies[index] = copy;
        }
        return copy.byteSize() == bytes ? copy : copy.asSlice(0, bytes);
    }

    /** What a call has put in front of their room. */
    void received(long count) {
        long left = count;
        for (int i = 0; i < parts.length && left > 0; i++) {
            long bytes = Math.min(left, parts[i].byteSize());
            if (!parts[i].isNative()) {
                MemorySegment.copy(copy(i), 0, parts[i], 0, bytes);
            }
            left -= bytes;
        }
        sent(count);
    }

    /** Positions move on by what a call has taken. */
    void sent(long count) {
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
