package io.sockeye.socketserver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The requests of one server that are being handled, and how long they may take. */
final class InFlightRequests<R> {
    /** One for all servers: all it does is close connections. */
    private static final class Clock {
        static final ScheduledThreadPoolExecutor INSTANCE = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("sockeye-request-limit").daemon().factory());

        static {
            // Else each request would be kept until its limit, however soon it has ended.
            INSTANCE.setRemoveOnCancelPolicy(true);
        }
    }

    private static final class State {
        /** Who handles it; null as long as it waits for a thread. */
        @Nullable Thread thread;

        @Nullable Future<?> clock;
        @Nullable Duration tookLongerThan;
    }

    private final BaseServer<R> server;

    // Guarded by this.
    private final IdentityHashMap<Request<R>, State> requests = new IdentityHashMap<>();
    private @Nullable Duration limit;
    private boolean closed;

    InFlightRequests(BaseServer<R> server) {
        this.server = server;
    }

    synchronized void limit(@Nullable Duration limit) {
        if (limit != null && !limit.isPositive()) {
            throw new IllegalArgumentException("a limit of " + limit + "; null is for none");
        }
        this.limit = limit;
    }

    synchronized int count() {
        return requests.size();
    }

    void begin(Request<R> request) {
        boolean tooLate;
        synchronized (this) {
            var state = new State();
            var allowed = limit;
            if (allowed != null) {
                long nanos = TimeUnit.NANOSECONDS.convert(allowed);
                state.clock =
                        Clock.INSTANCE.schedule(() -> timeIsUp(request, allowed), nanos, TimeUnit.NANOSECONDS);
            }
            requests.put(request, state);
            tooLate = closed;
        }
        if (tooLate) {
            server.closeRequest(request);
        }
    }

    /** The calling thread handles it. */
    synchronized void begun(Request<R> request) {
        var state = requests.get(request);
        if (state != null) {
            state.thread = Thread.currentThread();
        }
    }

    private void timeIsUp(Request<R> request, Duration allowed) {
        synchronized (this) {
            var state = requests.get(request);
            if (state == null) {
                return;
            }
            state.tookLongerThan = allowed;
        }
        server.closeRequest(request);
    }

    /** Why a request failed, if it was ended by the limit. */
    synchronized Throwable tookTooLong(Request<R> request, Throwable failure) {
        var state = requests.get(request);
        return state != null && state.tookLongerThan != null
                ? new RequestTimeoutException(
                        "the request of " + request.clientAddress() + " took longer than " + state.tookLongerThan,
                        failure)
                : failure;
    }

    /** Returns how many there were, with this one. */
    synchronized int end(Request<R> request) {
        int before = requests.size();
        var state = requests.remove(request);
        if (state != null && state.clock != null) {
            state.clock.cancel(false);
        }
        notifyAll();
        return before;
    }

    /** Until all have ended, but for the one that asks. */
    synchronized boolean await(@Nullable Duration patience) {
        return Monitor.await(this, this::onlyMine, patience);
    }

    private boolean onlyMine() {
        return requests.values().stream().allMatch(state -> Thread.currentThread().equals(state.thread));
    }

    synchronized boolean awaitRoom(IntPredicate hasRoom, @Nullable Duration patience) {
        return Monitor.await(this, () -> hasRoom.test(requests.size()), patience);
    }

    /** Those that come later are closed when they begin. */
    void closeAll() {
        ArrayList<Request<R>> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(requests.keySet());
        }
        all.forEach(server::closeRequest);
    }
}
