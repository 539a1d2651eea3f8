package io.sockeye;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** The two kinds of threads, which wait in different ways. */
enum SupportThreads {
    PLATFORM {
        @Override
        <T> Started<T> start(Callable<T> work) {
            return Started.onPlatformThread(work);
        }
    },
    VIRTUAL {
        @Override
        <T> Started<T> start(Callable<T> work) {
            return Started.onVirtualThread(work);
        }
    };

    abstract <T> Started<T> start(Callable<T> work);

    /** Fails if it is still at it after {@code limit}. What it returned or threw is for {@link Started#result}. */
    static void assertEnds(Started<?> call, Duration limit) throws InterruptedException {
        boolean running;
        try {
            running = call.isRunningAfter(limit);
        } catch (ExecutionException ended) {
            running = false;
        }
        assertThat(running).as("it still waits after %s", limit).isFalse();
    }
}
