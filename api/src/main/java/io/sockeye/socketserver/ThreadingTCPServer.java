package io.sockeye.socketserver;

import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import java.util.function.Supplier;

/** A {@link TCPServer} that handles each connection in a thread; Python's {@code ThreadingTCPServer}. */
public class ThreadingTCPServer extends TCPServer {
    /**
     * Starts a platform thread for each connection, as Python does.
     *
     * @param address IPv4 or IPv6; port 0 lets the kernel choose
     * @param requestHandlerClass makes a handler for each connection: {@code Handler::new}
     * @throws ErrnoException EADDRINUSE, EADDRNOTAVAIL, EACCES
     */
    public ThreadingTCPServer(Sockaddr address, Supplier<? extends BaseRequestHandler<Socket>> requestHandlerClass)
            throws ErrnoException {
        this(address, requestHandlerClass, ThreadingMixIn.platform());
    }

    /**
     * Uses threads of the caller's choice.
     *
     * @param address IPv4 or IPv6; port 0 lets the kernel choose
     * @param requestHandlerClass makes a handler for each connection
     * @param threads the kind and number of threads
     * @throws ErrnoException EADDRINUSE, EADDRNOTAVAIL, EACCES
     */
    public ThreadingTCPServer(
            Sockaddr address,
            Supplier<? extends BaseRequestHandler<Socket>> requestHandlerClass,
            ThreadingMixIn threads)
            throws ErrnoException {
        super(listening(address), requestHandlerClass, threads);
    }

    /**
     * Uses a socket that the caller has prepared, with its own options or backlog.
     *
     * @param listening a listening socket, which {@link #close} closes
     * @param requestHandlerClass makes a handler for each connection
     * @param threads the kind and number of threads
     */
    public ThreadingTCPServer(
            Socket listening,
            Supplier<? extends BaseRequestHandler<Socket>> requestHandlerClass,
            ThreadingMixIn threads) {
        super(listening, requestHandlerClass, threads);
    }
}
