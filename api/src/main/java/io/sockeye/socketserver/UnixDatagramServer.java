package io.sockeye.socketserver;

import io.sockeye.Datagram;
import io.sockeye.ErrnoException;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import java.util.function.Supplier;

/**
 * A {@link UDPServer} at a UNIX address; Python's {@code UnixDatagramServer}. A path is a file, which is neither removed before nor after: that
 * is the caller's.
 */
public class UnixDatagramServer extends UDPServer {
    /**
     * At a path or an abstract name.
     *
     * @param address where
     * @param requestHandlerClass makes a handler for each datagram: {@code Handler::new}
     * @throws ErrnoException EADDRINUSE if the file is there, EACCES
     */
    public UnixDatagramServer(SockaddrUn address, Supplier<? extends BaseRequestHandler<Datagram>> requestHandlerClass)
            throws ErrnoException {
        super(address, requestHandlerClass);
    }

    UnixDatagramServer(Socket socket, Supplier<? extends BaseRequestHandler<Datagram>> requestHandlerClass,
            RequestExecutor executor) {
        super(socket, requestHandlerClass, executor);
    }
}
