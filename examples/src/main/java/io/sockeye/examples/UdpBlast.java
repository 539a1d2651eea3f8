package io.sockeye.examples;

import static io.sockeye.bindings.InetConstants.IPPROTO_UDP;
import static io.sockeye.bindings.InetConstants.UDP_GRO;
import static io.sockeye.bindings.InetConstants.UDP_SEGMENT;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_RCVBUF;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.sockeye.ClosedDescriptorException;
import io.sockeye.Message;
import io.sockeye.MessageBatch;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.FutureTask;

/**
 * How many datagrams of 1,200 bytes two threads pass over the loopback interface in a second: by java.nio, one by one, many by one
 * call, and many as one that the kernel never takes apart. Each has a number, and the receiver counts what is missing.
 *
 * <p>Run: {@code ./sockeye run udp-blast --seconds 2}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/UdpBlast.java}.
 */
final class UdpBlast {
    private static final int BYTES = 1_200;

    /** As many as the kernel takes in one send, UDP_MAX_SEGMENTS, and as fit into a datagram of 65,507 bytes; udp(7). */
    private static final int SEGMENTS = 65_507 / BYTES;

    private static final int BATCH = 64;

    /** On a machine with a small net.core.rmem_max the window has to fit into what it leaves; a datagram takes about twice its bytes. */
    private static final int RECEIVE_BUFFER = 4 << 20;

    private final String name;
    private final long window;
    private final Flow flow = new Flow();

    /** The two ends of a way to pass datagrams. */
    private interface End {
        /** Sends or receives some. */
        void pass() throws IOException;
    }

    private UdpBlast(String name, long window) {
        this.name = name;
        this.window = window;
    }

    static void main(String[] arguments) {
        Main.run("udp-blast", arguments);
    }

    static void run(String host, double seconds) throws IOException {
        IO.println("datagrams of " + BYTES + " bytes per second over " + host + ", two threads, every one counted");
        double nio = new UdpBlast("java.nio DatagramChannel", window(1)).nio(host, seconds);
        new UdpBlast("sendto, recvfrom", window(1)).single(host, seconds, nio);
        new UdpBlast("sendmmsg, recvmmsg", window(1)).batched(host, seconds, nio);
        new UdpBlast("UDP_SEGMENT, UDP_GRO", window(SEGMENTS)).segmented(host, seconds, nio);
    }

    /** How many datagrams the receive buffer holds for certain, if they come as so many in one. */
    private static long window(int together) throws IOException {
        try (var probe = Socket.udp().setsockopt(SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER)) {
            long room = probe.getsockopt(SOL_SOCKET, SO_RCVBUF);
            long charged = 2L * together * BYTES + 1_000;
            return Math.max(together, room / charged / 2 * together);
        }
    }

    private double nio(String host, double seconds) throws IOException {
        try (var receiver = DatagramChannel.open();
                var sender = DatagramChannel.open()) {
            receiver.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            receiver.bind(new InetSocketAddress(host, 0));
            var to = receiver.getLocalAddress();
            var in = ByteBuffer.allocateDirect(BYTES);
            var out = ByteBuffer.allocateDirect(BYTES);
            return measure(seconds, 0, receiver, () -> {
                out.clear().putLong(0, flow.next(1, window));
                sender.send(out, to);
            }, () -> {
                receiver.receive(in.clear());
                flow.received(in.getLong(0));
            });
        }
    }

    private void single(String host, double seconds, double nio) throws IOException {
        try (var receiver = receiver(host);
                var sender = Socket.udp();
                var arena = Arena.ofShared()) {
            var to = receiver.getsockname();
            var in = arena.allocate(BYTES);
            var out = arena.allocate(BYTES);
            measure(seconds, nio, receiver, () -> {
                put(out, 0, flow.next(1, window));
                sender.sendto(out, 0, to);
            }, () -> {
                receiver.recvfrom(in, 0);
                flow.received(get(in, 0));
            });
        }
    }

    private void batched(String host, double seconds, double nio) throws IOException {
        try (var receiver = receiver(host);
                var sender = Socket.udp();
                var out = new MessageBatch(BATCH, BYTES);
                var in = new MessageBatch(BATCH, BYTES)) {
            out.addressOfAll(receiver.getsockname());
            measure(seconds, nio, receiver, () -> {
                long first = flow.next(BATCH, window);
                for (int slot = 0; slot < BATCH; slot++) {
                    put(out.memory(), out.offset(slot), first + slot);
                }
                for (int sent = 0; sent < BATCH;) {
                    sent += sender.sendmmsg(out, sent, BATCH - sent, 0);
                }
            }, () -> {
                receiver.recvmmsg(in, 0);
                in.forEachDatagram((memory, offset, length, slot) -> flow.received(get(memory, offset)));
            });
        }
    }

