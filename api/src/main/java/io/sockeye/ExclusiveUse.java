package io.sockeye;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Prevents two threads from using an object at the same time. Two calls with one {@code struct msghdr} would write to the same memory, and
 * each would own, and close, the descriptors that the other received.
 */
final class ExclusiveUse {
    private final String what;
    private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();

    /** {@code what} names the object in the exception's message. */
    ExclusiveUse(String what) {
        this.what = what;
    }

    /** Starts a call of this thread, which {@link #end} ends. Throws IllegalStateException if another call is in progress. */
    void begin(String call) {
        if (!user.compareAndSet(null, Thread.currentThread())) {
            throw inUse(call, user.get());
        }
    }

    void end() {
        user.set(null);
    }

    /** Throws IllegalStateException if a call of another thread is in progress. */
    void check(String call) {
        var thread = user.get();
        if (thread != null && !thread.equals(Thread.currentThread())) {
            throw inUse(call, thread);
        }
    }

    private IllegalStateException inUse(String call, @Nullable Thread thread) {
        return new IllegalStateException(
                call + ": this " + what + " is in use by " + thread + ", and may be used by one thread at a time");
    }
}
