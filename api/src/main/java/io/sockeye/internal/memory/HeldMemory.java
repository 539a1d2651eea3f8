package io.sockeye.internal.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;

/**
 * Native memory for an object with a {@code close} that does not have to be called: {@link #free} frees it, and the collector
 * frees it if the object was dropped. Any thread may use and free it.
 */
public final class HeldMemory {
    private static final Cleaner CLEANER = Cleaner.create();

    private final MemorySegment segment;
    private final Cleaner.Cleanable cleanable;

    /** Allocates {@code bytes} bytes, which are 0. */
    public HeldMemory(long bytes) {
        var arena = Arena.ofShared();
        segment = arena.allocate(bytes, Long.BYTES);
        cleanable = CLEANER.register(this, arena::close);
    }

    /** The memory, until {@link #free}. This object must stay reachable while a system call uses it. */
    public MemorySegment segment() {
        return segment;
    }

    /** Frees the memory; a second time does nothing. Only when no system call uses it. */
    public void free() {
        cleanable.clean();
    }
}
