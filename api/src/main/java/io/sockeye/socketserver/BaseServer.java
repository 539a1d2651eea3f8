package io.sockeye.socketserver;

import static io.sockeye.bindings.ErrnoConstants.EMFILE;
import static io.sockeye.bindings.ErrnoConstants.ENFILE;
import static io.sockeye.bindings.ErrnoConstants.ENOBUFS;
import static io.sockeye.bindings.ErrnoConstants.ENOMEM;
import static io.sockeye.selectors.Selector.EVENT_READ;

import io.sockeye.ErrnoException;
import io.sockeye.Pollable;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import io.sockeye.selectors.ClosedSelectorException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for requests and lets each be handled; Python's {@code BaseServer}. Its subclasses say what a request is, and a
 * {@link RequestExecutor} says in which thread or process it is handled.
 *
 * <p>For the caller: {@link #serveForever}, {@link #handleRequest}, {@link #shutdown}, {@link #close}. To be overridden: the protected methods.
 * {@code shutdown} and {@code close} may be called by any thread.
 *
 * @param <R> a {@link Socket} for streams, a {@link io.sockeye.Datagram} for datagrams
 */
public abstract class BaseServer<R> implements Pollable, AutoCloseable {
    static final System.Logger LOG = System.getLogger("io.sockeye");

    /** How long to accept nothing when there are no descriptors: the connection stays in the queue, and would be found at once. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Socket socket;
    private final Supplier<? extends BaseRequestHandler<R>> requestHandlerClass;
    private final RequestExecutor executor;
    private final ServeLoop serving = new ServeLoop();
    private final InFlightRequests<R> running = new InFlightRequests<>(this);

    /** Whether the loop waits for descriptors: a request that ends gives one back. */
    private volatile boolean paused;

    /** Whether that was told already. */
    private volatile boolean warned;

    /** Takes over the socket, also if this fails. */
    BaseServer(Socket socket, Supplier<? extends BaseRequestHandler<R>> requestHandlerClass, RequestExecutor executor) {
        this.socket = socket;
        this.requestHandlerClass = requestHandlerClass;
        this.executor = executor;
    }

    /**
     * What requests come in by.
     *
     * @return the listening socket, or the datagram socket
     */
    public final Socket socket() {
        return socket;
    }

    /**
     * Where it listens.
     *
     * @return the address, with the port that the kernel chose
     * @throws ErrnoException EBADF if it is closed
     */
    public final Sockaddr serverAddress() throws ErrnoException {
        return socket.getsockname();
    }

    /**
     * What makes a handler for each request.
     *
     * @return as it was given
     */
    public final Supplier<? extends BaseRequestHandler<R>> requestHandlerClass() {
        return requestHandlerClass;
    }

    @Override
    public final int fileno() {
        return socket.fileno();
    }

    /**
     * How many requests are being handled.
     *
     * @return those in threads and processes together
     */
    public final int inFlight() {
        return running.count();
    }

    /**
     * Ends requests that take longer, by closing their connection: silent clients, and those that send a byte at a time. It does not end
     * datagrams' handlers.
     *
     * @param limit null for none, which it is at first
     * @throws IllegalArgumentException if it is zero or negative
     */
    public final void requestLimit(@Nullable Duration limit) {
        running.limit(limit);
    }

    /**
     * Handles requests until {@link #shutdown}. On a virtual thread an interrupt ends it too, and stays set.
     *
     * @throws ErrnoException what accept or recvfrom says, if it would say it again
     * @throws IllegalStateException if another thread is at it
     */
    public final void serveForever() throws ErrnoException {
        serveForever(null);
    }

    /**
     * {@link #serveForever()} that calls {@link #serviceActions} also when nothing happens.
     *
     * @param pollInterval how often; null for after each wake-up only
     * @throws ErrnoException what accept or recvfrom says, if it would say it again
     * @throws IllegalStateException if another thread is at it
     */
    public final void serveForever(@Nullable Duration pollInterval) throws ErrnoException {
        var selector = serving.begin();
        try {
            boolean accepts = false;
            paused = false;
            while (!serving.isOver() && !isInterrupted()) {
                boolean wants = !paused && executor.hasRoom(running.count());
                if (wants != accepts) {
                    if (wants) {
                        selector.register(socket, EVENT_READ, socket);
                    } else {
                        selector.unregister(socket);
                    }
                    accepts = wants;
                }
                boolean ready = !selector.select(paused ? PAUSE : pollInterval).isEmpty();
                paused = ready && !serving.isOver() && !handleOne();
                serviceActions();
            }
        } finally {
            serving.end();
        }
    }

    /** Then select returns at once, again and again. */
    private static boolean isInterrupted() {
        var thread = Thread.currentThread();
        return thread.isVirtual() && thread.isInterrupted();
    }

    /**
     * Waits for one request and lets it be handled; {@link #handleTimeout} if there is none in {@link #timeout}, or no thread that is free.
     *
     * @throws ErrnoException what accept or recvfrom says; EBADF if it is closed, also meanwhile
     */
    public final void handleRequest() throws ErrnoException {
        var limit = timeout();
        long start = System.nanoTime();
        boolean hasRoom = running.awaitRoom(executor::hasRoom, limit);
        try (var selector = serving.beginOnce()) {
            try {
                selector.register(socket, EVENT_READ, socket);
                if (!hasRoom || selector.select(left(limit, start)).isEmpty()) {
                    handleTimeout();
                } else if (!handleOne()) {
                    selector.unregister(socket);
                    selector.select(PAUSE);
                }
            } catch (ClosedSelectorException closed) {
                // Says that the server's socket is closed.
                socket.getsockname();
                throw closed;
            } finally {
                serving.endOnce(selector);
            }
        }
    }

    private static @Nullable Duration left(@Nullable Duration limit, long start) {
        if (limit == null) {
            return null;
        }
        var left = limit.minusNanos(System.nanoTime() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Returns false if there are no descriptors left, so that it is better to wait. */
    private boolean handleOne() throws ErrnoException {
        Request<R> one;
        try {
            one = getRequest();
            warned = false;
        } catch (ErrnoException e) {
            if (e.errno().is(EMFILE) || e.errno().is(ENFILE) || e.errno().is(ENOBUFS) || e.errno().is(ENOMEM)) {
                if (!warned) {
                    LOG.log(System.Logger.Level.WARNING, "no request is taken for now: " + e.getMessage());
                    warned = true;
                }
                return false;
            }
            throw e;
        }
        if (one == null) {
            // Whoever it was has left already.
            return true;
        }
        try {
            if (verifyRequest(one)) {
                processRequest(one);
                return true;
            }
        } catch (Throwable e) {
            report(one, e);
        }
        shutdownRequest(one);
        return true;
    }

    /**
     * Lets the loop end, at once, and waits until it has. Without a loop, the next one ends at once. In the loop's own thread it does not
     * wait.
     */
    public final void shutdown() {
        serving.shutdown(null);
    }

    /**
     * {@link #shutdown()} that waits for the requests that are being handled, too.
     *
     * @param patience how long; null for ever, zero not at all
     * @return whether all have ended; those that have not are ended by {@link #close}
     */
    public final boolean shutdown(@Nullable Duration patience) {
        long start = System.nanoTime();
        if (!serving.shutdown(patience)) {
            return false;
        }
        return running.await(patience == null ? null : patience.minusNanos(System.nanoTime() - start));
    }

    /** Python's {@code server_close}: ends the loop, the requests that are being handled, and all that serves them. */
    @Override
    public void close() {
        // First, and without waiting: the loop may be in a handler that only this ends.
        serving.shutdown(Duration.ZERO);
        running.closeAll();
        serving.shutdown(null);
        socket.close();
        serving.closeOnce();
        executor.close();
    }

    /**
     * Takes the request that has come.
     *
     * @return the request; null if it is gone
     * @throws ErrnoException EMFILE and its kin let the loop pause; others end it
     */
    protected abstract @Nullable Request<R> getRequest() throws ErrnoException;

    /**
     * Whether to handle a request. If not, it is ended without a word.
     *
     * @param request what came
     * @return true, unless it is overridden
     * @throws Exception goes to {@link #handleError}
     */
    protected boolean verifyRequest(Request<R> request) throws Exception {
        return true;
    }

    /**
     * Lets a request be handled: here, or in a thread or process, which then calls {@link #finishRequest}.
     *
     * @param request what came
     * @throws Exception goes to {@link #handleError}
     */
    protected void processRequest(Request<R> request) throws Exception {
        executor.process(this, request);
    }

    /**
     * Makes a handler and runs it.
     *
     * @param request what came
     * @throws Exception goes to {@link #handleError}
     */
    protected void finishRequest(Request<R> request) throws Exception {
        requestHandlerClass.get().run(request, answersBy(request), this);
    }

    /**
     * After a request was handled, or refused.
     *
     * @param request what came
     */
    protected abstract void shutdownRequest(Request<R> request);

    /** What a handler answers by. */
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
     * @return null, for ever, unless it is overridden
     */
    protected @Nullable Duration timeout() {
        return null;
    }

    /** {@link #handleRequest} found nothing. */
    protected void handleTimeout() {}

    /** After each round of {@link #serveForever}. */
    protected void serviceActions() {}

    /**
     * A request failed. Its connection is closed after this, and nothing else.
     *
     * @param request what came
     * @param failure what the handler threw
     */
    protected void handleError(Request<R> request, Throwable failure) {
        LOG.log(System.Logger.Level.WARNING, "the request of " + request.clientAddress() + " failed", failure);
    }

    // ---- for RequestExecutor

    final void begin(Request<R> request) {
        running.begin(request);
    }

    /** In whatever thread. A handler's error ends its request, whatever it is. */
    final void handle(Request<R> request) {
        running.begun(request);
        try {
            finishRequest(request);
        } catch (Throwable e) {
            report(request, running.tookTooLong(request, e));
        } finally {
            end(request);
        }
    }

    /** A handleError that fails ends neither the loop nor the thread. */
    final void report(Request<R> request, Throwable failure) {
        try {
            handleError(request, failure);
        } catch (Throwable e) {
            if (!e.equals(failure)) {
                e.addSuppressed(failure);
            }
            LOG.log(System.Logger.Level.ERROR, "handleError failed itself", e);
        }
    }

    final void end(Request<R> request) {
        try {
            shutdownRequest(request);
        } finally {
            int before = running.end(request);
            if (paused || !executor.hasRoom(before)) {
                serving.wake();
            }
        }
    }
}
