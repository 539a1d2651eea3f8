package io.sockeye;

import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.internal.poll.BlockingMode;
import io.sockeye.internal.poll.Deadline;
import io.sockeye.internal.poll.Descriptor;
import io.sockeye.internal.poll.IoWaiter;
import io.sockeye.support.WaitMode;
import io.sockeye.support.BlockingCall;
import io.sockeye.support.RawPipe;
import io.sockeye.support.Signals;
import io.sockeye.support.StreamFamily;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever is blocked in a call comes out when another thread closes the socket. */
class TrapCloseTest {
    /** The aim is 100 ms on a machine that is not busy. */
    private static final Duration WITHIN = Duration.ofSeconds(2);

    private static final Duration LONG = Duration.ofSeconds(60);

    /** A call that blocks on a socket, and what has to stay open meanwhile. */
    private record Scene(Socket socket, Signals.Action call, List<? extends AutoCloseable> rest) {}

    private interface Opener {
        Scene open() throws Exception;
    }

    record Blocked(String name, Opener opener) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Blocked> onBothKindsOfThread() {
        return Stream.concat(
                Stream.of(StreamFamily.values()).flatMap(TrapCloseTest::streams),
                Stream.of(
                        new Blocked("recvfrom UDP", () -> {
                            var socket = udp();
                            return new Scene(socket, () -> socket.recvfrom(10), List.of());
                        }),
                        new Blocked("recvfrom UDP with timeout", () -> {
                            var socket = udp();
                            socket.settimeout(LONG);
                            return new Scene(socket, () -> socket.recvfrom(10), List.of());
                        }),
                        new Blocked("recvfrom UDP connected", () -> {
                            var peer = udp();
                            var socket = udp().connect(peer.getsockname());
                            return new Scene(socket, () -> socket.recvfrom(10), List.of(peer));
                        }),
                        new Blocked("recvfrom UNIX datagram", () -> datagrams(socket -> socket.recvfrom(10))),
                        new Blocked("send UNIX datagram", () -> datagrams(socket -> {
                            while (socket.send(new byte[100]) > 0) {}
                        })),
                        new Blocked("sendto UNIX datagram", () -> toFullQueue(null)),
                        new Blocked("sendto UNIX datagram with timeout", () -> toFullQueue(LONG)),
                        new Blocked("select UDP", () -> {
                            var socket = udp();
                            return new Scene(socket, () -> select(socket, 0), List.of());
                        })));
    }

    /** The sender is writable all the while: it is the receiver's queue that is full. */
    private static Scene toFullQueue(@Nullable Duration timeout) throws ErrnoException {
        var receiver = new Socket(AF_UNIX, SOCK_DGRAM, 0).bind(SockaddrUn.UNNAMED);
        var sender = new Socket(AF_UNIX, SOCK_DGRAM, 0);
        sender.settimeout(timeout);
        var address = receiver.getsockname();
        return new Scene(
                sender,
                () -> {
                    while (sender.sendto(new byte[100], address) > 0) {}
                },
                List.of(receiver));
    }

    private static Stream<Blocked> streams(StreamFamily streams) {
        return Stream.of(
                new Blocked("recv " + streams, () -> pair(streams, null, socket -> socket.recv(10))),
                new Blocked("recv with timeout " + streams, () -> pair(streams, LONG, socket -> socket.recv(10))),
                new Blocked("recv scattered " + streams,
                        () -> pair(streams, null, socket -> socket.recv(new ByteBuffer[] {ByteBuffer.allocate(10)}))),
                new Blocked("accept " + streams, () -> listener(streams, null, Socket::accept)),
                new Blocked("accept with timeout " + streams, () -> listener(streams, LONG, Socket::accept)),
                new Blocked("connect " + streams, () -> connect(streams, null)),
                new Blocked("connect with timeout " + streams, () -> connect(streams, LONG)),
                new Blocked("send " + streams, () -> full(streams, null, socket -> socket.send(new byte[10]))),
                new Blocked("send with timeout " + streams,
                        () -> full(streams, LONG, socket -> socket.send(new byte[10]))),
                new Blocked("sendall " + streams,
                        () -> full(streams, null, socket -> socket.sendall(MemorySegment.ofArray(new byte[1 << 20])))),
                new Blocked("select reader " + streams, () -> pair(streams, null, socket -> select(socket, 0))),
                new Blocked("select listener " + streams, () -> listener(streams, null, socket -> select(socket, 0))),
                new Blocked("select writer " + streams, () -> full(streams, null, socket -> select(socket, 1))),
                new Blocked("select exceptional " + streams, () -> pair(streams, null, socket -> select(socket, 2))));
    }

    @ParameterizedTest
    @MethodSource("onBothKindsOfThread")
    void trap2_closeWakesAPlatformThreadIn(Blocked blocked) throws Exception {
        closeWakes(blocked, Thread.ofPlatform().daemon());
    }

    @ParameterizedTest
    @MethodSource("onBothKindsOfThread")
    void trap2_closeWakesAVirtualThreadIn(Blocked blocked) throws Exception {
        closeWakes(blocked, Thread.ofVirtual());
    }

    private static void closeWakes(Blocked blocked, Thread.Builder builder) throws Exception {
        var scene = blocked.opener.open();
        try {
            var call = BlockingCall.on(builder, () -> {
                scene.call.run();
                return "an end";
            });
            call.awaitBlocked();
            long start = System.nanoTime();
            scene.socket.close();
            var failure = call.failure(WITHIN);
            long took = System.nanoTime() - start;
            System.out.printf("trap 2: %s: %.1f ms, %s%n", blocked, took / 1e6, failure.getClass().getSimpleName());
            assertThat(failure).isInstanceOf(ClosedDescriptorException.class);
        } finally {
            for (var other : scene.rest) {
                other.close();
            }
        }
    }

