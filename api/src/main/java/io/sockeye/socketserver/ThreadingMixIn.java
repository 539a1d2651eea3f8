package io.sockeye.socketserver;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Handles each request in a thread; Python's {@code ThreadingMixIn}, as an argument of a server instead of a superclass. It decides on the kind
 * of thread, the number of requests at a time, and what happens to further ones. Use one for each server.
 */
public final class ThreadingMixIn implements RequestExecutor {
    /** What happens to a request that exceeds the bound. */
    public enum AtBound {
        /** It stays in the kernel's queue until another request has ended. */
        WAIT,
        /** It is taken, and closed without an answer. */
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
     * A new platform thread for each request, as in Python. They are daemon threads.
     *
     * @return without a bound
     */
    public static ThreadingMixIn platform() {
        return each(Thread.ofPlatform().name("request-", 0).daemon());
    }

    /**
     * A new virtual thread for each request.
     *
     * @return without a bound
     */
    public static ThreadingMixIn virtual() {
        return each(Thread.ofVirtual().name("request-", 0));
    }

    /**
     * A pool of platform threads.
     *
     * @param size the number of threads
     * @return with {@code size} as the bound, {@link AtBound#WAIT}
     */
    public static ThreadingMixIn pool(int size) {
        var pool = Executors.newFixedThreadPool(size, Thread.ofPlatform().name("request-", 0).daemon().factory());
        return new ThreadingMixIn(pool, pool, size, AtBound.WAIT);
    }

    /**
     * The same threads with a bound.
     *
     * @param requests the maximum number at a time, at least 1
     * @param atBound what happens to further requests
     * @return to be used instead of this object
     */
    public ThreadingMixIn bound(int requests, AtBound atBound) {
        if (requests < 1) {
            throw new IllegalArgumentException("a bound of " + requests + " requests: it takes at least 1");
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
            // For example an OutOfMemoryError, since no more threads can be created: it ends this request only.
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
