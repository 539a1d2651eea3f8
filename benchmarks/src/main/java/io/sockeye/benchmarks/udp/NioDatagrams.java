package io.sockeye.benchmarks.udp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;

/** {@code DatagramChannel.send} and {@code receive}: java.nio has neither batches nor segments. */
final class NioDatagrams implements Datagrams {
    private final DatagramChannel receiver;
    private final DatagramChannel sender;
    private final SocketAddress to;

    NioDatagrams() throws IOException {
        receiver = DatagramChannel.open()
                .setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        sender = DatagramChannel.open();
        to = receiver.getLocalAddress();
    }

    @Override
    public void start(Way way, DatagramFlow flow) {
        var in = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.nativeOrder());
        var out = ByteBuffer.allocateDirect(BYTES).order(ByteOrder.nativeOrder());
        flow.receive(() -> {
            receiver.receive(in.clear());
            flow.received(in.getLong(0), in.position());
        });
        flow.send(() -> {
            if (flow.awaitRoom(1)) {
                sender.send(out.clear().putLong(0, flow.take()), to);
            }
        });
    }
}
