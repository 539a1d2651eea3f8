package io.sockeye.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** A call on a thread of its own, which a test can see blocked. */
public final class BlockingCall<T> {
    /** On x86-64: poll, select, connect, sendto, recvfrom, sendmsg, recvmsg, epoll_wait, pselect6, ppoll, accept4. */
    private static final Set<Integer> BLOCKING = Set.of(7, 23, 42, 44, 45, 46, 47, 232, 270, 271, 288);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch started = new CountDownLatch(1);
    private final FutureTask<T> task;
    private final Thread thread;
    private volatile int tid;

    private BlockingCall(Thread.Builder builder, Callable<T> body) {
        task = new FutureTask<>(() -> {
            tid = Signals.gettid();
            started.countDown();
            return body.call();
        });
        thread = builder.start(task);
    }

    public static <T> BlockingCall<T> platform(Callable<T> body) {
        return on(Thread.ofPlatform().daemon(), body);
    }

    public static <T> BlockingCall<T> on(Thread.Builder builder, Callable<T> body) {
        return new BlockingCall<>(builder, body);
    }

    /** Returns when the thread sleeps in a system call or has parked. */
    public BlockingCall<T> awaitBlocked() throws InterruptedException {
        started.await();
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (!isBlocked()) {
            if (task.isDone() || System.nanoTime() > limit) {
                throw new AssertionError("it does not block, but is " + task);
            }
            LockSupport.parkNanos(1_000_000);
        }
        return this;
    }

    private boolean isBlocked() {
        var state = thread.getState();
        boolean parked = state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
        return ((thread.isVirtual() || WaitMode.parksAll()) && parked) || BLOCKING.contains(systemCall());
    }

    /** The number of the system call that the thread sleeps in; -1 if it runs. */
    private int systemCall() {
        try {
            var words = Files.readString(Path.of("/proc/self/task/" + tid + "/syscall")).split(" ", 2);
            return Character.isDigit(words[0].charAt(0)) ? Integer.parseInt(words[0]) : -1;
        } catch (IOException threadHasEnded) {
            return -1;
        }
    }

    public boolean isDone() {
        return task.isDone();
    }

    /** What the call returned. */
    public T result() throws Exception {
        return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What the call threw, within {@code limit}. */
    public Throwable failure(Duration limit) throws InterruptedException {
        try {
            return new AssertionError(
                    "no exception, but the result " + task.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        } catch (TimeoutException e) {
            int where = systemCall();
            // A virtual thread that stays blocked would hold its carrier, and fail the tests that follow.
            Signals.interrupt(tid);
            return new AssertionError("still blocked after " + limit + " in system call " + where, e);
        }
    }
}
