package io.sockeye.socketserver;

import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SHUT_RDWR;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_REUSEADDR;

import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import io.sockeye.sockopt.SocketOptions;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Accepts TCP connections and handles one after the other; Python's {@code TCPServer}. */
public class TCPServer extends BaseServer<Socket> {
    /**
     * {@code socket}, {@code bind}, {@code listen}: listens at an address. {@code SO_REUSEADDR} is set, unlike in Python, so that a server can
     * be started again while old connections are in TIME_WAIT; socket(7).
     *
     * @param address IPv4 or IPv6; port 0 lets the kernel choose
     * @param requestHandlerClass makes a handler for each connection: {@code Handler::new}
     * @throws ErrnoException EADDRINUSE, EADDRNOTAVAIL, EACCES
     */
    public TCPServer(Sockaddr address, Supplier<? extends BaseRequestHandler<Socket>> requestHandlerClass)
            throws ErrnoException {
        this(listening(address), requestHandlerClass);
    }

    /**
     * Uses a socket that the caller has prepared, with its own options or backlog.
     *
     * @param listening a listening socket, which {@link #close} closes
     * @param requestHandlerClass makes a handler for each connection
     */
    public TCPServer(Socket listening, Supplier<? extends BaseRequestHandler<Socket>> requestHandlerClass) {
        this(listening, requestHandlerClass, RequestExecutor.InTheLoop.INSTANCE);
    }

    TCPServer(Socket listening, Supplier<? extends BaseRequestHandler<Socket>> requestHandlerClass,
            RequestExecutor executor) {
        super(listening, requestHandlerClass, executor);
    }

    static Socket listening(Sockaddr address) throws ErrnoException {
        var socket = new Socket(address.family(), SOCK_STREAM, 0);
        try {
            if (address.family() != AF_UNIX) {
                socket.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
            }
            return socket.bind(address).listen();
        } catch (ErrnoException | RuntimeException | Error e) {
            socket.close();
            throw e;
        }
    }

    @Override
    protected @Nullable Request<Socket> getRequest() throws ErrnoException {
        var connection = socket().tryAccept();
        return connection == null
                ? null
                : new Request<>(connection, Objects.requireNonNullElse(connection.peer(), SockaddrUn.UNNAMED));
    }

    @Override
    protected void shutdownRequest(Request<Socket> request) {
        request.request().close();
    }

    @Override
    final boolean isUsable() {
        try {
            return socket().getsockopt(SocketOptions.SO_ACCEPTCONN);
        } catch (ErrnoException closed) {
            return false;
        }
    }

    @Override
    final Socket answersBy(Request<Socket> request) {
        return request.request();
    }

    @Override
    final void closeRequest(Request<Socket> request) {
        if (isHandledElsewhere()) {
            try {
                // The worker process has a descriptor of its own for the connection, which a close here would not end.
                request.request().shutdown(SHUT_RDWR);
            } catch (ErrnoException e) {
                // ENOTCONN: the client has closed the connection. EBADF: this process has.
            }
        }
        // In this process no shutdown: a blocked handler gets EBADF, and does not mistake it for the end of the client's data.
        request.request().close();
    }
}
