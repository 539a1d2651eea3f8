package io.sockeye.bindings;

import io.sockeye.bindings.generated.itimerspec;
import io.sockeye.bindings.generated.timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A {@code struct itimerspec}: when a timer expires, and how often after that, for {@code timerfd_settime}. For one thread at
 * a time.
 */
public final class Itimerspec {
    private static final long SECOND = 1_000_000_000;

    private final MemorySegment segment;

    /**
     * Allocates one of zero, which stops a timer.
     *
     * @param arena its lifetime
     */
    public Itimerspec(Arena arena) {
        Platform.check();
        segment = itimerspec.allocate(arena);
    }

    /**
     * The argument {@code struct itimerspec *}.
     *
     * @return its memory
     */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * Sets it.
     *
     * @param first nanoseconds until it expires; 0 stops it
     * @param interval nanoseconds between the times after that; 0 for once
     * @return its memory
     */
    public MemorySegment set(long first, long interval) {
        set(itimerspec.it_value(segment), first);
        set(itimerspec.it_interval(segment), interval);
        return segment;
    }

    /**
     * What is left.
     *
     * @return nanoseconds until it expires; 0 if it is stopped
     */
    public long first() {
        return nanoseconds(itimerspec.it_value(segment));
    }

    /**
     * What was set.
     *
     * @return nanoseconds between the times after the first
     */
    public long interval() {
        return nanoseconds(itimerspec.it_interval(segment));
    }

    private static void set(MemorySegment time, long nanoseconds) {
        timespec.tv_sec(time, nanoseconds / SECOND);
        timespec.tv_nsec(time, nanoseconds % SECOND);
    }

    private static long nanoseconds(MemorySegment time) {
        return timespec.tv_sec(time) * SECOND + timespec.tv_nsec(time);
    }
}
