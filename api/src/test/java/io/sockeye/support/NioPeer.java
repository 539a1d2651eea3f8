package io.sockeye.support;

import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_RCVBUF;
import static io.sockeye.bindings.SocketConstants.SO_SNDBUF;

import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A socket of ours, and one of java.nio's that it is connected to; with small buffers. */
public record NioPeer(Socket socket, SocketChannel peer) implements AutoCloseable {
    private static final int SMALL = 1 << 14;

    public static NioPeer connect() throws IOException {
        try (var server = ServerSocketChannel.open()) {
            server.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var address = Sockaddr.of("127.0.0.1", server.socket().getLocalPort());
            var socket = Socket.tcp();
            socket.setsockopt(SOL_SOCKET, SO_SNDBUF, SMALL).setsockopt(SOL_SOCKET, SO_RCVBUF, SMALL);
            return new NioPeer(socket.connect(address), server.accept());
        }
    }

    /** All that comes until the end of the stream. */
    public byte[] readAll() throws IOException {
        var all = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(1 << 16);
        while (peer.read(buffer.clear()) >= 0) {
            all.write(buffer.array(), 0, buffer.position());
        }
        return all.toByteArray();
    }

    public byte[] read(int count) throws IOException {
        var buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining() && peer.read(buffer) >= 0) {}
        return buffer.array();
    }

    /** Sends all of it, and then the end of the stream. */
    public boolean writeAll(byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            peer.write(buffer);
        }
        peer.shutdownOutput();
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        peer.close();
    }
}
