package io.sockeye.socketserver;

import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import org.jspecify.annotations.Nullable;

/**
 * Handles one request; Python's {@code BaseRequestHandler}. One is made for each, and its constructor does nothing: {@link #setup},
 * {@link #handle} and {@link #finish} are called after it, in this order, by one thread.
 *
 * @param <R> a {@link Socket} for streams, a {@link io.sockeye.Datagram} for datagrams
 */
public abstract class BaseRequestHandler<R> {
    private @Nullable R request;
    private @Nullable Sockaddr clientAddress;
    private @Nullable Socket socket;
    private @Nullable BaseServer<R> server;

    /** What {@link BaseServer} or a worker process will call {@link #run} on. */
    protected BaseRequestHandler() {}

    /** {@code finish} comes also after a {@code handle} that failed, whose failure it does not hide, but not after a {@code setup} that did. */
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
     * Before {@link #handle}.
     *
     * @throws Exception goes to {@link BaseServer#handleError}
     */
    protected void setup() throws Exception {}

    /**
     * All that the request needs.
     *
     * @throws Exception goes to {@link BaseServer#handleError}
     */
    protected abstract void handle() throws Exception;

    /**
     * After {@link #handle}, also if that failed.
     *
     * @throws Exception goes to {@link BaseServer#handleError}
     */
    protected void finish() throws Exception {}

    /**
     * What came: the connection, or the datagram.
     *
     * @return the request, in setup, handle and finish
     */
    protected final R request() {
        return running(request);
    }

    /**
     * Who sent it.
     *
     * @return the address, in setup, handle and finish
     */
    protected final Sockaddr clientAddress() {
        return running(clientAddress);
    }

    /**
     * The server that this runs in.
     *
     * @return the server, in setup, handle and finish
     * @throws IllegalStateException in a worker process of a forking server, where there is none
     */
    protected final BaseServer<R> server() {
        return running(server);
    }

    /** The connection, or what a datagram is answered by. */
    final Socket answersBy() {
        return running(socket);
    }

    private static <T> T running(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException(
                    "there is none outside of setup, handle and finish, nor a server in a worker process");
        }
        return value;
    }
}
