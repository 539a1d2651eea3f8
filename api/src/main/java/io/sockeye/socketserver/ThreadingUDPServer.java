package io.sockeye.socketserver;

import io.sockeye.Datagram;
import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import java.util.function.Supplier;

/** A {@link UDPServer} that handles each datagram in a thread; Python's {@code ThreadingUDPServer}. */
public class ThreadingUDPServer extends UDPServer {
    /**
     * With a platform thread for each datagram, as in Python.
     *
     * @param address IPv4 or IPv6; port 0 lets the kernel choose
     * @param requestHandlerClass makes a handler for each datagram: {@code Handler::new}
     * @throws ErrnoException EADDRINUSE, EADDRNOTAVAIL, EACCES
     */
    public ThreadingUDPServer(Sockaddr address, Supplier<? extends BaseRequestHandler<Datagram>> requestHandlerClass)
            throws ErrnoException {
        this(address, requestHandlerClass, ThreadingMixIn.platform());
    }

    /**
     * With threads of the caller's choice.
     *
     * @param address IPv4 or IPv6; port 0 lets the kernel choose
     * @param requestHandlerClass makes a handler for each datagram
     * @param threads which, and how many
     * @throws ErrnoException EADDRINUSE, EADDRNOTAVAIL, EACCES
     */
    public ThreadingUDPServer(
            Sockaddr address,
            Supplier<? extends BaseRequestHandler<Datagram>> requestHandlerClass,
            ThreadingMixIn threads)
            throws ErrnoException {
        super(bound(address), requestHandlerClass, threads);
    }

    /**
     * On a socket that was prepared by the caller: with options of its own.
     *
     * @param bound a bound socket, which this closes
     * @param requestHandlerClass makes a handler for each datagram
     * @param threads which, and how many
     */
    public ThreadingUDPServer(
            Socket bound,
            Supplier<? extends BaseRequestHandler<Datagram>> requestHandlerClass,
            ThreadingMixIn threads) {
        super(bound, requestHandlerClass, threads);
    }
}
