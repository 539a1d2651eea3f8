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
import io.sockeye.SocketOptions;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server whose requests are TCP connections, one after the other; Python's {@code TCPServer}. */
public class TCPServer extends BaseServer<Socket> {
    /**
     * Listens at an address. {@code SO_REUSEADDR} is set, so that it can be started again at once; Python's leaves it off.
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
     * On a socket that was prepared by the caller: with options of its own, or a backlog.
     *
     * @param listening a listening socket, which this closes
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
                // The worker process has a descriptor of it too, and a close here would not end that.
                request.request().shutdown(SHUT_RDWR);
            } catch (ErrnoException e) {
                // ENOTCONN: the client has ended it.
            }
        }
        // A handler of this process is told that it is closed, and not that the client has ended it.
        request.request().close();
    }
}
