package io.sockeye.socketserver;

import io.sockeye.Datagram;
import io.sockeye.ErrnoException;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import java.util.function.Supplier;

/**
 * A {@link UDPServer} at a UNIX address; Python's {@code UnixDatagramServer}. A path is a file, which the caller removes: the server does so neither before it
 * binds nor when it closes; unix(7).
 */
public class UnixDatagramServer extends UDPServer {
    /**
     * {@code socket}, {@code bind} at a UNIX address.
     *
     * @param address a path or an abstract name
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
