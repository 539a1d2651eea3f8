package io.sockeye.socketserver;

import io.sockeye.ErrnoException;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import java.util.function.Supplier;

/**
 * A {@link TCPServer} at a UNIX address; Python's {@code UnixStreamServer}. A path is a file, which the caller removes: the server does so neither before it
 * binds nor when it closes; unix(7).
 */
public class UnixStreamServer extends TCPServer {
    /**
     * {@code socket}, {@code bind}, {@code listen} at a UNIX address.
     *
     * @param address a path or an abstract name
     * @param requestHandlerClass makes a handler for each connection: {@code Handler::new}
     * @throws ErrnoException EADDRINUSE if the file is there, EACCES
     */
    public UnixStreamServer(SockaddrUn address, Supplier<? extends BaseRequestHandler<Socket>> requestHandlerClass)
            throws ErrnoException {
        super(address, requestHandlerClass);
    }

    UnixStreamServer(Socket socket, Supplier<? extends BaseRequestHandler<Socket>> requestHandlerClass,
            RequestExecutor executor) {
        super(socket, requestHandlerClass, executor);
    }
}
