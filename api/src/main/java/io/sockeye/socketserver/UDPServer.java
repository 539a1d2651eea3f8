package io.sockeye.socketserver;

import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;

import io.sockeye.Datagram;
import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import io.sockeye.WouldBlockException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Receives UDP datagrams and handles one after the other; Python's {@code UDPServer}, which is a subclass of TCPServer there.
 *
 * <p>Errors that ICMP reports about earlier answers are passed over. With {@code IP_RECVERR} they stay in the socket's error queue, which is
 * the caller's to read; ip(7).
 */
public class UDPServer extends BaseServer<Datagram> {
    /** The largest that UDP over IPv4 can carry is 65,507. */
    private static final int MAX_PACKET_SIZE = 8192;

    /**
     * {@code socket}, {@code bind}: receives at an address.
     *
     * @param address IPv4 or IPv6; port 0 lets the kernel choose
     * @param requestHandlerClass makes a handler for each datagram: {@code Handler::new}
     * @throws ErrnoException EADDRINUSE, EADDRNOTAVAIL, EACCES
     */
    public UDPServer(Sockaddr address, Supplier<? extends BaseRequestHandler<Datagram>> requestHandlerClass)
            throws ErrnoException {
        this(bound(address), requestHandlerClass);
    }

    /**
     * Uses a socket that the caller has prepared, with its own options.
     *
     * @param bound a bound socket, which {@link #close} closes
     * @param requestHandlerClass makes a handler for each datagram
     */
    public UDPServer(Socket bound, Supplier<? extends BaseRequestHandler<Datagram>> requestHandlerClass) {
        this(bound, requestHandlerClass, RequestExecutor.InTheLoop.INSTANCE);
    }

    UDPServer(Socket bound, Supplier<? extends BaseRequestHandler<Datagram>> requestHandlerClass,
            RequestExecutor executor) {
        super(bound, requestHandlerClass, executor);
    }

    static Socket bound(Sockaddr address) throws ErrnoException {
        var socket = new Socket(address.family(), SOCK_DGRAM, 0);
        try {
            return socket.bind(address);
        } catch (ErrnoException | RuntimeException | Error e) {
            socket.close();
            throw e;
        }
    }

    /**
     * The maximum length of a datagram. A longer one is not truncated as in Python: a {@link RequestTooLongException} goes to
     * {@link #handleError}.
     *
     * @return bytes, 8192 unless it is overridden
     */
    protected int maxPacketSize() {
        return MAX_PACKET_SIZE;
    }

    @Override
    protected @Nullable Request<Datagram> getRequest() throws ErrnoException {
        var buffer = new byte[maxPacketSize()];
        try {
            var received = socket().recvfrom(MemorySegment.ofArray(buffer), MSG_DONTWAIT);
            return new Request<>(
                    new Datagram(Arrays.copyOf(buffer, received.count()), received.length(), received.from()),
                    Objects.requireNonNullElse(received.from(), SockaddrUn.UNNAMED));
        } catch (WouldBlockException gone) {
            // The checksum was wrong, or another process has received it; select(2), BUGS.
            return null;
        }
    }

    @Override
    protected void processRequest(Request<Datagram> request) throws Exception {
        if (request.request().truncated()) {
            throw new RequestTooLongException("a datagram of " + request.request().length() + " bytes from "
                    + request.clientAddress() + "; at most " + maxPacketSize() + " are taken");
        }
        super.processRequest(request);
    }

    @Override
    protected void shutdownRequest(Request<Datagram> request) {}

    @Override
    final boolean isUsable() {
        return true;
    }

    @Override
    final Socket answersBy(Request<Datagram> request) {
        return socket();
    }

    @Override
    final void closeRequest(Request<Datagram> request) {}
}
