package io.sockeye.socketserver;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Each request in a thread; Python's {@code ThreadingMixIn}, as a part of a server instead of a superclass. It says which threads, how many
 * requests at a time, and what happens to one more. For one server.
 */
public final class ThreadingMixIn implements RequestExecutor {
    /** What happens when as many requests are being handled as may be. */
    public enum AtBound {
        /** The next one is not taken until one has ended: it waits in the kernel's queue. */
        WAIT,
        /** The next one is taken and ended without a word. */
        REFUSE
    }

    private final Executor threads;
    private final @Nullable ExecutorService owned;
    private final int bound;
    private final AtBound atBound;

    private ThreadingMixIn(Executor threads, @Nullable ExecutorService owned, int bound, AtBound atBound) {
        this.threads = threads;
        this.owned = owned;
        this.bound = bound;
        this.atBound = atBound;
    }

    private static ThreadingMixIn each(Thread.Builder builder) {
        return new ThreadingMixIn(builder::start, null, Integer.MAX_VALUE, AtBound.WAIT);
    }

    /**
     * A platform thread for each request, as in Python. They do not keep the program from ending.
     *
     * @return without a bound
     */
    public static ThreadingMixIn platform() {
        return each(Thread.ofPlatform().name("request-", 0).daemon());
    }

    /**
     * A virtual thread for each request.
     *
     * @return without a bound
     */
    public static ThreadingMixIn virtual() {
        return each(Thread.ofVirtual().name("request-", 0));
    }

    /**
     * A number of platform threads, which are kept.
     *
     * @param size how many
     * @return with {@code size} as the bound, {@link AtBound#WAIT}
     */
    public static ThreadingMixIn pool(int size) {
        var pool = Executors.newFixedThreadPool(size, Thread.ofPlatform().name("request-", 0).daemon().factory());
        return new ThreadingMixIn(pool, pool, size, AtBound.WAIT);
    }

    /**
     * The same threads, with a bound.
     *
     * @param requests how many at a time, 1 at least
     * @param atBound what happens to one more
     * @return to be used instead of this
     */
    public ThreadingMixIn bound(int requests, AtBound atBound) {
        if (requests < 1) {
            throw new IllegalArgumentException("a bound of " + requests + " requests");
        }
        return new ThreadingMixIn(threads, owned, requests, atBound);
    }

    @Override
    public <R> void process(BaseServer<R> server, Request<R> request) {
        if (atBound == AtBound.REFUSE && server.inFlight() >= bound) {
            server.shutdownRequest(request);
            return;
        }
        server.begin(request);
        try {
            threads.execute(() -> server.handle(request));
        } catch (Throwable noThread) {
            // Such as an OutOfMemoryError because there may be no more threads: it is this request's misfortune only.
            server.report(request, noThread);
            server.end(request);
        }
    }

    @Override
    public boolean hasRoom(int inFlight) {
        return atBound == AtBound.REFUSE || inFlight < bound;
    }

    @Override
    public void close() {
        if (owned != null) {
            owned.shutdown();
        }
    }
}
