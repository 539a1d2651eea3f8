package io.sockeye.benchmarks.echo;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The memory that all clients of a loop share: one is served at a time. */
final class Buffer {
    private final MemorySegment all = Arena.ofAuto().allocate(EchoMain.BUFFER_BYTES);
    private MemorySegment first = all;

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
