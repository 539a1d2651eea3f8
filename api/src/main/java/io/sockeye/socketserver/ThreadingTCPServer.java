package io.sockeye.socketserver;

import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import java.util.function.Supplier;

/** A {@link TCPServer} that handles each connection in a thread; Python's {@code ThreadingTCPServer}. */
public class ThreadingTCPServer extends TCPServer {
    /**
     * With a platform thread for each connection, as in Python.
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
     * With threads of the caller's choice.
     *
     * @param address IPv4 or IPv6; port 0 lets the kernel choose
     * @param requestHandlerClass makes a handler for each connection
     * @param threads which, and how many
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
     * On a socket that was prepared by the caller: with options of its own, or a backlog.
     *
     * @param listening a listening socket, which this closes
     * @param requestHandlerClass makes a handler for each connection
     * @param threads which, and how many
     */
    public ThreadingTCPServer(
            Socket listening,
            Supplier<? extends BaseRequestHandler<Socket>> requestHandlerClass,
            ThreadingMixIn threads) {
        super(listening, requestHandlerClass, threads);
    }
}
