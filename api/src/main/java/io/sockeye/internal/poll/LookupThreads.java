package io.sockeye.internal.poll;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Platform threads that make look-ups, which block in the C library for seconds, where the caller cannot: a virtual thread would
 * pin its carrier thread, and a caller with a deadline would return too late.
 *
 * <p>There are two pools, so that what files of this host answer never queues behind a silent name server. Threads are started
 * as needed and end when idle. A look-up whose caller has given up keeps its thread until the C library returns, so the maximum
 * bounds those too.
 */
public final class LookupThreads {
    /** Look-ups that may ask a name server. Each occupies a thread and a descriptor; Go's net package allows 500. */
    public static final LookupThreads SERVERS = new LookupThreads("sockeye-lookup-", 256);

    /** Look-ups that /etc/hosts and /etc/services answer. */
    public static final LookupThreads FILES = new LookupThreads("sockeye-local-lookup-", 16);

    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor pool;

    private LookupThreads(String name, int maximum) {
        // The queue refuses a task while no thread is idle, so the pool starts one; at the maximum the task is queued after all.
        var queue = new LinkedTransferQueue<Runnable>() {
            private static final long serialVersionUID = 1;

            @Override
            public boolean offer(Runnable task) {
                return tryTransfer(task);
            }
        };
        pool = new ThreadPoolExecutor(
                0, maximum, IDLE_SECONDS, TimeUnit.SECONDS, queue,
                Thread.ofPlatform().name(name, 0).daemon().inheritInheritableThreadLocals(false).factory(),
                (task, full) -> queue.put(task));
    }

    /** Returns the result of {@code work}. C cannot be interrupted, so neither is this; the interrupt status is kept. */
    public <T> T call(Callable<T> work) throws IOException {
        if (!Thread.currentThread().isVirtual()) {
            return inCaller(work);
        }
        try {
            return await(start(work), Deadline.NEVER, false);
        } catch (TimeoutException | InterruptedException e) {
            throw new IllegalStateException("there is no deadline, and interrupts are kept", e);
        }
    }

    /** Stops waiting at the deadline and, on a virtual thread, when interrupted. The look-up then ends by itself. */
    public <T> T call(Callable<T> work, long deadline) throws IOException, TimeoutException, InterruptedException {
        boolean isVirtual = Thread.currentThread().isVirtual();
        if (!isVirtual && deadline == Deadline.NEVER) {
            return inCaller(work);
        }
        var task = start(work);
        try {
            return await(task, deadline, isVirtual);
        } finally {
            // Of no effect once it runs or is done.
            pool.remove(task);
        }
    }

    private <T> FutureTask<T> start(Callable<T> work) {
        var task = new FutureTask<>(work);
        pool.execute(task);
        return task;
    }

    private static <T> T await(FutureTask<T> task, long deadline, boolean interruptible)
            throws IOException, TimeoutException, InterruptedException {
        boolean interrupted = false;
        try {
            for (;;) {
                try {
                    return deadline == Deadline.NEVER
                            ? task.get()
                            : task.get(Deadline.remainingNanos(deadline), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    if (interruptible) {
                        throw e;
                    }
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

    private static <T> T inCaller(Callable<T> work) throws IOException {
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
