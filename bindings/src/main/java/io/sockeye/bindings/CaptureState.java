package io.sockeye.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.bindings.internal.ThreadOwned;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;

/**
 * The memory that a call captures errno in, and the conversion of a failure to {@code -errno}.
 *
 * <p>The call itself must capture errno: the JVM may overwrite errno before a second call could read it. The segment
 * belongs to one thread for the length of the call, and it is read after a failure only, because a call that succeeds
 * may leave any value there.
 */
final class CaptureState {
    private static final ThreadOwned<CaptureState> OWNED = new ThreadOwned<>(CaptureState::new);
    private static final long ERRNO =
            Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));

    /** The first argument of every handle that {@link Downcalls} links with errno. */
    final MemorySegment segment = Arena.ofAuto().allocate(Linker.Option.captureStateLayout());

    private CaptureState() {}

    /** Call one of the {@code result} methods when the call has returned. */
    static CaptureState borrow() {
        return OWNED.borrow();
    }

    int result(int result) {
        int answer = result == -1 ? -errno() : result;
        OWNED.giveBack(this);
        return answer;
    }

    long result(long result) {
        long answer = result == -1 ? -errno() : result;
        OWNED.giveBack(this);
        return answer;
    }

    /** For the calls whose failure is something else than -1: {@code getaddrinfo}, {@code if_nametoindex}, … */
    long result(boolean failed, long result) {
        long answer = failed ? -errno() : result;
        OWNED.giveBack(this);
        return answer;
    }

    // SAFETY: the segment is ours, and the call that has just failed wrote it.
    private int errno() {
        return segment.get(JAVA_INT, ERRNO);
    }
}
