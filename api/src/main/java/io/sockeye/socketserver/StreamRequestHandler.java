package io.sockeye.socketserver;

import static io.sockeye.bindings.InetConstants.IPPROTO_TCP;
import static io.sockeye.bindings.InetConstants.TCP_NODELAY;

import io.sockeye.Socket;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Handles one connection through an input and an output stream; Python's {@code StreamRequestHandler}. */
public abstract class StreamRequestHandler extends BaseRequestHandler<Socket> {
    private @Nullable InputStream rfile;
    private @Nullable OutputStream wfile;

    /** Called by the server for each connection. */
    protected StreamRequestHandler() {}

    @Override
    protected void setup() throws Exception {
        var timeout = timeout();
        if (timeout != null) {
            connection().settimeout(timeout);
        }
        if (disableNagleAlgorithm()) {
            connection().setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
        }
        var file = connection().makefile();
        rfile = rbufsize() == 0 ? file.inputStream() : new BufferedInputStream(file.inputStream(), rbufsize());
        wfile = wbufsize() == 0 ? file.outputStream() : new BufferedOutputStream(file.outputStream(), wbufsize());
    }

    /** Flushes {@link #wfile}. */
    @Override
    protected void finish() throws Exception {
        wfile().flush();
    }

    /**
     * The timeout of each call on the connection. {@link BaseServer#requestLimit} limits the whole request.
     *
     * @return null, which sets no timeout, unless it is overridden
     */
    protected @Nullable Duration timeout() {
        return null;
    }

    /**
     * Whether to set {@code TCP_NODELAY}; tcp(7).
     *
     * @return false, unless it is overridden
     */
    protected boolean disableNagleAlgorithm() {
        return false;
    }

    /**
     * The size of the buffer of {@link #rfile}.
     *
     * @return bytes, 8192 unless it is overridden; 0 for none
     */
    protected int rbufsize() {
        return 8192;
    }

    /**
     * The size of the buffer of {@link #wfile}.
     *
     * @return bytes; 0 for none, unless it is overridden
     */
    protected int wbufsize() {
        return 0;
    }

    /**
     * The connection; {@link #request} by its name in Python.
     *
     * @return the connection
     */
    protected final Socket connection() {
        return request();
    }

    /**
     * The bytes that the client sends.
     *
     * @return available after {@link #setup}
     */
    protected final InputStream rfile() {
        return Objects.requireNonNull(rfile, "rfile is available after setup");
    }

    /**
     * Sends bytes to the client.
     *
     * @return available after {@link #setup}
     */
    protected final OutputStream wfile() {
        return Objects.requireNonNull(wfile, "wfile is available after setup");
    }

    /**
     * Reads one line of {@link #rfile}, without its {@code \n} or {@code \r\n}.
     *
     * @param limit the maximum length in bytes, without the line end
     * @return the line; null at the end of the stream
     * @throws RequestTooLongException if it is longer; the rest of the line stays unread, so the connection cannot be used any further
     * @throws IOException ECONNRESET, ETIMEDOUT; EBADF if the connection is closed
     */
    protected final byte @Nullable [] readLine(int limit) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = rfile().read(); next != '\n'; next = rfile().read()) {
            // One more for the \r, if it belongs to the end.
            if (line.size() > limit || (line.size() == limit && next >= 0 && next != '\r')) {
                throw new RequestTooLongException("a line of more than " + limit + " bytes from " + clientAddress());
            }
            if (next < 0) {
                return line.size() == 0 ? null : line.toByteArray();
            }
            line.write(next);
        }
        var bytes = line.toByteArray();
        return bytes.length > 0 && bytes[bytes.length - 1] == '\r'
                ? Arrays.copyOf(bytes, bytes.length - 1)
                : bytes;
    }
}
