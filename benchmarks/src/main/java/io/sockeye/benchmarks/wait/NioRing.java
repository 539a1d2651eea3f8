package io.sockeye.benchmarks.wait;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** A ring of java.nio's channels. The mechanism is that of the selector provider. */
abstract class NioRing extends LoopRing {
    final Selector selector = Selector.open();
    private final List<DatagramChannel> channels = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

    private NioRing(int n) throws IOException {
        super(n);
        for (int i = 0; i < n; i++) {
            var channel = DatagramChannel.open();
            channels.add(channel);
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).configureBlocking(false);
        }
        for (int i = 0; i < n; i++) {
            channels.get(i).connect(channels.get(peer(i)).getLocalAddress());
            channels.get(i).register(selector, SelectionKey.OP_READ, channels.get(sender(i)));
        }
    }

    @Override
    final void start(int sender) throws IOException {
        sent(channels.get(sender).write(buffer.clear().limit(1)));
    }

    final void deliver(SelectionKey key) throws IOException {
        if (received(((DatagramChannel) key.channel()).read(buffer.clear()))) {
            sent(((DatagramChannel) key.attachment()).write(buffer.flip()));
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (var channel : channels) {
            channel.close();
        }
    }

    static final class BySelectedKeys extends NioRing {
        BySelectedKeys(int n) throws IOException {
            super(n);
        }

        @Override
        void turn() throws IOException {
            selector.select();
            var keys = selector.selectedKeys().iterator();
            while (keys.hasNext()) {
                var key = keys.next();
                keys.remove();
                deliver(key);
            }
        }
    }

    static final class ByConsumer extends NioRing {
        ByConsumer(int n) throws IOException {
            super(n);
        }

        @Override
        void turn() throws IOException {
            try {
                selector.select(key -> {
                    try {
                        deliver(key);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }
}
