package io.sockeye;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;

/**
 * A stream socket as a file: a channel and two streams, without buffers. Closing them leaves the socket open. The timeout of the socket
 * applies. Thread-safe as the socket is.
 */
public final class SocketFile implements ByteChannel {
    private final Socket socket;
    private volatile boolean open = true;

    SocketFile(Socket socket) {
        this.socket = socket;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        checkOpen();
        if (!target.hasRemaining()) {
            return 0;
        }
        int count = socket.recv(target);
        return count == 0 ? -1 : count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        checkOpen();
        return source.hasRemaining() ? socket.send(source) : 0;
    }

    @Override
    public boolean isOpen() {
        return open && socket.fileno() >= 0;
    }

    @Override
    public void close() {
        open = false;
    }

    private void checkOpen() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }

    /** {@return a stream of the received bytes, to be wrapped in a reader or a buffered stream} Closing it has no effect. */
    public InputStream inputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                Objects.checkFromIndexSize(offset, length, buffer.length);
                return SocketFile.this.read(ByteBuffer.wrap(buffer, offset, length));
            }
        };
    }

    /** {@return a stream that sends all bytes of each write, to be wrapped in a writer or a buffered stream} Closing it has no effect. */
    public OutputStream outputStream() {
        return new OutputStream() {
            @Override
            public void write(int oneByte) throws IOException {
                write(new byte[] {(byte) oneByte});
            }

            @Override
            public void write(byte[] buffer, int offset, int length) throws IOException {
                checkOpen();
                socket.sendall(ByteBuffer.wrap(buffer, offset, length));
            }
        };
    }
}
