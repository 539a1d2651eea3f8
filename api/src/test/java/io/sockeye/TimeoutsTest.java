package io.sockeye;

import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.SOCK_NONBLOCK;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.support.OsAssertions.assertBlocking;
import static io.sockeye.support.OsAssertions.assertNonblocking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.support.BlockingCall;
import io.sockeye.support.Proc;
import io.sockeye.support.Signals;
import io.sockeye.support.ThreadedCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long calls wait: as Python has it, and never less than was asked for. */
@Isolated("setdefaulttimeout is everybody's")
class TimeoutsTest {
    private static final Sockaddr ANY_PORT = Sockaddr.of("127.0.0.1", 0);
    private static final Duration TINY = Duration.ofNanos(1);
    private static final Duration SHORT = Duration.ofMillis(60);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE);

    @Test
    void aSocketIsAsPythonHasIt() throws Exception {
        try (var socket = Socket.tcp()) {
            assertState(socket, null, true, false);
            socket.settimeout(Duration.ZERO);
            assertState(socket, Duration.ZERO, false, true);
            socket.settimeout(SHORT);
            assertState(socket, SHORT, true, true);
            socket.settimeout(null);
            assertState(socket, null, true, false);
            socket.setblocking(false);
            assertState(socket, Duration.ZERO, false, true);
            socket.setblocking(true);
            assertState(socket, null, true, false);
        }
    }

    private static void assertState(Socket socket, @Nullable Duration timeout, boolean blocks, boolean nonblock) {
        assertThat(socket.gettimeout()).isEqualTo(timeout);
        assertThat(socket.getblocking()).isEqualTo(blocks);
        if (nonblock) {
            assertNonblocking(socket);
        } else {
            assertBlocking(socket);
        }
    }

    @Test
    void aNegativeTimeoutIsRefused() throws Exception {
        try (var socket = Socket.tcp()) {
            socket.settimeout(SHORT);
            assertThatThrownBy(() -> socket.settimeout(Duration.ofNanos(-1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("negative");
            assertThat(socket.gettimeout()).isEqualTo(SHORT);
            assertThatThrownBy(() -> Socket.setdefaulttimeout(Duration.ofDays(-1)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(Socket.getdefaulttimeout()).isNull();
        }
    }

    @Test
    void aClosedSocketHasNoTimeoutToSet() throws Exception {
        var socket = Socket.tcp();
        socket.close();
        assertThatThrownBy(() -> socket.settimeout(SHORT)).isInstanceOf(ClosedDescriptorException.class);
    }

    @Test
    void zeroDoesNotWait() throws Exception {
        try (var server = Socket.createServer(ANY_PORT);
                var udp = Socket.udp().bind(ANY_PORT);
                var pair = Socket.socketpair()) {
            server.settimeout(Duration.ZERO);
            udp.settimeout(Duration.ZERO);
            pair.first().settimeout(Duration.ZERO);
            assertThatThrownBy(server::accept).isInstanceOf(WouldBlockException.class);
            assertThatThrownBy(() -> udp.recvfrom(1)).isInstanceOf(WouldBlockException.class);
            assertThatThrownBy(() -> pair.first().recv(1)).isInstanceOf(WouldBlockException.class);
            assertThatThrownBy(() -> pair.first().sendall(new byte[10 << 20])).isInstanceOf(WouldBlockException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingEndsEarly(boolean virtual) throws Exception {
        var way = virtual ? ThreadedCall.Way.ON_A_VIRTUAL_THREAD : ThreadedCall.Way.WITH_A_TIMEOUT;
        try (var server = Socket.createServer(ANY_PORT, 0, false, false);
                var udp = Socket.udp().bind(ANY_PORT);
                var pair = Socket.socketpair();
                var full = Socket.socketpair();
                var first = Socket.tcp()) {
            fill(full.first());
            assertNotEarly(way, () -> waiting(server).accept());
            assertNotEarly(way, () -> waiting(udp).recvfrom(1));
            assertNotEarly(way, () -> waiting(pair.first()).recv(1));
            assertNotEarly(way, () -> waiting(full.first()).send(new byte[1]));
            first.connect(server.getsockname());
            assertNotEarly(way, () -> {
                try (var second = waiting(Socket.tcp())) {
                    return second.connect(server.getsockname());
                }
            });
        }
    }

    private static Socket waiting(Socket socket) throws ErrnoException {
        socket.settimeout(SHORT);
        return socket;
    }

    private static void assertNotEarly(ThreadedCall.Way way, Callable<Object> call) {
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> way.start(call).result())
                    .isInstanceOf(TimedOutException.class)
                    .hasMessageContaining("timed out after 0.06 s");
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNanosecondIsRoundedUpAndDoesNotFindWhatIsThere(boolean virtual) throws Exception {
        var way = virtual ? ThreadedCall.Way.ON_A_VIRTUAL_THREAD : ThreadedCall.Way.WITH_A_TIMEOUT;
        try (var pair = Socket.socketpair()) {
            pair.first().settimeout(TINY);
            assertThatThrownBy(() -> way.start(() -> pair.first().recv(1)).result())
                    .isInstanceOf(TimedOutException.class);
            pair.second().sendall(new byte[] {1});
            assertThat(way.start(() -> pair.first().recv(1)).result()).containsExactly(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theLongestTimeoutWaits(boolean virtual) throws Exception {
        var way = virtual ? ThreadedCall.Way.ON_A_VIRTUAL_THREAD : ThreadedCall.Way.WITH_A_TIMEOUT;
        try (var pair = Socket.socketpair()) {
            pair.first().settimeout(LONGEST);
            assertThat(pair.first().gettimeout()).isEqualTo(LONGEST);
            var received = way.start(() -> pair.first().recv(1)).awaitBlocked();
            assertThat(received.isRunningAfter(SHORT)).isTrue();
            pair.second().sendall(new byte[] {1});
            assertThat(received.result()).containsExactly(1);
            assertThat(Select.select(List.of(pair.second()), List.of(pair.first()),
                    List.<Socket>of(), LONGEST).writable()).containsExactly(pair.first());
        }
    }

    @Test
    void aDuplicateHasATimeoutOfItsOwn() throws Exception {
        try (var pair = Socket.socketpair()) {
            pair.first().settimeout(LONG);
            try (var other = pair.first().dup()) {
                assertThat(other.gettimeout()).isEqualTo(LONG);
                other.settimeout(SHORT);
                assertThat(pair.first().gettimeout()).isEqualTo(LONG);
                assertThatThrownBy(() -> other.recv(1)).isInstanceOf(TimedOutException.class);
            }
            pair.second().sendall(new byte[] {1});
            assertThat(pair.first().recv(1)).containsExactly(1);
        }
    }

    @Test
    void aDuplicateOfASocketThatVirtualThreadsUseWaitsToo() throws Exception {
        try (var server = Socket.createServer(ANY_PORT)) {
            var virtual = ThreadedCall.onVirtualThread(server::accept).awaitBlocked();
            try (var other = server.dup();
                    var client = Socket.tcp()) {
                assertThat(other.gettimeout()).isNull();
                client.connect(server.getsockname());
                virtual.result().close();

                var platform = ThreadedCall.onPlatformThread(other::accept).awaitBlocked();
                assertThat(platform.isRunningAfter(SHORT)).as("no timeout, so it waits").isTrue();
                try (var second = Socket.tcp().connect(server.getsockname())) {
                    assertThat(platform.result().peer()).isEqualTo(second.getsockname());
                }
            }
        }
    }

    @Test
    void aDuplicateMadeBeforeVirtualThreadsCameWaitsToo() throws Exception {
        try (var server = Socket.createServer(ANY_PORT);
                var other = server.dup();
                var first = Socket.tcp();
                var second = Socket.tcp()) {
            var virtual = ThreadedCall.onVirtualThread(server::accept).awaitBlocked();
            first.connect(server.getsockname());
            virtual.result().close();

            var platform = ThreadedCall.onPlatformThread(other::accept).awaitBlocked();
            assertThat(platform.isRunningAfter(SHORT)).as("no timeout, so it waits").isTrue();
            second.connect(server.getsockname());
            assertThat(platform.result().peer()).isEqualTo(second.getsockname());
        }
    }

    @Test
    void aSocketThatVirtualThreadsUseStillWaitsOnAPlatformThread() throws Exception {
        try (var server = Socket.createServer(ANY_PORT)) {
            var virtual = ThreadedCall.onVirtualThread(server::accept).awaitBlocked();
            try (var first = Socket.tcp().connect(server.getsockname());
                    var accepted = virtual.result()) {
                assertThat(accepted.peer()).isEqualTo(first.getsockname());
                assertThat(server.gettimeout()).isNull();
                server.settimeout(SHORT);
                assertThatThrownBy(server::accept).isInstanceOf(TimedOutException.class);
                server.settimeout(null);
                var platform = ThreadedCall.onPlatformThread(server::accept).awaitBlocked();
                assertThat(platform.isRunningAfter(SHORT)).isTrue();
                try (var second = Socket.tcp().connect(server.getsockname())) {
                    assertThat(platform.result().peer()).isEqualTo(second.getsockname());
                }
            }
        }
    }

    @Test
    void withoutItsTimeoutTheCallOfAVirtualThreadStillMustNotWaitInTheKernel() throws Exception {
        try (var server = Socket.createServer(ANY_PORT)) {
            server.settimeout(LONG);
            var virtual = ThreadedCall.onVirtualThread(server::accept).awaitBlocked();
            server.settimeout(null);
            assertNonblocking(server);
            try (var client = Socket.tcp().connect(server.getsockname());
                    var accepted = virtual.result()) {
                assertThat(accepted.peer()).isEqualTo(client.getsockname());
            }
        }
    }

    @Test
    void tryingThrowsNothingAndWaitsForNothing() throws Exception {
        try (var server = Socket.createServer(ANY_PORT);
                var pair = Socket.socketpair();
                var memory = Arena.ofConfined()) {
            var outside = memory.allocate(10);
            var inside = MemorySegment.ofArray(new byte[10]);
            assertThat(server.tryAccept()).isNull();
            assertThat(pair.first().tryRecv(outside)).isEqualTo(-1);
            assertThat(pair.first().tryRecv(inside)).isEqualTo(-1);
            pair.second().sendall(new byte[20]);
            assertThat(pair.first().tryRecv(outside)).isEqualTo(10);
            assertThat(pair.first().tryRecv(inside)).isEqualTo(10);
            assertThat(pair.first().trySend(inside)).isEqualTo(10);
            fill(pair.first());
            assertThat(pair.first().trySend(outside)).isEqualTo(-1);
            try (var client = Socket.tcp().connect(server.getsockname());
                    var accepted = Objects.requireNonNull(server.tryAccept())) {
                assertThat(accepted.peer()).isEqualTo(client.getsockname());
            }
            assertThat(server.gettimeout()).isNull();
            pair.second().close();
            assertThatThrownBy(() -> pair.first().trySend(inside)).isInstanceOf(BrokenPipeException.class);
        }
    }

    @Test
    void trySendAndTryRecvSayTheEnd() throws Exception {
        try (var pair = Socket.socketpair()) {
            pair.second().close();
            assertThat(pair.first().tryRecv(MemorySegment.ofArray(new byte[1]))).isZero();
        }
    }

    @Test
    void newSocketsStartWithTheDefault() throws Exception {
        try (var before = Socket.tcp()) {
            Socket.setdefaulttimeout(SHORT);
            assertThat(Socket.getdefaulttimeout()).isEqualTo(SHORT);
            try (var server = Socket.createServer(ANY_PORT);
                    var client = Socket.tcp()) {
                assertState(client, SHORT, true, true);
                assertThat(before.gettimeout()).isNull();
                assertThatThrownBy(server::accept).isInstanceOf(TimedOutException.class);
                client.connect(server.getsockname());
                try (var accepted = server.accept()) {
                    assertThat(accepted.gettimeout()).isNull();
                }
            }
        } finally {
            Socket.setdefaulttimeout(null);
        }
    }

    @Test
    void nonblockWinsOverTheDefault() throws Exception {
        Socket.setdefaulttimeout(SHORT);
        try (var socket = new Socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)) {
            assertState(socket, Duration.ZERO, false, true);
            assertThat(socket.type()).isEqualTo(SOCK_STREAM);
        } finally {
            Socket.setdefaulttimeout(null);
        }
    }

    private static void fill(Socket socket) throws ErrnoException {
        var bytes = MemorySegment.ofArray(new byte[1 << 16]);
        while (socket.trySend(bytes) >= 0) {
            Thread.onSpinWait();
        }
        // Less may still have room.
        while (socket.trySend(bytes.asSlice(0, 1)) >= 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aDatagramToAFullUnixQueueTimesOut() throws Exception {
        try (var receiver = new Socket(AF_UNIX, SOCK_DGRAM, 0).bind(SockaddrUn.UNNAMED);
                var sender = new Socket(AF_UNIX, SOCK_DGRAM, 0)) {
            var limit = Duration.ofMillis(50);
            sender.settimeout(limit);
            var address = receiver.getsockname();
            int sent = 0;
            long start = System.nanoTime();
            try {
                for (;; sent++) {
                    start = System.nanoTime();
                    sender.sendto(new byte[1], address);
                }
            } catch (TimedOutException e) {
                assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(limit.toNanos());
            }
            assertThat(sent).isPositive();
            receiver.recv(1);
            assertThat(sender.sendto(new byte[1], address)).isOne();
        }
    }

    /** The sender is writable all the while, so there is nothing to wait for: it must not burn its processor. */
    @Test
    void whoSendsToAFullUnixQueueSleepsBetweenItsTries() throws Exception {
        try (var receiver = new Socket(AF_UNIX, SOCK_DGRAM, 0).bind(SockaddrUn.UNNAMED);
                var sender = new Socket(AF_UNIX, SOCK_DGRAM, 0)) {
            var address = receiver.getsockname();
            sender.settimeout(TINY);
            assertThatThrownBy(() -> {
                while (sender.sendto(new byte[1], address) == 1) {}
            }).isInstanceOf(TimedOutException.class);
            sender.settimeout(null);
            var tid = new CompletableFuture<Integer>();
            var sends = BlockingCall.platform(() -> {
                tid.complete(Signals.gettid());
                return sender.sendto(new byte[1], address);
            });
            Proc.awaitSleeps(tid.get(), 50);
            assertThat(sends.isDone()).isFalse();
            receiver.recv(1);
            assertThat(sends.result()).isOne();
        }
    }
}
