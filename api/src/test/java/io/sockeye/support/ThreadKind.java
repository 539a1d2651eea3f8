package io.sockeye.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** The two kinds of threads, which wait in different ways. */
public enum ThreadKind {
    PLATFORM {
        @Override
        public <T> ThreadedCall<T> start(Callable<T> work) {
            return ThreadedCall.onPlatformThread(work);
        }
    },
    VIRTUAL {
        @Override
        public <T> ThreadedCall<T> start(Callable<T> work) {
            return ThreadedCall.onVirtualThread(work);
        }
    };

    public abstract <T> ThreadedCall<T> start(Callable<T> work);

    /** Fails if it is still at it after {@code limit}. What it returned or threw is for {@link ThreadedCall#result}. */
    public static void assertEnds(ThreadedCall<?> call, Duration limit) throws InterruptedException {
        boolean running;
        try {
            running = call.isRunningAfter(limit);
        } catch (ExecutionException ended) {
            running = false;
        }
        assertThat(running).as("it still waits after %s", limit).isFalse();
    }
}
