package io.sockeye.socketserver;

import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;

import io.sockeye.Datagram;
import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import io.sockeye.TimedOutException;
import io.sockeye.WouldBlockException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Handles one datagram; Python's {@code DatagramRequestHandler}. The bytes written to {@link #wfile} are sent back as one datagram. */
public abstract class DatagramRequestHandler extends BaseRequestHandler<Datagram> {
    /** How many errors of other answers may come in between. */
    private static final int MAX_ATTEMPTS = 16;

    private @Nullable InputStream rfile;
    private final ByteArrayOutputStream wfile = new ByteArrayOutputStream();

    /** Called by the server for each datagram. */
    protected DatagramRequestHandler() {}

    @Override
    protected void setup() throws Exception {
        rfile = new ByteArrayInputStream(packet());
    }

    /**
     * {@code sendto(fd, wfile, flags, clientAddress)}: sends the answer, also an empty one, as Python does; send(2). On a UNIX socket it does
     * not wait, since a client that never reads would block the server: if the client's queue is full, {@link
     * io.sockeye.WouldBlockException} goes to {@link BaseServer#handleError}. A client without an address gets no answer; if one was written,
     * that is an error.
     */
    @Override
    protected void finish() throws Exception {
        var client = clientAddress();
        if (!client.equals(SockaddrUn.UNNAMED) || wfile.size() > 0) {
            int flags = client.family() == AF_UNIX ? MSG_DONTWAIT : 0;
            send(MemorySegment.ofArray(wfile.toByteArray()), flags, client);
        }
    }

    /**
     * With {@code IP_RECVERR} any call reports, once, what ICMP says about an earlier answer. A sendto that does has sent nothing, so it is
     * repeated; an error of this answer itself comes again. ip(7).
     */
    private void send(MemorySegment answer, int flags, Sockaddr client) throws ErrnoException {
        for (int attempts = 1;; attempts++) {
            try {
                socket().sendto(answer, flags, client);
                return;
            } catch (ErrnoException e) {
                if (attempts == MAX_ATTEMPTS || client.family() == AF_UNIX || !mayBeOfAnother(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean mayBeOfAnother(ErrnoException e) {
        boolean isOwn = e instanceof WouldBlockException || e instanceof TimedOutException;
        return !isOwn && ErrorScope.of(e.errno(), () -> true) == ErrorScope.PEER;
    }

    /**
     * The bytes of the datagram.
     *
     * @return its data
     */
    protected final byte[] packet() {
        return request().data();
    }

    /**
     * The server's socket.
     *
     * @return the socket that answers are sent by
     */
    protected final Socket socket() {
        return answersBy();
    }

    /**
     * The bytes of the datagram as a stream.
     *
     * @return available after {@link #setup}
     */
    protected final InputStream rfile() {
        return Objects.requireNonNull(rfile, "rfile is available after setup");
    }

    /**
     * Collects the answer.
     *
     * @return a stream whose content {@link #finish} sends
     */
    protected final OutputStream wfile() {
        return wfile;
    }
}