    private void segmented(String host, double seconds, double nio) throws IOException {
        try (var receiver = receiver(host).setsockopt(IPPROTO_UDP, UDP_GRO, 1);
                var sender = Socket.udp().setsockopt(IPPROTO_UDP, UDP_SEGMENT, BYTES);
                var arena = Arena.ofShared()) {
            sender.connect(receiver.getsockname());
            var out = arena.allocate((long) SEGMENTS * BYTES);
            var in = arena.allocate(1 << 16);
            var message = Message.of(in);
            measure(seconds, nio, receiver, () -> {
                long first = flow.next(SEGMENTS, window);
                for (int i = 0; i < SEGMENTS; i++) {
                    put(out, (long) i * BYTES, first + i);
                }
                sender.send(out);
            }, () -> {
                long count = receiver.recvmsg(message);
                int size = message.segmentSize();
                for (long at = 0; at < count; at += size) {
                    flow.received(get(in, at));
                }
            });
        }
    }

    private static Socket receiver(String host) throws IOException {
        return Socket.udp().setsockopt(SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER).bind(Sockaddr.of(host, 0));
    }

    private static void put(MemorySegment memory, long offset, long number) {
        memory.set(JAVA_LONG_UNALIGNED, offset, number);
    }

    private static long get(MemorySegment memory, long offset) {
        return memory.get(JAVA_LONG_UNALIGNED, offset);
    }

    /** Runs both ends, a part of the time for the compiler and the rest for the clock, and prints a line. */
    private double measure(double seconds, double nio, AutoCloseable receiver, End sends, End receives)
            throws IOException {
        var sending = start("sender", () -> {
            while (flow.goesOn()) {
                sends.pass();
            }
        });
        var receiving = start("receiver", () -> {
            try {
                while (true) {
                    receives.pass();
                    flow.publish();
                }
            } catch (ClosedDescriptorException | ClosedChannelException theEnd) {
                // The receiver is blocked in recv. Closing its socket ends it.
            }
        });
        try {
            Thread.sleep((long) (seconds * 500));
            long startCount = flow.count();
            long start = System.nanoTime();
            Thread.sleep((long) (seconds * 1_000));
            double rate = (flow.count() - startCount) * 1e9 / (System.nanoTime() - start);
            flow.end();
            sending.get(10, SECONDS);
            flow.awaitRest();
            receiver.close();
            receiving.get(10, SECONDS);
            IO.println(String.format(
                    "%-26s %,12.0f/s %s   %,d sent, %,d lost",
                    name, rate, nio > 0 ? String.format("%5.1f times", rate / nio) : "           ", flow.sent(),
                    flow.lost()));
            return rate;
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(name + ": " + e, e);
        }
    }

    private static FutureTask<Void> start(String name, End work) {
        var task = new FutureTask<Void>(() -> {
            work.pass();
            return null;
        });
        Thread.ofPlatform().name(name).daemon().start(task);
        return task;
    }

    /** Numbers of datagrams, and how far the receiver has come: the sender stays within a window, so that nothing is lost. */
    private static final class Flow {
        private volatile boolean ended;
        private volatile long sent;

        /** The number after the last that came: what was lost before it is passed over. */
        private volatile long seen;

        private volatile long count;

        // The receiver's own, until it publishes them.
        private long lastSeen;
        private long counted;

        /** Waits until there is room for {@code together} more, and returns the number of the first. */
        long next(int together, long window) {
            long first = sent;
            while (first + together - seen > window && !ended) {
                Thread.onSpinWait();
            }
            sent = first + together;
            return first;
        }

        void received(long number) {
            counted++;
            lastSeen = number + 1;
        }

        /** Lets the sender see how far the receiver is, once for many datagrams. */
        void publish() {
            count = counted;
            seen = lastSeen;
        }

        boolean goesOn() {
            return !ended;
        }

        void end() {
            ended = true;
        }

        /** What is on its way comes at once, or never. */
        void awaitRest() {
            long limit = System.nanoTime() + SECONDS.toNanos(1);
            while (seen < sent && System.nanoTime() < limit) {
                Thread.onSpinWait();
            }
        }

        long count() {
            return count;
        }

        long sent() {
            return sent;
        }

        long lost() {
            return sent - count;
        }
    }
}
