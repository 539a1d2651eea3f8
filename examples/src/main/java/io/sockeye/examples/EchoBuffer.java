package io.sockeye.examples;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The buffer that all clients of an echo loop share: the loop serves one client at a time. */
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

    /** The first bytes. A slice is allocated only if the length differs from that of the last call: most messages are equally long. */
    MemorySegment first(int bytes) {
        if (first.byteSize() != bytes) {
            first = all.asSlice(0, bytes);
        }
        return first;
    }
}
