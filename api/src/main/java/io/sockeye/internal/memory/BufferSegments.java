package io.sockeye.internal.memory;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Byte buffers as segments. {@link MemorySegment#ofBuffer} allocates 112 bytes that the compiler cannot take away again,
 * so who asks often remembers the last one.
 *
 * <p>Two threads may ask the same one: at worst each makes a segment that the other does not find.
 */
public final class BufferSegments {
    /** Held weakly: a socket or a thread that goes on to do something else keeps nobody's buffer. */
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

    /** What is between the buffer's position and its limit. */
    public static MemorySegment remaining(ByteBuffer buffer) {
        if (buffer.hasArray()) {
            int start = buffer.arrayOffset() + buffer.position();
            return MemorySegment.ofArray(buffer.array()).asSlice(start, buffer.remaining());
        }
        if (!buffer.isDirect()) {
            return MemorySegment.ofBuffer(buffer);
        }
        var workspace = CallMemory.borrow();
        try {
            return workspace.buffers.part(buffer);
        } finally {
            workspace.release();
        }
    }

    /** The same, remembered here. */
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
