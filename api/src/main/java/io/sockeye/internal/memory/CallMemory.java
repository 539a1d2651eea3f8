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

    /** The size of the copy that a thread keeps. Larger ones are allocated for the call and freed after it. */
    public static final int COPY_BYTES = 1 << 16;

    /** Room for an int option, and more, so that an option that is longer is noticed. */
    public static final int VALUE_BYTES = 16;

    private static final int EVENTS = 1024;

    private final Arena arena = Arena.ofAuto();
    public final SockaddrStorage address = new SockaddrStorage(arena);
    public final PollfdArray pollfd = new PollfdArray(arena, 3);
    public final BufferSegments buffers = new BufferSegments();
    public final Timespec timespec = new Timespec(arena);
    public final EpollEventArray event = new EpollEventArray(arena, 1);
    public final Itimerspec itimerspec = new Itimerspec(arena);

    public final MemorySegment value = arena.allocate(VALUE_BYTES, 8);

    public final MemorySegment valueLength = arena.allocate(JAVA_INT);
    private MemorySegment copy = MemorySegment.NULL;
    private @Nullable EpollEventArray events;

    /** A platform thread borrows the same object again for a call within a call. */
    private int borrows;

    /** Of the copies that are larger than {@link #COPY_BYTES}. */
    private @Nullable Arena large;

    private CallMemory() {}

    /** Borrows the memory for one call. Ends with {@link #release}. */
    public static CallMemory borrow() {
        var memory = OWNED.borrow();
        memory.borrows++;
        return memory;
    }

    /** Ends {@link #borrow}, and frees what the call has allocated. */
    public void release() {
        borrows--;
        if (borrows == 0 && large != null) {
            var ended = large;
            large = null;
            ended.close();
        }
        OWNED.giveBack(this);
    }

    /** Room for the events of a wait, which the caller copies. */
    public EpollEventArray events() {
        if (events == null) {
            events = new EpollEventArray(arena, EVENTS);
        }
        return events;
    }

    /** At least {@code bytes} bytes of memory with undefined content, until {@link #release}. */
    public MemorySegment copy(long bytes) {
        if (bytes > COPY_BYTES) {
            if (large == null) {
                large = Arena.ofConfined();
            }
            return large.allocate(bytes);
        }
        if (copy.byteSize() == 0) {
            copy = arena.allocate(COPY_BYTES);
        }
        return copy;
    }

    /** A copy of a part of an array. */
    public MemorySegment copyIn(byte[] array, int offset, long bytes) {
        var memory = copy(bytes);
        MemorySegment.copy(array, offset, memory, JAVA_BYTE, 0, (int) bytes);
        return memory;
    }

    /** A copy of a part of a segment. */
    public MemorySegment copyIn(MemorySegment heap, long offset, long bytes) {
        var memory = copy(bytes);
        MemorySegment.copy(heap, offset, memory, 0, bytes);
        return memory;
    }
}
