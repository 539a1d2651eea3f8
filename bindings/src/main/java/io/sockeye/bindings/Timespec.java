package io.sockeye.bindings;

import io.sockeye.bindings.generated.timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A {@code struct timespec}: seconds and nanoseconds, for {@code ppoll}, {@code pselect}, {@code epoll_pwait2}. For one
 * thread at a time.
 */
public final class Timespec {
    private static final long SECOND = 1_000_000_000;

    private final MemorySegment segment;

    /**
     * Allocates one of zero.
     *
     * @param arena its lifetime
     */
    public Timespec(Arena arena) {
        Platform.check();
        segment = timespec.allocate(arena);
    }

    /**
     * The argument {@code struct timespec *}.
     *
     * @return its memory
     */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * Sets it.
     *
     * @param nanoseconds not negative
     * @return its memory
     */
    public MemorySegment set(long nanoseconds) {
        timespec.tv_sec(segment, nanoseconds / SECOND);
        timespec.tv_nsec(segment, nanoseconds % SECOND);
        return segment;
    }

    /**
     * Reads one in a larger segment: the data of an {@code SCM_TIMESTAMPNS}.
     *
     * @param memory where it is
     * @param offset from where on
     * @return nanoseconds
     */
    public static long nanoseconds(MemorySegment memory, long offset) {
        Platform.check();
        long seconds = memory.get(timespec.tv_sec$layout(), offset + timespec.tv_sec$offset());
        return seconds * SECOND + memory.get(timespec.tv_nsec$layout(), offset + timespec.tv_nsec$offset());
    }
}
