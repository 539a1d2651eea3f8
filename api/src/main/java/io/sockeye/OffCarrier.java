package io.sockeye;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Calls that may block in C and that no poll can wait for: for a virtual thread, a platform thread makes them. */
final class OffCarrier {
    private static final int THREADS = 16;

    private static final class Threads {
        static final ExecutorService POOL = Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().name("sockeye-lookup-", 0).daemon().factory());
    }

    private OffCarrier() {}

    static <T> T call(Callable<T> work) throws IOException {
        if (!Thread.currentThread().isVirtual()) {
            return unchecked(work);
        }
        var task = new FutureTask<>(work);
        Threads.POOL.execute(task);
        // C cannot be interrupted in it, so neither is this; the interrupt is kept for the next wait.
        boolean interrupted = false;
        try {
            for (;;) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw thrown(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <T> T unchecked(Callable<T> work) throws IOException {
        try {
            return work.call();
        } catch (Exception e) {
            throw thrown(e);
        }
    }

    private static IOException thrown(@Nullable Throwable cause) {
        return switch (cause) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> new IOException(cause);
        };
    }
}
