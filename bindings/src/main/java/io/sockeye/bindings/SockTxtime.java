package io.sockeye.bindings;

import io.sockeye.bindings.generated.sock_txtime;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A {@code struct sock_txtime}: by which clock SCM_TXTIME tells when to send, for SO_TXTIME. For one thread at a time.
 */
public final class SockTxtime {
    private final MemorySegment segment;

    /**
     * Allocates one of zero.
     *
     * @param arena its lifetime
     */
    public SockTxtime(Arena arena) {
        Platform.check();
        segment = sock_txtime.allocate(arena);
    }

    /**
     * The argument {@code struct sock_txtime *}.
     *
     * @return its memory
     */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * Sets it.
     *
     * @param clock {@code CLOCK_MONOTONIC}, …; what is possible depends on the queueing discipline
     * @param flags {@code SOF_TXTIME_REPORT_ERRORS}, {@code SOF_TXTIME_DEADLINE_MODE}
     * @return its memory
     */
    public MemorySegment set(int clock, int flags) {
        sock_txtime.clockid(segment, clock);
        sock_txtime.flags(segment, flags);
        return segment;
    }
}
