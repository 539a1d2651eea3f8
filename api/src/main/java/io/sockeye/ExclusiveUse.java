package io.sockeye;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Refuses the use of an object by two threads at the same time. Two calls with one {@code struct msghdr} would write into the same
 * memory, and each would own, and close, the descriptors of the other.
 */
final class ExclusiveUse {
    private final String what;
    private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();

    /** {@code what} is for the text of the exception. */
    ExclusiveUse(String what) {
        this.what = what;
    }

    /** Begins a call of this thread, until {@link #end}. */
    void begin(String call) {
        if (!user.compareAndSet(null, Thread.currentThread())) {
            throw inUse(call, user.get());
        }
    }

    void end() {
        user.set(null);
    }

    /** Throws IllegalStateException if another thread is in a call. */
    void check(String call) {
        var thread = user.get();
        if (thread != null && !thread.equals(Thread.currentThread())) {
            throw inUse(call, thread);
        }
    }

    private IllegalStateException inUse(String call, @Nullable Thread thread) {
        return new IllegalStateException(
                call + ": " + thread + " is in a call with this " + what + ", which is for one thread at a time");
    }
}
