package io.sockeye.socketserver;

import io.sockeye.internal.poll.CloseSequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The requests of one server that are being handled, and how long they may take. Thread-safe. */
final class InFlightRequests<R> {
    /** One timer thread for all servers: all it does is close connections. */
    private static final class Timer {
        static final ScheduledThreadPoolExecutor INSTANCE = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("sockeye-request-limit").daemon().factory());

        static {
            // Otherwise each request would be kept until its limit, however soon it has ended.
            INSTANCE.setRemoveOnCancelPolicy(true);
        }
    }

    private static final class State {
        /** The thread that handles it; null as long as it waits for one. */
        @Nullable Thread thread;

        @Nullable Future<?> timer;
        @Nullable Duration exceeded;
    }

    private final BaseServer<R> server;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition requestEnded = lock.newCondition();

    // Guarded by lock.
    private final IdentityHashMap<Request<R>, State> requests = new IdentityHashMap<>();
    private @Nullable Duration limit;
    private boolean closed;

    InFlightRequests(BaseServer<R> server) {
        this.server = server;
    }

    private <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    void limit(@Nullable Duration wanted) {
        if (wanted != null && !wanted.isPositive()) {
            throw new IllegalArgumentException(
                    "a request limit of " + wanted + ": it has to be positive, or null for none");
        }
        lock.lock();
        try {
            limit = wanted;
        } finally {
            lock.unlock();
        }
    }

    int count() {
        return locked(requests::size);
    }

    /** Counts a request and starts its limit. After {@link #closeAll} it is closed at once. */
    void begin(Request<R> request) {
        boolean isClosed = locked(() -> {
            var state = new State();
            requests.put(request, state);
            if (limit != null) {
                startTimer(request, state, limit);
            }
            return closed;
        });
        if (isClosed) {
            server.closeRequest(request);
        }
    }

    private void startTimer(Request<R> request, State state, Duration allowed) {
        long nanos = TimeUnit.NANOSECONDS.convert(allowed);
        state.timer = Timer.INSTANCE.schedule(() -> expire(request, allowed), nanos, TimeUnit.NANOSECONDS);
    }

    /** The calling thread handles it from now on. */
    void begun(Request<R> request) {
        lock.lock();
        try {
            var state = requests.get(request);
            if (state != null) {
                state.thread = Thread.currentThread();
            }
        } finally {
            lock.unlock();
        }
    }

    private void expire(Request<R> request, Duration allowed) {
        boolean isInFlight = locked(() -> {
            var state = requests.get(request);
            if (state != null) {
                state.exceeded = allowed;
            }
            return state != null;
        });
        if (isInFlight) {
            server.closeRequest(request);
        }
    }

    /** The failure to report: a {@link RequestTimeoutException} if the limit has ended the request. */
    Throwable explain(Request<R> request, Throwable failure) {
        return locked(() -> {
            var state = requests.get(request);
            return state != null && state.exceeded != null
                    ? new RequestTimeoutException(
                            "the request of " + request.clientAddress() + " took longer than " + state.exceeded,
                            failure)
                    : failure;
        });
    }

    /** Returns how many requests were in flight before, this one included. */
    int end(Request<R> request) {
        lock.lock();
        try {
            int before = requests.size();
            var state = requests.remove(request);
            if (state != null && state.timer != null) {
                state.timer.cancel(false);
            }
            requestEnded.signalAll();
            return before;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all requests have ended, except those that the calling thread handles. */
    boolean await(TimeLimit patience) {
        return locked(() -> patience.await(requestEnded, this::onlyMine));
    }

    private boolean onlyMine() {
        return requests.values().stream().allMatch(state -> Thread.currentThread().equals(state.thread));
    }

    boolean awaitRoom(IntPredicate hasRoom, TimeLimit patience) {
        return locked(() -> patience.await(requestEnded, () -> hasRoom.test(requests.size())));
    }

    /** Closes the connections of all requests, and of those that begin later. */
    void closeAll() {
        var all = locked(() -> {
            closed = true;
            return new ArrayList<>(requests.keySet());
        });
        CloseSequence.forEach(all, server::closeRequest);
    }
}
