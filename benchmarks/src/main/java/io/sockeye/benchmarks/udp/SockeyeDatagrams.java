package io.sockeye.benchmarks.udp;

import static io.sockeye.bindings.InetConstants.IPPROTO_UDP;
import static io.sockeye.bindings.InetConstants.UDP_GRO;
import static io.sockeye.bindings.InetConstants.UDP_SEGMENT;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_RCVBUF;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.sockeye.Message;
import io.sockeye.MessageBatch;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** {@code sendto} and {@code recvfrom}; {@code sendmmsg} and {@code recvmmsg}; {@code UDP_SEGMENT} and {@code UDP_GRO}. */
final class SockeyeDatagrams implements Datagrams {
    private final Socket receiver;
    private final Socket sender;
    private final Sockaddr to;

    SockeyeDatagrams() throws IOException {
        receiver = Socket.udp().setsockopt(SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER).bind(Sockaddr.of("127.0.0.1", 0));
        sender = Socket.udp();
        to = receiver.getsockname();
    }

    @Override
    public void start(Way way, DatagramFlow flow) throws IOException {
        switch (way) {
            case SINGLE -> single(flow);
            case BATCHED -> batched(flow);
            case SEGMENTED -> segmented(flow);
        }
    }

    private void single(DatagramFlow flow) {
        var in = Arena.ofAuto().allocate(BUFFER_BYTES);
        var out = Arena.ofAuto().allocate(BYTES);
        flow.receive(() -> {
            int count = receiver.recvfrom(in, 0).count();
            flow.received(in.get(JAVA_LONG_UNALIGNED, 0), count);
        });
        flow.send(() -> {
            if (flow.awaitRoom(1)) {
                out.set(JAVA_LONG_UNALIGNED, 0, flow.take());
                sender.sendto(out, 0, to);
            }
        });
    }

    private void batched(DatagramFlow flow) {
        var in = new MessageBatch(BATCH, SLOT_BYTES);
        var out = new MessageBatch(BATCH, BYTES);
        out.addressOfAll(to);
        flow.receive(() -> {
            int count = receiver.recvmmsg(in, 0);
            for (int slot = 0; slot < count; slot++) {
                flow.received(in.memory().get(JAVA_LONG_UNALIGNED, in.offset(slot)), in.length(slot));
            }
        });
        flow.send(() -> {
            if (flow.awaitRoom(BATCH)) {
                for (int slot = 0; slot < BATCH; slot++) {
                    out.memory().set(JAVA_LONG_UNALIGNED, out.offset(slot), flow.take());
                }
                for (int sent = 0; sent < BATCH;) {
                    sent += sender.sendmmsg(out, sent, BATCH - sent, 0);
                }
            }
        });
    }

    private void segmented(DatagramFlow flow) throws IOException {
        receiver.setsockopt(IPPROTO_UDP, UDP_GRO, 1);
        sender.setsockopt(IPPROTO_UDP, UDP_SEGMENT, BYTES);
        var in = Arena.ofAuto().allocate(BUFFER_BYTES);
        var out = Arena.ofAuto().allocate((long) SEGMENTS * BYTES);
        var message = Message.of(in);
        flow.receive(() -> receivedTogether(flow, in, receiver.recvmsg(message), message.segmentSize()));
        flow.send(() -> {
            if (flow.awaitRoom(SEGMENTS)) {
                for (int i = 0; i < SEGMENTS; i++) {
                    out.set(JAVA_LONG_UNALIGNED, (long) i * BYTES, flow.take());
                }
                sender.sendto(out, 0, to);
            }
        });
    }

    private static void receivedTogether(DatagramFlow flow, MemorySegment in, long count, int size)
            throws IOException {
        for (long at = 0; at < count; at += size) {
            flow.received(in.get(JAVA_LONG_UNALIGNED, at), Math.min(size, count - at));
        }
    }
}
