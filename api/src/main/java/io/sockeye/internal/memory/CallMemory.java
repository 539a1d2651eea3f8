package io.sockeye.internal.memory;

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

/**
 * Native memory that a thread borrows for one system call, so that calls do not allocate. It is confined to the borrowing
 * thread from {@link #borrow} to {@link #release}.
 */
public final class CallMemory {
    private static final ThreadOwned<CallMemory> OWNED = new ThreadOwned<>(CallMemory::new);

    /** What a thread keeps for copies; larger ones are allocated for the call. */
    public static final int COPY_BYTES = 1 << 16;

    /** For an option that is an int, and room to see that it is something longer. */
    public static final int VALUE_BYTES = 16;

    private static final int EVENTS = 1024;

    private final Arena arena = Arena.ofAuto();
    public final SockaddrStorage address = new SockaddrStorage(arena);
    public final PollfdArray pollfd = new PollfdArray(arena, 2);
    public final BufferSegments buffers = new BufferSegments();
    public final Timespec timespec = new Timespec(arena);
    public final EpollEventArray event = new EpollEventArray(arena, 1);
    public final Itimerspec itimerspec = new Itimerspec(arena);

    public final MemorySegment value = arena.allocate(VALUE_BYTES, 8);

    public final MemorySegment valueLength = arena.allocate(JAVA_INT);
    private MemorySegment copy = MemorySegment.NULL;
    private @Nullable EpollEventArray events;

    private CallMemory() {}

    /** Ends with {@link #release}. */
    public static CallMemory borrow() {
        return OWNED.borrow();
    }

    public void release() {
        OWNED.giveBack(this);
    }

    /** Room for the events of a wait, to be copied from. */
    public EpollEventArray events() {
        if (events == null) {
            events = new EpollEventArray(arena, EVENTS);
        }
        return events;
    }

    /** Memory for {@code bytes} bytes, with anything in it. */
    public MemorySegment copy(long bytes) {
        if (bytes > COPY_BYTES) {
            return Arena.ofAuto().allocate(bytes);
        }
        if (copy.byteSize() == 0) {
            copy = arena.allocate(COPY_BYTES);
        }
        return copy;
    }

    /** A part of an array, for the kernel to read. */
    public MemorySegment copyIn(byte[] array, int offset, long bytes) {
        var memory = copy(bytes);
        MemorySegment.copy(array, offset, memory, JAVA_BYTE, 0, (int) bytes);
        return memory;
    }

    /** The same for memory on the heap. */
    public MemorySegment copyIn(MemorySegment heap, long offset, long bytes) {
        var memory = copy(bytes);
        MemorySegment.copy(heap, offset, memory, 0, bytes);
        return memory;
    }
}
