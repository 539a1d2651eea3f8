package io.sockeye;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.bindings.EpollEventArray;
import io.sockeye.bindings.Itimerspec;
import io.sockeye.bindings.PollfdArray;
import io.sockeye.bindings.SockaddrStorage;
import io.sockeye.bindings.Timespec;
import io.sockeye.bindings.internal.ThreadOwned;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** The memory outside the heap that a thread needs for one call, so that no call allocates any. */
final class Workspace {
    private static final ThreadOwned<Workspace> OWNED = new ThreadOwned<>(Workspace::new);

    /** What a thread keeps for copies; larger ones are allocated for the call. */
    static final int COPY_BYTES = 1 << 16;

    /** For an option that is an int, and room to see that it is something longer. */
    static final int VALUE_BYTES = 16;

    private static final int EVENTS = 1024;

    private final Arena arena = Arena.ofAuto();
    final SockaddrStorage address = new SockaddrStorage(arena);
    final PollfdArray pollfd = new PollfdArray(arena, 2);
    final Buffers buffers = new Buffers();
    final Timespec timespec = new Timespec(arena);
    final EpollEventArray event = new EpollEventArray(arena, 1);
    final Itimerspec itimerspec = new Itimerspec(arena);

    final MemorySegment value = arena.allocate(VALUE_BYTES, 8);

    final MemorySegment valueLength = arena.allocate(JAVA_INT);
    private MemorySegment copy = MemorySegment.NULL;
    private @Nullable EpollEventArray events;

    private Workspace() {}

    /** Ends with {@link #giveBack}. */
    static Workspace borrow() {
        return OWNED.borrow();
    }

    void giveBack() {
        OWNED.giveBack(this);
    }

    /** Room for the events of a wait, to be copied from. */
    EpollEventArray events() {
        if (events == null) {
            events = new EpollEventArray(arena, EVENTS);
        }
        return events;
    }

    /** Memory for {@code bytes} bytes, with anything in it. */
    MemorySegment copy(long bytes) {
        if (bytes > COPY_BYTES) {
            return Arena.ofAuto().allocate(bytes);
        }
        if (copy.byteSize() == 0) {
            copy = arena.allocate(COPY_BYTES);
        }
        return copy;
    }

    /** A part of an array, for the kernel to read. */
    MemorySegment copyIn(byte[] array, int offset, long bytes) {
        var memory = copy(bytes);
        MemorySegment.copy(array, offset, memory, JAVA_BYTE, 0, (int) bytes);
        return memory;
    }

    /** The same for memory on the heap. */
    MemorySegment copyIn(MemorySegment heap, long offset, long bytes) {
        var memory = copy(bytes);
        MemorySegment.copy(heap, offset, memory, 0, bytes);
        return memory;
    }
}
