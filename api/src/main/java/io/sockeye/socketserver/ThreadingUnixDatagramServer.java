package io.sockeye.socketserver;

import io.sockeye.Datagram;
import io.sockeye.ErrnoException;
import io.sockeye.SockaddrUn;
import java.util.function.Supplier;

/** A {@link UnixDatagramServer} that handles each datagram in a thread; Python's {@code ThreadingUnixDatagramServer}. */
public class ThreadingUnixDatagramServer extends UnixDatagramServer {
    /**
     * Starts a platform thread for each datagram, as Python does.
     *
     * @param address a UNIX path or an abstract name
     * @param requestHandlerClass makes a handler for each datagram: {@code Handler::new}
     * @throws ErrnoException EADDRINUSE, EADDRNOTAVAIL, EACCES
     */
    public ThreadingUnixDatagramServer(SockaddrUn address,
            Supplier<? extends BaseRequestHandler<Datagram>> requestHandlerClass)
            throws ErrnoException {
        this(address, requestHandlerClass, ThreadingMixIn.platform());
    }

    /**
     * Uses threads of the caller's choice.
     *
     * @param address a UNIX path or an abstract name
     * @param requestHandlerClass makes a handler for each datagram
     * @param threads the kind and number of threads
     * @throws ErrnoException EADDRINUSE, EADDRNOTAVAIL, EACCES
     */
    public ThreadingUnixDatagramServer(
            SockaddrUn address,
            Supplier<? extends BaseRequestHandler<Datagram>> requestHandlerClass,
            ThreadingMixIn threads)
            throws ErrnoException {
        super(bound(address), requestHandlerClass, threads);
    }
}
