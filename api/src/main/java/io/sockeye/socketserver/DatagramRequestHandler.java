package io.sockeye.socketserver;

import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;

import io.sockeye.Datagram;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Handles one datagram; Python's {@code DatagramRequestHandler}. What is written to {@link #wfile} goes back as one datagram. */
public abstract class DatagramRequestHandler extends BaseRequestHandler<Datagram> {
    private @Nullable InputStream rfile;
    private final ByteArrayOutputStream wfile = new ByteArrayOutputStream();

    /** Made by a server for each datagram. */
    protected DatagramRequestHandler() {}

    @Override
    protected void setup() throws Exception {
        rfile = new ByteArrayInputStream(packet());
    }

    /**
     * Sends what was written, also if it is nothing, as Python does. On a UNIX socket it does not wait, since a client that never reads
     * would stop the server: an answer that there is no room for is reported as a {@link io.sockeye.WouldBlockException}. A client
     * without an address gets none; if something was written, that is reported.
     */
    @Override
    protected void finish() throws Exception {
        var client = clientAddress();
        if (!client.equals(SockaddrUn.UNNAMED) || wfile.size() > 0) {
            int flags = client.family() == AF_UNIX ? MSG_DONTWAIT : 0;
            socket().sendto(MemorySegment.ofArray(wfile.toByteArray()), flags, client);
        }
    }

    /**
     * The datagram's bytes.
     *
     * @return its data
     */
    protected final byte[] packet() {
        return request().data();
    }

    /**
     * The server's socket.
     *
     * @return what answers go out by
     */
    protected final Socket socket() {
        return answersBy();
    }

    /**
     * The datagram's bytes.
     *
     * @return a stream, after {@link #setup}
     */
    protected final InputStream rfile() {
        return Objects.requireNonNull(rfile, "rfile is there after setup");
    }

    /**
     * The answer.
     *
     * @return a stream, whose content {@link #finish} sends
     */
    protected final OutputStream wfile() {
        return wfile;
    }
}
