package io.sockeye.examples;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The memory that all clients of the echo server share: one is served at a time. */
final class EchoBuffer {
    private final MemorySegment all;
    private MemorySegment first;

    EchoBuffer(Arena arena, int bytes) {
        all = arena.allocate(bytes);
        first = all;
    }

    MemorySegment all() {
        return all;
    }

    /** The same object as the last time if it is as long: most messages are, and nothing is made for them. */
    MemorySegment first(int bytes) {
        if (first.byteSize() != bytes) {
            first = all.asSlice(0, bytes);
        }
        return first;
    }
}
