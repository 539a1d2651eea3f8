package io.sockeye;

import static io.sockeye.bindings.FileConstants.IOV_MAX;

import io.sockeye.bindings.Msghdr;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Several buffers for one call. Those outside the heap go to the kernel as they are; an array has a copy, because it would
 * not stay in its place.
 */
final class Gathered implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final ByteBuffer[] buffers;
    private final MemorySegment[] memory;
    final Msghdr message;

    /** Takes the first {@code IOV_MAX} of {@code buffers}, which is what a call can have. */
    Gathered(ByteBuffer[] buffers) {
        int count = Math.min(buffers.length, IOV_MAX);
        this.buffers = buffers;
        this.memory = new MemorySegment[count];
        this.message = new Msghdr(arena, Math.max(1, count));
        for (int i = 0; i < count; i++) {
            memory[i] = buffers[i].isDirect() ? MemorySegment.ofBuffer(buffers[i]) : arena.allocate(buffers[i].remaining());
            message.set(i, memory[i]);
        }
    }

    /** Before sending. */
    void copyIn() {
        for (int i = 0; i < memory.length; i++) {
            if (!buffers[i].isDirect()) {
                memory[i].copyFrom(MemorySegment.ofBuffer(buffers[i]));
            }
        }
    }

    /** After {@code count} bytes were received or sent: moves the positions on. */
    void done(long count, boolean received) {
        long left = count;
        for (int i = 0; i < memory.length && left > 0; i++) {
            int part = (int) Math.min(left, buffers[i].remaining());
            if (received && !buffers[i].isDirect()) {
                MemorySegment.ofBuffer(buffers[i]).copyFrom(memory[i].asSlice(0, part));
            }
            buffers[i].position(buffers[i].position() + part);
            left -= part;
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
