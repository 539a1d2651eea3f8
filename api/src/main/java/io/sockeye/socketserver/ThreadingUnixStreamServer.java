package io.sockeye.socketserver;

import io.sockeye.ErrnoException;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import java.util.function.Supplier;

/** A {@link UnixStreamServer} that handles each connection in a thread; Python's {@code ThreadingUnixStreamServer}. */
public class ThreadingUnixStreamServer extends UnixStreamServer {
    /**
     * Starts a platform thread for each connection, as Python does.
     *
     * @param address a UNIX path or an abstract name
     * @param requestHandlerClass makes a handler for each connection: {@code Handler::new}
     * @throws ErrnoException EADDRINUSE, EADDRNOTAVAIL, EACCES
     */
    public ThreadingUnixStreamServer(SockaddrUn address,
            Supplier<? extends BaseRequestHandler<Socket>> requestHandlerClass)
            throws ErrnoException {
        this(address, requestHandlerClass, ThreadingMixIn.platform());
    }

    /**
     * Uses threads of the caller's choice.
     *
     * @param address a UNIX path or an abstract name
     * @param requestHandlerClass makes a handler for each connection
     * @param threads the kind and number of threads
     * @throws ErrnoException EADDRINUSE, EADDRNOTAVAIL, EACCES
     */
    public ThreadingUnixStreamServer(
            SockaddrUn address,
            Supplier<? extends BaseRequestHandler<Socket>> requestHandlerClass,
            ThreadingMixIn threads)
            throws ErrnoException {
        super(listening(address), requestHandlerClass, threads);
    }
}
