package io.sockeye;

import static io.sockeye.bindings.FileConstants.IOV_MAX;

import io.sockeye.bindings.Msghdr;
import io.sockeye.internal.memory.BufferSegments;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Several buffers for one call, at most {@code IOV_MAX}. Those outside the heap go to the kernel as they are; an array has a
 * copy, because it would not stay in its place.
 */
final class Gathered implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final ByteBuffer[] buffers;
    private final MemorySegment[] memory;
    private final Msghdr message;

    private Gathered(ByteBuffer[] buffers) {
        int count = Math.min(buffers.length, IOV_MAX);
        this.buffers = buffers;
        this.memory = new MemorySegment[count];
        this.message = new Msghdr(arena, Math.max(1, count));
        for (int i = 0; i < count; i++) {
            var part = BufferSegments.remaining(buffers[i]);
            memory[i] = part.isNative() ? part : arena.allocate(part.byteSize());
            message.set(i, memory[i]);
        }
    }

    static Gathered toReceive(ByteBuffer[] buffers) {
        for (var buffer : buffers) {
            if (buffer.isReadOnly()) {
                throw new IllegalArgumentException("recv into memory that is read-only");
            }
        }
        return new Gathered(buffers);
    }

    static Gathered toSend(ByteBuffer[] buffers) {
        var gathered = new Gathered(buffers);
        for (int i = 0; i < gathered.memory.length; i++) {
            if (!buffers[i].isDirect()) {
                gathered.memory[i].copyFrom(BufferSegments.remaining(buffers[i]));
            }
        }
        return gathered;
    }

    /** A {@code struct msghdr}. */
    MemorySegment message() {
        return message.segment();
    }

    void received(long count) {
        long left = count;
        for (int i = 0; i < memory.length && left > 0; i++) {
            long part = Math.min(left, memory[i].byteSize());
            if (!buffers[i].isDirect()) {
                BufferSegments.remaining(buffers[i]).copyFrom(memory[i].asSlice(0, part));
            }
            left -= part;
        }
        sent(count);
    }

    void sent(long count) {
        long left = count;
        for (int i = 0; i < memory.length && left > 0; i++) {
            int part = (int) Math.min(left, memory[i].byteSize());
            buffers[i].position(buffers[i].position() + part);
            left -= part;
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
