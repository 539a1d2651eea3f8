package io.sockeye.bindings;

import io.sockeye.bindings.generated.timeval;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A {@code struct timeval}: seconds and microseconds, for {@code select}, {@code SO_RCVTIMEO}, {@code SO_SNDTIMEO}. For one
 * thread at a time.
 */
public final class Timeval {
    private static final long MICROSECOND = 1_000;
    private static final long SECOND = 1_000_000;

    private final MemorySegment segment;

    /**
     * Allocates one of zero.
     *
     * @param arena its lifetime
     */
    public Timeval(Arena arena) {
        Platform.check();
        segment = timeval.allocate(arena);
    }

    /**
     * The argument {@code struct timeval *}.
     *
     * @return its memory
     */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * Sets it, rounded up to microseconds.
     *
     * @param nanoseconds not negative
     * @return its memory
     */
    public MemorySegment set(long nanoseconds) {
        long microseconds = Math.ceilDiv(nanoseconds, MICROSECOND);
        timeval.tv_sec(segment, microseconds / SECOND);
        timeval.tv_usec(segment, microseconds % SECOND);
        return segment;
    }

    /**
     * Reads it: Linux's {@code select} leaves here what was not waited.
     *
     * @return nanoseconds
     */
    public long nanoseconds() {
        return (timeval.tv_sec(segment) * SECOND + timeval.tv_usec(segment)) * MICROSECOND;
    }

    /**
     * Reads one in a larger segment: the data of an {@code SCM_TIMESTAMP}.
     *
     * @param memory where it is
     * @param offset from where on
     * @return nanoseconds
     */
    public static long nanoseconds(MemorySegment memory, long offset) {
        Platform.check();
        long seconds = memory.get(timeval.tv_sec$layout(), offset + timeval.tv_sec$offset());
        return (seconds * SECOND + memory.get(timeval.tv_usec$layout(), offset + timeval.tv_usec$offset()))
                * MICROSECOND;
    }
}
