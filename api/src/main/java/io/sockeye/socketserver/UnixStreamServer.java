package io.sockeye.socketserver;

import io.sockeye.ErrnoException;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import java.util.function.Supplier;

/**
 * A {@link TCPServer} at a UNIX address; Python's {@code UnixStreamServer}. A path is a file, which is neither removed before nor after: that
 * is the caller's.
 */
public class UnixStreamServer extends TCPServer {
    /**
     * At a path or an abstract name.
     *
     * @param address where
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
