package io.sockeye.socketserver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The requests of one server that are being handled, and how long they may take. */
final class Running<R> {
    /** One for all servers: all it does is close connections. */
    private static final class Clock {
        static final ScheduledExecutorService INSTANCE = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("sockeye-request-limit").daemon().factory());
    }

    private static final class State {
        final Thread thread = Thread.currentThread();
        @Nullable Future<?> limit;
        boolean tookTooLong;
    }

    private final BaseServer<R> server;

    // Guarded by this.
    private final IdentityHashMap<Request<R>, State> requests = new IdentityHashMap<>();
    private @Nullable Duration limit;

    Running(BaseServer<R> server) {
        this.server = server;
    }

    synchronized void limit(@Nullable Duration limit) {
        this.limit = limit;
    }

    synchronized int count() {
        return requests.size();
    }

    synchronized void begin(Request<R> request) {
        var state = new State();
        requests.put(request, state);
        if (limit != null) {
            state.limit = Clock.INSTANCE.schedule(() -> timeIsUp(request), limit.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void timeIsUp(Request<R> request) {
        synchronized (this) {
            var state = requests.get(request);
            if (state == null) {
                return;
            }
            state.tookTooLong = true;
        }
        server.closeRequest(request);
    }

    /** Why a request failed, if it was ended by the limit. */
    synchronized Throwable tookTooLong(Request<R> request, Throwable failure) {
        var state = requests.get(request);
        return state != null && state.tookTooLong
                ? new RequestTimeoutException(
                        "the request of " + request.clientAddress() + " took longer than " + limit, failure)
                : failure;
    }

    /** Returns whether it was there. */
    synchronized boolean end(Request<R> request) {
        var state = requests.remove(request);
        if (state != null && state.limit != null) {
            state.limit.cancel(false);
        }
        notifyAll();
        return state != null;
    }

    /** Until all have ended, but for the one that asks. */
    synchronized boolean await(@Nullable Duration patience) {
        return Monitor.await(this, this::onlyMine, patience);
    }

    private boolean onlyMine() {
        return requests.values().stream().allMatch(state -> state.thread.equals(Thread.currentThread()));
    }

    void closeAll() {
        ArrayList<Request<R>> all;
        synchronized (this) {
            all = new ArrayList<>(requests.keySet());
        }
        all.forEach(server::closeRequest);
    }
}
