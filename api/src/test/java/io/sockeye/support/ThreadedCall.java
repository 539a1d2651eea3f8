package io.sockeye.support;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Work that a test has started on a thread of its own. */
public final class ThreadedCall<T> {
    /** The three ways in which a socket waits. */
    public enum Way {
        IN_THE_CALL(false, null),
        WITH_A_TIMEOUT(false, Duration.ofSeconds(20)),
        ON_A_VIRTUAL_THREAD(true, null);

        private final boolean virtual;
        public final @Nullable Duration timeout;

        Way(boolean virtual, @Nullable Duration timeout) {
            this.virtual = virtual;
            this.timeout = timeout;
        }

        public <T> ThreadedCall<T> start(Callable<T> work) {
            return virtual ? onVirtualThread(work) : onPlatformThread(work);
        }
    }

    private final FutureTask<T> task;
    private final Thread thread;

    private ThreadedCall(Callable<T> work, Thread.Builder builder) {
        task = new FutureTask<>(work);
        thread = builder.start(task);
    }

    public static <T> ThreadedCall<T> onVirtualThread(Callable<T> work) {
        return new ThreadedCall<>(work, Thread.ofVirtual());
    }

    public static <T> ThreadedCall<T> onPlatformThread(Callable<T> work) {
        return new ThreadedCall<>(work, Thread.ofPlatform().daemon());
    }

    /** Returns once the thread is parked, or in a system call. */
    public ThreadedCall<T> awaitBlocked() throws InterruptedException {
        while (!task.isDone() && !isBlocked()) {
            Thread.sleep(1);
        }
        return this;
    }

    private boolean isBlocked() {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> true;
            case RUNNABLE -> Arrays.stream(thread.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().endsWith("Syscalls"));
            default -> false;
        };
    }

    public Thread thread() {
        return thread;
    }

    /** Whether it is still at it after so long. */
    public boolean isRunningAfter(Duration time) throws InterruptedException, ExecutionException {
        try {
            task.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return false;
        } catch (TimeoutException stillRunning) {
            return true;
        }
    }

    /** What it returned or threw; half a minute is taken for never. */
    public T result() throws Exception {
        try {
            return task.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case null, default -> throw e;
            }
        }
    }
}
