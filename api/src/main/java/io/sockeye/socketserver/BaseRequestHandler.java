package io.sockeye.socketserver;

import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import org.jspecify.annotations.Nullable;

/**
 * Handles one request; Python's {@code BaseRequestHandler}. The server makes a handler for each request, and then calls {@link #setup},
 * {@link #handle} and {@link #finish} in this order in one thread. Unlike in Python the constructor does not handle the request.
 *
 * @param <R> a {@link Socket} for streams, a {@link io.sockeye.Datagram} for datagrams
 */
public abstract class BaseRequestHandler<R> {
    private @Nullable R request;
    private @Nullable Sockaddr clientAddress;
    private @Nullable Socket socket;
    private @Nullable BaseServer<R> server;

    /** Called by the server or a worker process for each request. */
    protected BaseRequestHandler() {}

    /** Calls {@code finish} also if {@code handle} failed, whose exception is then the one thrown; not if {@code setup} failed. */
    final void run(Request<R> one, Socket socket, @Nullable BaseServer<R> server) throws Exception {
        this.request = one.request();
        this.clientAddress = one.clientAddress();
        this.socket = socket;
        this.server = server;
        setup();
        try {
            handle();
        } catch (Throwable e) {
            finishAfter(e);
            throw e;
        }
        finish();
    }

    private void finishAfter(Throwable failure) {
        try {
            finish();
        } catch (Throwable e) {
            if (!e.equals(failure)) {
                failure.addSuppressed(e);
            }
        }
    }

    /**
     * Called before {@link #handle}.
     *
     * @throws Exception goes to {@link BaseServer#handleError}
     */
    protected void setup() throws Exception {}

    /**
     * Handles the request.
     *
     * @throws Exception goes to {@link BaseServer#handleError}
     */
    protected abstract void handle() throws Exception;

    /**
     * Called after {@link #handle}, also if that failed; not if {@link #setup} failed.
     *
     * @throws Exception goes to {@link BaseServer#handleError}
     */
    protected void finish() throws Exception {}

    /**
     * The connection, or the datagram.
     *
     * @return the request, in setup, handle and finish
     */
    protected final R request() {
        return running(request);
    }

    /**
     * The address of the client.
     *
     * @return the address, in setup, handle and finish
     */
    protected final Sockaddr clientAddress() {
        return running(clientAddress);
    }

    /**
     * The server that has made this handler.
     *
     * @return the server, in setup, handle and finish
     * @throws IllegalStateException in a worker process of a forking server, which has no server object
     */
    protected final BaseServer<R> server() {
        return running(server);
    }

    /** The connection, or the socket that a datagram is answered by. */
    final Socket answersBy() {
        return running(socket);
    }

    private static <T> T running(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException(
                    "only available in setup, handle and finish; in a worker process there is no server");
        }
        return value;
    }
}
