package io.sockeye.benchmarks.registration;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLOUT;
import static io.sockeye.bindings.EpollConstants.EPOLL_CLOEXEC;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_ADD;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_DEL;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_MOD;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.SOCK_CLOEXEC;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_LINGER;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.Epoll;
import io.sockeye.EpollEvents;
import io.sockeye.sockopt.Linger;
import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import io.sockeye.sockopt.SocketOptions;
import io.sockeye.SocketPair;
import io.sockeye.benchmarks.measure.JniCalls;
import io.sockeye.benchmarks.measure.NettyTransport;
import io.sockeye.benchmarks.measure.UnixChannels;
import io.sockeye.bindings.EpollEventArray;
import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.bindings.SockaddrStorage;
import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.selectors.EpollSelector;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What registration costs: a socket that is added and removed, a change of its interest, a change followed by a wait with a zero
 * timeout, and a connection over loopback that is made, accepted and closed. native/src/main/c/bench_registration.c prints the figures
 * of C.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RegistrationBenchmark {
    private static final int EVENTS = 1024;
    private static final int CONNECTIONS = 100;

    private static void check(long result) {
        if (result < 0) {
            throw new IllegalStateException("the call failed with errno " + -result);
        }
    }

    /** Nothing comes to the socket, and it can send no more. */
    private static void checkNothing(int found) {
        if (found != 0) {
            throw new IllegalStateException(found + " events");
        }
    }

    /** A pair whose first end has nothing to receive and no room to send. */
    private static SocketPair silent() throws IOException {
        var pair = Socket.socketpair();
        pair.first().setblocking(false);
        while (pair.first().trySend(new byte[4096]) >= 0) {
            // Until its buffer is full.
        }
        return pair;
    }

    /** The sockets, and what watches them. */
    @State(Scope.Thread)
    public static class Ours {
        final Linger reset = new Linger(true, Duration.ZERO);
        SocketPair watched;
        SocketPair unwatched;
        Socket server;
        SockaddrIn address;
        Epoll epoll;
        EpollEvents events;
        EpollSelector<String> selector;
        private int interest = EPOLLIN;

        /** Opens all. */
        @Setup
        public void open() throws IOException {
            watched = silent();
            unwatched = silent();
            server = Socket.createServer(SockaddrIn.of("127.0.0.1", 0));
            address = (SockaddrIn) server.getsockname();
            epoll = Epoll.create();
            events = epoll.events(EVENTS);
            selector = new EpollSelector<>();
            epoll.register(watched.first(), interest);
            selector.register(watched.first(), EpollSelector.EVENT_READ, "idle");
        }

        int flipped() {
            interest ^= EPOLLOUT;
            return interest;
        }

        int flippedForSelector() {
            return (flipped() & EPOLLOUT) == 0
                    ? EpollSelector.EVENT_READ
                    : EpollSelector.EVENT_READ | EpollSelector.EVENT_WRITE;
        }

        /** Closes all. */
        @TearDown
        public void close() {
            epoll.close();
            selector.close();
            watched.close();
            unwatched.close();
            server.close();
        }
    }

    /** The same by numbers and memory, for the floor below and for JNI. */
    @State(Scope.Thread)
    public static class Numbers {
        final int epfd = EpollSyscalls.epoll_create1(EPOLL_CLOEXEC);
        final EpollEventArray event = new EpollEventArray(Arena.ofAuto(), 1);
        final EpollEventArray events = new EpollEventArray(Arena.ofAuto(), EVENTS);
        final SockaddrStorage address = new SockaddrStorage(Arena.ofAuto());
        // struct linger: switched on, 0 seconds.
        final MemorySegment linger = Arena.ofAuto().allocateFrom(JAVA_INT, 1, 0);
        private int watched;
        private int unwatched;
        private int server;

        /** Watches one. */
        @Setup
        public void open(Ours ours) {
            check(epfd);
            watched = ours.watched.first().fileno();
            unwatched = ours.unwatched.first().fileno();
            server = ours.server.fileno();
            address.setInet(ours.address.address(), ours.address.port());
            event.set(0, EPOLLIN, watched);
            check(EpollSyscalls.epoll_ctl(epfd, EPOLL_CTL_ADD, watched, event.segment()));
        }

        /** Closes it. */
        @TearDown
        public void close() {
            check(FileSyscalls.close(epfd));
        }
    }

    /** The same with java.nio. */
    @State(Scope.Thread)
    public static class Nio {
        UnixChannels watched;
        UnixChannels unwatched;
        Selector selector;
        ServerSocketChannel server;
        SocketAddress address;
        SelectionKey key;

        /** Opens all. */
        @Setup
        public void open() throws IOException {
            watched = UnixChannels.open();
            unwatched = UnixChannels.open();
            selector = Selector.open();
            server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            address = server.getLocalAddress();
            fill(watched.first());
            fill(unwatched.first());
            key = watched.first().register(selector, SelectionKey.OP_READ);
        }

        private static void fill(SocketChannel channel) throws IOException {
            channel.configureBlocking(false);
            while (channel.write(ByteBuffer.allocate(4096)) > 0) {
                // Until there is no room.
            }
        }

        void flip() {
            key.interestOps(key.interestOps() ^ SelectionKey.OP_WRITE);
        }

        /** Closes all. */
        @TearDown
        public void close() throws IOException {
            selector.close();
            watched.close();
            unwatched.close();
            server.close();
        }
    }

    /** The same with Netty, on the transport that the benchmark is named after. */
    @State(Scope.Thread)
    public static class Netty {
        NettyConnections connections;

        /** Starts its event loop. */
        @Setup
        public void open(BenchmarkParams benchmark) throws InterruptedException {
            connections = new NettyConnections(NettyTransport.of(benchmark));
        }

        /** Closes all. */
        @TearDown
        public void close() throws InterruptedException {
            connections.close();
        }
    }

    // ---- added, and taken out

    @Benchmark
    public void churn_syscalls(Numbers numbers) {
        numbers.event.set(0, EPOLLIN, numbers.unwatched);
        check(EpollSyscalls.epoll_ctl(numbers.epfd, EPOLL_CTL_ADD, numbers.unwatched, numbers.event.segment()));
        check(EpollSyscalls.epoll_ctl(numbers.epfd, EPOLL_CTL_DEL, numbers.unwatched, MemorySegment.NULL));
    }

    @Benchmark
    public void churn_epoll(Ours ours) throws IOException {
        ours.epoll.add(ours.unwatched.first(), EPOLLIN, 1);
        ours.epoll.remove(ours.unwatched.first());
    }

    @Benchmark
    public void churn_selector(Ours ours) throws IOException {
        ours.selector.register(ours.unwatched.first(), EpollSelector.EVENT_READ, "idle");
        ours.selector.unregister(ours.unwatched.first());
    }

    /** java.nio calls epoll_ctl in the next selection: without a selection in between, the two would cancel out. */
    @Benchmark
    public void churn_nio(Nio nio) throws IOException {
        var key = nio.unwatched.first().register(nio.selector, SelectionKey.OP_READ);
        checkNothing(nio.selector.selectNow());
        key.cancel();
        checkNothing(nio.selector.selectNow());
    }

    @Benchmark
    public void churn_jni(Numbers numbers) {
        numbers.event.set(0, EPOLLIN, numbers.unwatched);
        check(JniCalls.epoll_ctl(
                numbers.epfd, EPOLL_CTL_ADD, numbers.unwatched, numbers.event.segment().address()));
        check(JniCalls.epoll_ctl(numbers.epfd, EPOLL_CTL_DEL, numbers.unwatched, 0));
    }

    // ---- watched for something else

    @Benchmark
    public void flip_syscalls(Numbers numbers, Ours ours) {
        numbers.event.set(0, ours.flipped(), numbers.watched);
        check(EpollSyscalls.epoll_ctl(numbers.epfd, EPOLL_CTL_MOD, numbers.watched, numbers.event.segment()));
    }

    @Benchmark
    public void flip_epoll(Ours ours) throws IOException {
        ours.epoll.modify(ours.watched.first(), ours.flipped());
    }

    @Benchmark
    public void flip_selector(Ours ours) throws IOException {
        ours.selector.modify(ours.watched.first(), ours.flippedForSelector());
    }

    /** java.nio calls epoll_ctl in the next selection, so its epoll_wait is part of the figure. */
    @Benchmark
    public void flip_nio(Nio nio) throws IOException {
        look_nio(nio);
    }

    @Benchmark
    public void flip_jni(Numbers numbers, Ours ours) {
        numbers.event.set(0, ours.flipped(), numbers.watched);
        check(JniCalls.epoll_ctl(
                numbers.epfd, EPOLL_CTL_MOD, numbers.watched, numbers.event.segment().address()));
    }

    // ---- watched for something else, and a look: the same two system calls for all

    @Benchmark
    public void look_syscalls(Numbers numbers, Ours ours) {
        flip_syscalls(numbers, ours);
        checkNothing(EpollSyscalls.epoll_wait(numbers.epfd, numbers.events.segment(), EVENTS, 0));
    }

    @Benchmark
    public void look_epoll(Ours ours) throws IOException {
        flip_epoll(ours);
        checkNothing(ours.epoll.poll(ours.events, Duration.ZERO));
    }

    @Benchmark
    public void look_selector(Ours ours) throws IOException {
        flip_selector(ours);
        checkNothing(ours.selector.select(Duration.ZERO, (key, events) -> checkNothing(events)));
    }

    @Benchmark
    public void look_nio(Nio nio) throws IOException {
        nio.flip();
        checkNothing(nio.selector.selectNow());
    }

    @Benchmark
    public void look_jni(Numbers numbers, Ours ours) {
        flip_jni(numbers, ours);
        checkNothing(JniCalls.epoll_wait(
                numbers.epfd, numbers.events.segment().address(), EVENTS, 0));
    }

    // ---- connections. A reset leaves no TIME_WAIT: the ports would be used up within seconds

    @Benchmark
    public void connection_syscalls(Numbers numbers) {
        int client = SocketSyscalls.socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        check(client);
        check(SocketSyscalls.setsockopt(
                client, SOL_SOCKET, SO_LINGER, numbers.linger, (int) numbers.linger.byteSize()));
        check(SocketSyscalls.connect(client, numbers.address.address(), numbers.address.length()));
        int accepted = SocketSyscalls.accept4(numbers.server, MemorySegment.NULL, MemorySegment.NULL, SOCK_CLOEXEC);
        check(accepted);
        check(FileSyscalls.close(client));
        check(FileSyscalls.close(accepted));
    }

    @Benchmark
    public void connection_epoll(Ours ours) throws IOException {
        var client = Socket.tcp();
        client.setsockopt(SocketOptions.SO_LINGER, ours.reset);
        client.connect(ours.address);
        var accepted = ours.server.accept();
        client.close();
        accepted.close();
    }

    @Benchmark
    public void connection_nio(Nio nio) throws IOException {
        var client = SocketChannel.open();
        client.setOption(StandardSocketOptions.SO_LINGER, 0);
        client.connect(nio.address);
        var accepted = nio.server.accept();
        client.close();
        accepted.close();
    }

    @Benchmark
    @OperationsPerInvocation(CONNECTIONS)
    public void connection_nettyNio(Netty netty) throws InterruptedException {
        netty.connections.make(CONNECTIONS);
    }

    @Benchmark
    @OperationsPerInvocation(CONNECTIONS)
    public void connection_nettyEpoll(Netty netty) throws InterruptedException {
        netty.connections.make(CONNECTIONS);
    }

    @Benchmark
    @OperationsPerInvocation(CONNECTIONS)
    public void connection_nettyIoUring(Netty netty) throws InterruptedException {
        netty.connections.make(CONNECTIONS);
    }
}
