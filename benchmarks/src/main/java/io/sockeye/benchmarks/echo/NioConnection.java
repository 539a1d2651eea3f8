package io.sockeye.benchmarks.echo;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One client of the loops over java.nio. */
final class NioConnection {
    private final SocketChannel channel;
    private @Nullable ByteBuffer unsent;

    private NioConnection(SocketChannel channel) {
        this.channel = channel;
    }

    static void listen(int port, Selector selector) throws IOException {
        var server = ServerSocketChannel.open();
        server.configureBlocking(false);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), EchoMain.BACKLOG);
        server.register(selector, SelectionKey.OP_ACCEPT);
        EchoMain.listens(server.socket().getLocalPort());
    }

    /** One that {@code select} has found, whether a client or the server. */
    static void serve(SelectionKey key, ByteBuffer buffer) throws IOException {
        if (key.attachment() instanceof NioConnection client) {
            client.step(key, buffer);
        } else {
            accept(key);
        }
    }

    private static void accept(SelectionKey key) throws IOException {
        var channel = ((ServerSocketChannel) key.channel()).accept();
        // The client may have closed the connection again since the wait.
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(key.selector(), OP_READ, new NioConnection(channel));
        }
    }

    private void step(SelectionKey key, ByteBuffer buffer) throws IOException {
        try {
            if (unsent != null) {
                catchUp(key, unsent);
                return;
            }
            int count = channel.read(buffer.clear());
            if (count < 0) {
                channel.close();
            } else if (count > 0) {
                channel.write(buffer.flip());
                if (buffer.hasRemaining()) {
                    unsent = ByteBuffer.allocateDirect(buffer.remaining()).put(buffer).flip();
                    key.interestOps(OP_WRITE);
                }
            }
        } catch (IOException e) {
            // An error of one client ends only its own connection.
            channel.close();
        }
    }

    private void catchUp(SelectionKey key, ByteBuffer left) throws IOException {
        channel.write(left);
        if (!left.hasRemaining()) {
            unsent = null;
            key.interestOps(OP_READ);
        }
    }
}
