package io.sockeye.internal.memory;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Byte buffers as segments. {@link MemorySegment#ofBuffer} allocates 112 bytes, which escape analysis does not remove, so the
 * segment of the last buffer is kept.
 *
 * <p>Thread-safe: if two threads use one object at the same time, at worst each makes a segment that the other does not find.
 */
public final class BufferSegments {
    /** Weak, so that an idle socket or thread does not keep a buffer from being collected. */
    private @Nullable WeakReference<Part> last;

    /** A buffer's memory between a position and a limit. */
    private static final class Part {
        final ByteBuffer buffer;
        final int position;
        final int limit;
        final MemorySegment segment;

        Part(ByteBuffer buffer) {
            this.buffer = buffer;
            this.position = buffer.position();
            this.limit = buffer.limit();
            this.segment = MemorySegment.ofBuffer(buffer);
        }

        @SuppressWarnings("ReferenceEquality") // Equal buffers have equal bytes; the same memory has only the same buffer.
        boolean isOf(ByteBuffer other) {
            return buffer == other && position == other.position() && limit == other.limit();
        }
    }

    /** The memory between the buffer's position and its limit. */
    public static MemorySegment remaining(ByteBuffer buffer) {
        if (buffer.hasArray()) {
            int start = buffer.arrayOffset() + buffer.position();
            return MemorySegment.ofArray(buffer.array()).asSlice(start, buffer.remaining());
        }
        if (!buffer.isDirect()) {
            return MemorySegment.ofBuffer(buffer);
        }
        var memory = CallMemory.borrow();
        try {
            return memory.buffers.part(buffer);
        } finally {
            memory.release();
        }
    }

    /** The memory between the buffer's position and its limit, with the segment kept for the next call. */
    public MemorySegment part(ByteBuffer buffer) {
        var remembered = last;
        var part = remembered == null ? null : remembered.get();
        if (part == null || !part.isOf(buffer)) {
            part = new Part(buffer);
            last = new WeakReference<>(part);
        }
        return part.segment;
    }
}
