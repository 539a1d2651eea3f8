package io.sockeye.socketserver;

import io.sockeye.internal.poll.CloseSequence;
import io.sockeye.ClosedDescriptorException;
import io.sockeye.ErrnoException;
import io.sockeye.Pollable;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for requests and lets a handler answer each; Python's {@code BaseServer}. A subclass says what a request is, a {@link RequestExecutor}
 * in which thread or process it is handled.
 *
 * <p>Callers use {@link #serveForever}, {@link #handleRequest}, {@link #shutdown} and {@link #close}; subclasses override the protected
 * methods. Any thread may call {@code shutdown} and {@code close}.
 *
 * <p>An error of one request, connection or peer never ends the server. An exception of a handler goes to {@link #handleError}.
 *
 * @param <R> a {@link Socket} for streams, a {@link io.sockeye.Datagram} for datagrams
 */
public abstract class BaseServer<R> implements Pollable, AutoCloseable {
    static final System.Logger LOG = System.getLogger("io.sockeye");

    /** What became of one attempt to take a request. */
    private enum Taken {
        REQUEST,
        NOTHING,
        OUT_OF_RESOURCES
    }

    private final Socket socket;
    private final Supplier<? extends BaseRequestHandler<R>> requestHandlerClass;
    private final RequestExecutor executor;
    private final ServeLoop loop;
    private final InFlightRequests<R> inFlight = new InFlightRequests<>(this);

    /** Whether the loop waits for descriptors or memory: a request that ends may free some. */
    private volatile boolean paused;

    /** Whether it was logged already that no request is taken for now. */
    private volatile boolean warned;

    /** The last error that was passed over; null after a request. */
    private volatile @Nullable ErrnoException passedOver;

    /** Takes over the socket, also if this fails. */
    BaseServer(Socket socket, Supplier<? extends BaseRequestHandler<R>> requestHandlerClass, RequestExecutor executor) {
        this.socket = socket;
        this.requestHandlerClass = requestHandlerClass;
        this.executor = executor;
        this.loop = new ServeLoop(socket);
    }

    /**
     * The socket that requests arrive on.
     *
     * @return the listening socket, or the datagram socket
     */
    public final Socket socket() {
        return socket;
    }

    /**
     * {@code getsockname(fd)}: the address that the server listens at; getsockname(2).
     *
     * @return the address, with the port that the kernel chose
     * @throws ErrnoException EBADF if the server is closed
     */
    public final Sockaddr serverAddress() throws ErrnoException {
        return socket.getsockname();
    }

    /**
     * The factory of handlers.
     *
     * @return the one given to the constructor
     */
    public final Supplier<? extends BaseRequestHandler<R>> requestHandlerClass() {
        return requestHandlerClass;
    }

    @Override
    public final int fileno() {
        return socket.fileno();
    }

    /**
     * The number of requests that are being handled.
     *
     * @return those in threads and processes together
     */
    public final int inFlight() {
        return inFlight.count();
    }

    /**
     * Limits how long one request may take, and closes its connection after that: clients that stay silent, and those that send one byte at
     * a time. It does not end handlers of datagrams.
     *
     * @param limit null for none, which is the default
     * @throws IllegalArgumentException if it is zero or negative
     */
    public final void requestLimit(@Nullable Duration limit) {
        inFlight.limit(limit);
    }

    /**
     * Handles requests until {@link #shutdown} is called. On a virtual thread an interrupt also ends the loop; the interrupt status is kept.
     * Errors of one connection or peer are passed over. While the process lacks descriptors or memory, the loop pauses.
     *
     * @throws ErrnoException if accept4 or recvfrom fails with a permanent error: EBADF, EINVAL if the socket does not listen, ENOTSOCK; EMFILE
     *     or ENFILE if there is no descriptor to wait with
     * @throws IllegalStateException if another thread is already serving
     */
    public final void serveForever() throws ErrnoException {
        serveForever(null);
    }

    /**
     * {@link #serveForever()} that also calls {@link #serviceActions} at regular intervals.
     *
     * @param pollInterval the interval; null to call it after each wake-up only
     * @throws ErrnoException as {@link #serveForever()}
     * @throws IllegalStateException if another thread is already serving
     */
    public final void serveForever(@Nullable Duration pollInterval) throws ErrnoException {
        var waiter = loop.begin();
        try {
            paused = false;
            var retry = new RetryPause();
            Duration pause = null;
            while (!loop.isOver() && !isInterrupted()) {
                try {
                    pause = serveOnce(waiter, retry, pause, pollInterval);
                } catch (OutOfMemoryError e) {
                    warn(e);
                    loop.park(RetryPause.OUT_OF_RESOURCES);
                }
            }
        } finally {
            loop.end();
        }
    }

    /** One round of the loop; returns how long the next round shall take no request, or null. */
    private @Nullable Duration serveOnce(
            RequestWaiter waiter, RetryPause retry, @Nullable Duration pause, @Nullable Duration pollInterval)
            throws ErrnoException {
        boolean takes = pause == null && executor.hasRoom(inFlight.count());
        boolean ready = waiter.await(takes, pause == null ? pollInterval : pause);
        var next = ready && !loop.isOver() ? pauseAfter(takeOne(), retry) : null;
        paused = next != null;
        serviceActions();
        return next;
    }

    private @Nullable Duration pauseAfter(Taken taken, RetryPause retry) {
        return switch (taken) {
            case REQUEST -> {
                retry.reset();
                yield null;
            }
            case NOTHING -> {
                var next = retry.next();
                var error = passedOver;
                if (next != null && error != null) {
                    warn(error);
                }
                yield next;
            }
            case OUT_OF_RESOURCES -> RetryPause.OUT_OF_RESOURCES;
        };
    }

    /** On a virtual thread that is interrupted every wait would return at once. */
    private static boolean isInterrupted() {
        var thread = Thread.currentThread();
        return thread.isVirtual() && thread.isInterrupted();
    }

    /**
     * Waits for one request and lets it be handled. Calls {@link #handleTimeout} if there is none, or no free thread, before {@link #timeout}.
     * Errors of one connection or peer do not end the wait. If the process lacks descriptors or memory, it returns after a pause.
     *
     * @throws ErrnoException as {@link #serveForever()}; EBADF if the server is closed, also by another thread during the wait
     */
    public final void handleRequest() throws ErrnoException {
        var limit = new TimeLimit(timeout());
        boolean hasRoom = inFlight.awaitRoom(executor::hasRoom, limit);
        try (var waiter = loop.beginOnce()) {
            try {
                if (!hasRoom || !takeBefore(limit, waiter)) {
                    handleTimeout();
                }
            } catch (ClosedDescriptorException closed) {
                // Normally says that the server's socket is closed, which is what the caller knows.
                socket.getsockname();
                throw closed;
            } finally {
                loop.endOnce(waiter);
            }
        }
    }

    /** Returns false if the deadline has passed, or an interrupt has ended the wait. */
    private boolean takeBefore(TimeLimit limit, RequestWaiter waiter) throws ErrnoException {
        var retry = new RetryPause();
        while (waiter.await(true, limit.left())) {
            var taken = takeOne();
            if (taken == Taken.REQUEST) {
                return true;
            }
            var pause = pauseAfter(taken, retry);
            if (pause != null) {
                waiter.await(false, limit.atMost(pause));
            }
            if (taken == Taken.OUT_OF_RESOURCES) {
                return true;
            }
            var left = limit.left();
            if ((left != null && left.isZero()) || isInterrupted()) {
                return false;
            }
        }
        return false;
    }

    /** Takes the next request, if there is one, and lets it be handled. */
    private Taken takeOne() throws ErrnoException {
        Request<R> request;
        try {
            request = getRequest();
        } catch (OutOfMemoryError e) {
            warn(e);
            return Taken.OUT_OF_RESOURCES;
        } catch (ErrnoException e) {
            return switch (ErrorScope.of(e.errno(), this::isUsable)) {
                case PERMANENT -> throw e;
                case RESOURCES -> {
                    warn(e);
                    yield Taken.OUT_OF_RESOURCES;
                }
                case PEER -> {
                    passedOver = e;
                    yield Taken.NOTHING;
                }
            };
        }
        if (request == null) {
            // The client has already gone.
            return Taken.NOTHING;
        }
        warned = false;
        passedOver = null;
        dispatch(request);
        return Taken.REQUEST;
    }

    private void dispatch(Request<R> request) {
        try {
            if (verifyRequest(request)) {
                processRequest(request);
                return;
            }
        } catch (Throwable e) {
            report(request, e);
        }
        shutdownAndReport(request);
    }

    /** Logs once, until a request was taken again, why none is taken. */
    private void warn(Throwable reason) {
        if (!warned) {
            warned = true;
            try {
                LOG.log(System.Logger.Level.WARNING, "no request is taken for now: " + reason.getMessage());
            } catch (OutOfMemoryError e) {
                // There is no memory to log with. The next reason is logged instead.
                warned = false;
            }
        }
    }

    /**
     * Ends the loop at once, and waits until it has ended. If no loop runs, the next one ends at once. The thread that runs the loop does not
     * wait.
     */
    public final void shutdown() {
        loop.shutdown(new TimeLimit(null));
    }

    /**
     * {@link #shutdown()} that also waits for the requests that are being handled.
     *
     * @param patience how long to wait; null waits indefinitely, zero does not wait
     * @return whether all have ended; {@link #close} ends those that have not
     */
    public final boolean shutdown(@Nullable Duration patience) {
        var limit = new TimeLimit(patience);
        return loop.shutdown(limit) && inFlight.await(limit);
    }

    /**
     * Ends the loop, the requests that are being handled, and their threads and processes; Python's {@code server_close}. Each step is taken
     * even if an earlier one fails; the first failure is thrown.
     */
    @Override
    public void close() {
        CloseSequence.run(
                // First, and without waiting: the loop may be in a handler that only closing its connection ends.
                () -> loop.shutdown(new TimeLimit(Duration.ZERO)),
                inFlight::closeAll,
                this::shutdown,
                socket::close,
                loop::closeOnce,
                executor::close);
    }

    /**
     * Takes the request that has arrived.
     *
     * @return the request; null if there is none any more
     * @throws ErrnoException EMFILE, ENFILE, ENOBUFS, ENOMEM and ENOSR let the loop pause; EBADF, EFAULT, EINVAL, ENOSYS, ENOTCONN and ENOTSOCK
     *     end it; any other belongs to one connection or peer, and is passed over
     */
    protected abstract @Nullable Request<R> getRequest() throws ErrnoException;

    /** Whether the socket is of a kind that {@link #getRequest} can take requests from. */
    abstract boolean isUsable();

    /**
     * Decides whether to handle a request. One that is refused is closed without an answer.
     *
     * @param request what has arrived
     * @return true, unless it is overridden
     * @throws Exception goes to {@link #handleError}
     */
    protected boolean verifyRequest(Request<R> request) throws Exception {
        return true;
    }

    /**
     * Lets a request be handled in the calling thread, another thread or a process, which then calls {@link #finishRequest}.
     *
     * @param request what has arrived
     * @throws Exception goes to {@link #handleError}
     */
    protected void processRequest(Request<R> request) throws Exception {
        executor.process(this, request);
    }

    /**
     * Makes a handler and runs it.
     *
     * @param request what has arrived
     * @throws Exception goes to {@link #handleError}
     */
    protected void finishRequest(Request<R> request) throws Exception {
        requestHandlerClass.get().run(request, answersBy(request), this);
    }

    /**
     * Ends a request that was handled or refused. What it throws goes to {@link #handleError}.
     *
     * @param request what has arrived
     */
    protected abstract void shutdownRequest(Request<R> request);

    /** The socket that a handler answers by. */
    abstract Socket answersBy(Request<R> request);

    /** Whether handlers run in other processes. */
    final boolean isHandledElsewhere() {
        return executor instanceof ForkingMixIn;
    }

    /** Ends what the handler of a request waits for. */
    abstract void closeRequest(Request<R> request);

    /**
     * How long {@link #handleRequest} waits.
     *
     * @return null, to wait indefinitely, unless it is overridden
     */
    protected @Nullable Duration timeout() {
        return null;
    }

    /** Called by {@link #handleRequest} if no request has come in time. */
    protected void handleTimeout() {}

    /** Called after each round of {@link #serveForever}. An exception ends the loop. */
    protected void serviceActions() {}

    /**
     * Called if a request failed. Its connection is closed afterwards. What this throws is logged.
     *
     * @param request what has arrived
     * @param failure what the handler threw
     */
    protected void handleError(Request<R> request, Throwable failure) {
        LOG.log(System.Logger.Level.WARNING, "the request of " + request.clientAddress() + " failed", failure);
    }

    // ---- for RequestExecutor

    final void begin(Request<R> request) {
        try {
            inFlight.begin(request);
        } catch (Throwable e) {
            inFlight.end(request);
            throw e;
        }
    }

    /** Runs the handler in the calling thread. Whatever it throws ends its own request only. */
    final void handle(Request<R> request) {
        inFlight.begun(request);
        try {
            finishRequest(request);
        } catch (Throwable e) {
            report(request, inFlight.explain(request, e));
        } finally {
            end(request);
        }
    }

    /** Calls handleError. A failure of handleError, or of the log, ends neither the loop nor the thread. */
    final void report(Request<R> request, Throwable failure) {
        try {
            handleError(request, failure);
        } catch (Throwable e) {
            try {
                if (!e.equals(failure)) {
                    e.addSuppressed(failure);
                }
                LOG.log(System.Logger.Level.ERROR, "handleError failed itself", e);
            } catch (Throwable logFailed) {
                // No memory or stack is left to log with, and there is no other place to report it.
                return;
            }
        }
    }

    private void shutdownAndReport(Request<R> request) {
        try {
            shutdownRequest(request);
        } catch (Throwable e) {
            report(request, e);
        }
    }

    /** Ends a request that {@link #begin} has counted. */
    final void end(Request<R> request) {
        try {
            shutdownAndReport(request);
        } finally {
            int before = inFlight.end(request);
            if (paused || !executor.hasRoom(before)) {
                loop.wake();
            }
        }
    }
}