    /** A platform thread is woken by a shutdown, which reaches the connection; a virtual one by its own name. */
    @Test
    void trap2_closeOfADuplicateLeavesTheConnection() throws Exception {
        try (var pair = StreamFamily.TCP.pair()) {
            var duplicate = pair.first().dup();
            var recv = BlockingCall.on(Thread.ofVirtual(), () -> duplicate.recv(10)).awaitBlocked();
            duplicate.close();
            assertThat(recv.failure(WITHIN)).isInstanceOf(ClosedDescriptorException.class);
            pair.second().send(new byte[] {7});
            assertThat(pair.first().recv(10)).containsExactly(7);
        }
    }

    /** A shutdown would reach the other owner too, so the thread waits where an eventfd wakes it. */
    @Test
    void trap2_closeOfADuplicateThatAPlatformThreadIsBlockedInLeavesTheConnection() throws Exception {
        try (var pair = StreamFamily.TCP.pair()) {
            var duplicate = pair.first().dup();
            var recv = BlockingCall.platform(() -> duplicate.recv(10)).awaitBlocked();
            duplicate.close();
            assertThat(recv.failure(WITHIN)).isInstanceOf(ClosedDescriptorException.class);
            pair.second().send(new byte[3]);
            assertThat(pair.first().recv(10)).hasSize(3);
        }
    }

    /** Nothing else wakes a thread that was blocked in the kernel before the duplicate was made. */
    @Test
    void trap2_aThreadThatWasBlockedBeforeTheDuplicateIsWokenByAShutdown() throws Exception {
        WaitMode.assumeBlocksInKernel();
        try (var pair = StreamFamily.TCP.pair()) {
            var recv = BlockingCall.platform(() -> pair.first().recv(10)).awaitBlocked();
            try (var duplicate = pair.first().dup()) {
                pair.first().close();
                assertThat(recv.failure(WITHIN)).isInstanceOf(ClosedDescriptorException.class);
                assertThat(duplicate.recv(10)).isEmpty();
            }
        }
    }

    /** A shutdown that comes before connect does not end it, so one is not enough. */
    @Test
    void trap2_closeWakesAPlatformThreadThatIsOnItsWayIn() throws Exception {
        try (var busy = StreamFamily.TCP.busy()) {
            var address = busy.listener().getsockname();
            for (int i = 0; i < 500; i++) {
                var socket = Socket.tcp();
                var goes = new CountDownLatch(1);
                var call = BlockingCall.platform(() -> {
                    goes.countDown();
                    return socket.connect(address);
                });
                goes.await();
                // A little later each time: before, while, and after it goes in.
                for (int wait = 0; wait < i * 10; wait++) {
                    Thread.onSpinWait();
                }
                socket.close();
                assertThat(call.failure(WITHIN)).as("the %dth", i).isInstanceOf(ClosedDescriptorException.class);
            }
        }
    }

    @Test
    void trap2_closeWakesAVirtualThreadWithoutAShutdown() throws Exception {
        var pipe = RawPipe.open();
        var descriptor = Descriptor.withoutShutdown(pipe.reader());
        var wait = BlockingCall.on(Thread.ofVirtual(), () -> {
            descriptor.acquire("read");
            try {
                var waiter = new IoWaiter(descriptor, new BlockingMode(descriptor, true, null));
                return waiter.await("read", POLLIN, IoWaiter.NONE, waiter.edges(), Deadline.NEVER);
            } finally {
                descriptor.release();
            }
        }).awaitBlocked();
        descriptor.close();
        assertThat(wait.failure(WITHIN)).isInstanceOf(ClosedDescriptorException.class);
        FileSyscalls.close(pipe.writer());
    }

    private interface Call {
        void on(Socket socket) throws Exception;
    }

    private static Scene pair(StreamFamily streams, @Nullable Duration timeout, Call call) throws ErrnoException {
        return scene(streams.pair(), timeout, call);
    }

    private static Scene full(StreamFamily streams, @Nullable Duration timeout, Call call) throws ErrnoException {
        return scene(streams.full(), timeout, call);
    }

    private static Scene datagrams(Call call) throws ErrnoException {
        return scene(Socket.socketpair(AF_UNIX, SOCK_DGRAM, 0), null, call);
    }

    private static Scene scene(SocketPair pair, @Nullable Duration timeout, Call call) throws ErrnoException {
        var socket = pair.first();
        socket.settimeout(timeout);
        return new Scene(socket, () -> call.on(socket), List.of(pair));
    }

    private static Scene listener(StreamFamily streams, @Nullable Duration timeout, Call call) throws ErrnoException {
        var socket = streams.listener();
        socket.settimeout(timeout);
        return new Scene(socket, () -> call.on(socket), List.of());
    }

    private static Scene connect(StreamFamily streams, @Nullable Duration timeout) throws ErrnoException {
        var busy = streams.busy();
        var socket = streams.open();
        socket.settimeout(timeout);
        return new Scene(socket, () -> socket.connect(busy.listener().getsockname()), List.of(busy));
    }

    private static Socket udp() throws ErrnoException {
        return Socket.udp().bind(Sockaddr.of("127.0.0.1", 0));
    }

    private static void select(Socket socket, int set) throws ErrnoException {
        var one = List.of(socket);
        var none = List.<Socket>of();
        Select.select(set == 0 ? one : none, set == 1 ? one : none, set == 2 ? one : none, null);
    }
}
