package io.sockeye.bindings;

import static io.sockeye.bindings.SignalConstants.NSIG;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sockeye.bindings.generated.__sigset_t;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A {@code sigset_t} of 128 bytes, as glibc has it, for {@code signalfd}, {@code pthread_sigmask}, {@code ppoll},
 * {@code pselect}, {@code epoll_pwait2}. The kernel reads its first 8 bytes. For one thread at a time.
 */
public final class Sigset {
    private final MemorySegment segment;

    /**
     * Allocates an empty set, as {@code sigemptyset} makes it.
     *
     * @param arena its lifetime
     */
    public Sigset(Arena arena) {
        Platform.check();
        segment = __sigset_t.allocate(arena);
    }

    /**
     * The argument {@code sigset_t *}.
     *
     * @return its memory
     */
    public MemorySegment segment() {
        return segment;
    }

    /** {@code sigemptyset}: takes all out. */
    public void clear() {
        segment.fill((byte) 0);
    }

    /**
     * {@code sigaddset}: puts a signal in.
     *
     * @param signal {@code SIGUSR1}, …
     * @return this
     */
    public Sigset set(int signal) {
        long word = word(signal);
        segment.set(JAVA_LONG, word, segment.get(JAVA_LONG, word) | bit(signal));
        return this;
    }

    /**
     * {@code sigismember}.
     *
     * @param signal {@code SIGUSR1}, …
     * @return whether it is in
     */
    public boolean isSet(int signal) {
        return (segment.get(JAVA_LONG, word(signal)) & bit(signal)) != 0;
    }

    private static long word(int signal) {
        if (signal < 1 || signal >= NSIG) {
            throw new IllegalArgumentException("signal " + signal + "; a signal is 1 to " + (NSIG - 1));
        }
        return (signal - 1L) / Long.SIZE * Long.BYTES;
    }

    private static long bit(int signal) {
        return 1L << (signal - 1);
    }
}
