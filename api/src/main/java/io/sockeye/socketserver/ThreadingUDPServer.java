package io.sockeye.socketserver;

import io.sockeye.Datagram;
import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import java.util.function.Supplier;

/** A {@link UDPServer} that handles each datagram in a thread; Python's {@code ThreadingUDPServer}. */
public class ThreadingUDPServer extends UDPServer {
    /**
     * Starts a platform thread for each datagram, as Python does.
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
     * Uses threads of the caller's choice.
     *
     * @param address IPv4 or IPv6; port 0 lets the kernel choose
     * @param requestHandlerClass makes a handler for each datagram
     * @param threads the kind and number of threads
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
     * Uses a socket that the caller has prepared, with its own options.
     *
     * @param bound a bound socket, which {@link #close} closes
     * @param requestHandlerClass makes a handler for each datagram
     * @param threads the kind and number of threads
     */
    public ThreadingUDPServer(
            Socket bound,
            Supplier<? extends BaseRequestHandler<Datagram>> requestHandlerClass,
            ThreadingMixIn threads) {
        super(bound, requestHandlerClass, threads);
    }
}
