package io.sockeye;

import static io.sockeye.bindings.InetConstants.IPPROTO_IP;
import static io.sockeye.bindings.InetConstants.IPPROTO_TCP;
import static io.sockeye.bindings.InetConstants.IP_MULTICAST_TTL;
import static io.sockeye.bindings.InetConstants.TCP_CONGESTION;
import static io.sockeye.bindings.InetConstants.TCP_INFO;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;
import static io.sockeye.bindings.SocketConstants.MSG_PEEK;
import static io.sockeye.bindings.SocketConstants.MSG_TRUNC;
import static io.sockeye.bindings.SocketConstants.MSG_WAITALL;
import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_BINDTODEVICE;
import static io.sockeye.bindings.SocketConstants.SO_LINGER;
import static io.sockeye.bindings.SocketConstants.SO_RCVBUF;
import static io.sockeye.bindings.SocketConstants.SO_SNDBUF;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static io.sockeye.support.OsAssertions.assertBlocking;
import static io.sockeye.support.OsAssertions.assertNonblocking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.abort;

import io.sockeye.support.ThreadedCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Traps 27, 28, 29, 34, 52, 53 and 62, and what becomes of the buffers: bytes in order through a stream. */
class TrapStreamTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int MIB = 1 << 20;

    @ParameterizedTest
    @EnumSource(names = {"WITH_A_TIMEOUT", "ON_A_VIRTUAL_THREAD"})
    void trap27_sendallThatTimesOutSaysHowMuchWasTaken(ThreadedCall.Way way) throws Exception {
        try (var pair = Socket.socketpair()) {
            pair.first().setsockopt(SOL_SOCKET, SO_SNDBUF, 4096).settimeout(SHORT);
            var timedOut = new CountDownLatch(1);
            var reader = ThreadedCall.onPlatformThread(() -> {
                int count = pair.second().recv(new byte[MIB], 0, MIB, MSG_WAITALL);
                timedOut.await();
                return count + readToTheEnd(pair.second());
            });
            var sender = way.start(() -> {
                pair.first().sendall(new byte[10 * MIB]);
                return "all";
            });

            var e = catchThrowableOfType(TimedOutException.class, sender::result);
            pair.first().shutdown(SHUT_WR);
            timedOut.countDown();
            assertThat(e.transferred()).isBetween(1L, 10L * MIB - 1).isEqualTo(reader.result());
            assertThat(e).hasMessageContaining("; " + e.transferred() + " of 10485760 bytes were sent");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WITH_A_TIMEOUT", "ON_A_VIRTUAL_THREAD"})
    void trap28_theTimeoutIsForAllOfSendall(ThreadedCall.Way way) throws Exception {
        // So long that no single send comes near it, however busy the machine is.
        var total = Duration.ofSeconds(2);
        try (var pair = Socket.socketpair()) {
            pair.first().setsockopt(SOL_SOCKET, SO_SNDBUF, 4096).settimeout(total);
            var reader = ThreadedCall.onPlatformThread(() -> {
                // A drop well within every timeout, and never enough.
                long count = 0;
                for (int drop = 1; drop > 0; count += drop) {
                    drop = pair.second().recv(new byte[4096]);
                    Thread.sleep(SHORT.dividedBy(40));
                }
                return count;
            });
            long start = System.nanoTime();
            var sender = way.start(() -> {
                pair.first().sendall(new byte[100 * MIB]);
                return "all";
            });

            var e = catchThrowableOfType(TimedOutException.class, sender::result);
            var took = Duration.ofNanos(System.nanoTime() - start);
            pair.first().close();
            assertThat(took).isBetween(total, LONG);
            assertThat(e.transferred()).isPositive().isEqualTo(reader.result());
        }
    }

    @Test
    void trap27_aByteBufferThatIsSentInPartMovesOnByThatPart() throws Exception {
        try (var pair = Socket.socketpair()) {
            pair.first().settimeout(SHORT);
            var buffer = ByteBuffer.allocate(10 * MIB).position(100);
            var e = catchThrowableOfType(TimedOutException.class, () -> pair.first().sendall(buffer));
            assertThat(buffer.position()).isEqualTo(100 + (int) e.transferred()).isGreaterThan(100);
            pair.first().close();
            assertThat(readToTheEnd(pair.second())).isEqualTo(e.transferred());
        }
    }

    @Test
    void trap29_nothingIsTheEndOfAStream() throws Exception {
        try (var pair = Socket.socketpair()) {
            assertThat(pair.second().recv(new byte[0], 0, 0, MSG_DONTWAIT)).as("no room, and nothing there").isZero();
            pair.first().sendall(new byte[] {1});
            assertThat(pair.second().recv(new byte[0])).as("no room").isZero();
            assertThat(pair.second().recv(10)).containsExactly(1);
            pair.first().shutdown(SHUT_WR);
            assertThat(pair.second().recv(10)).as("the end").isEmpty();
            assertThat(pair.second().recv(new byte[10])).as("the end, again").isZero();
        }
    }

    @Test
    void trap29_nothingIsAnEmptyDatagram() throws Exception {
        try (var receiver = Socket.udp().bind(Sockaddr.of("127.0.0.1", 0));
                var sender = Socket.udp();
                var pair = Socket.socketpair(AF_UNIX, SOCK_DGRAM, 0)) {
            assertThat(sender.sendto(new byte[0], receiver.getsockname())).isZero();
            var empty = receiver.recvfrom(10);
            assertThat(empty.data()).isEmpty();
            assertThat(empty.truncated()).isFalse();
            assertThat(empty.from()).isNotNull();

            pair.first().send(new byte[0]);
            pair.first().send(new byte[] {1});
            assertThat(pair.second().recv(10)).isEmpty();
            assertThat(pair.second().recv(10)).as("not the end").containsExactly(1);
        }
    }

    @Test
    void trap34_anAcceptedSocketHasNoTimeout() throws Exception {
        try (var server = Socket.createServer(Sockaddr.of("127.0.0.1", 0))) {
            server.settimeout(LONG);
            try (var client = Socket.tcp().connect(server.getsockname());
                    var accepted = server.accept()) {
                assertThat(client.peer()).isEqualTo(accepted.getsockname());
                assertNonblocking(server);
                assertThat(accepted.gettimeout()).isNull();
                assertThat(accepted.getblocking()).isTrue();
                assertBlocking(accepted);
            }
        }
    }

    @Test
    void trap52_closeWithALingerOfZeroResetsTheConnection() throws Exception {
        try (var pair = tcpPair()) {
            pair.first().setsockopt(SOL_SOCKET, SO_LINGER, linger(0));
            pair.first().close();
            assertThatThrownBy(() -> pair.second().recv(1)).isInstanceOf(ConnectionResetException.class);
        }
    }

    @Test
    void trap52_closeWithALingerWaitsForAPeerThatDoesNotRead() throws Exception {
        try (var pair = tcpPair();
                var memory = Arena.ofConfined()) {
            pair.second().setsockopt(SOL_SOCKET, SO_RCVBUF, 4096);
            var full = memory.allocate(MIB);
            while (pair.first().trySend(full) >= 0) {
                Thread.onSpinWait();
            }
            pair.first().setsockopt(SOL_SOCKET, SO_LINGER, linger(1));
            assertThat(pair.first().getsockopt(SOL_SOCKET, SO_LINGER, 8)).isEqualTo(linger(1));
            long start = System.nanoTime();
            pair.first().close();
            // The kernel counts in ticks, so a second may be one short.
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(980), Duration.ofSeconds(10));
        }
    }

    @Test
    void trap53_aReceiveBufferIsTwiceWhatWasAskedFor() throws Exception {
        try (var socket = Socket.tcp()) {
            assertThat(socket.setsockopt(SOL_SOCKET, SO_RCVBUF, 10_000).getsockopt(SOL_SOCKET, SO_RCVBUF))
                    .isEqualTo(20_000);
            assertThat(socket.setsockopt(SOL_SOCKET, SO_SNDBUF, 10_000).getsockopt(SOL_SOCKET, SO_SNDBUF))
                    .isEqualTo(20_000);
        }
    }

    @Test
    void trap62_anOptionOfAByteIsANumberToo() throws Exception {
        try (var socket = Socket.udp()) {
            socket.setsockopt(IPPROTO_IP, IP_MULTICAST_TTL, 7);
            assertThat(socket.getsockopt(IPPROTO_IP, IP_MULTICAST_TTL)).isEqualTo(7);
            assertThat(socket.getsockopt(IPPROTO_IP, IP_MULTICAST_TTL, 1)).containsExactly(7);
            assertThat(socket.getsockopt(IPPROTO_IP, IP_MULTICAST_TTL, 4)).containsExactly(7, 0, 0, 0);
            socket.setsockopt(IPPROTO_IP, IP_MULTICAST_TTL, new byte[] {(byte) 200});
            assertThat(socket.getsockopt(IPPROTO_IP, IP_MULTICAST_TTL)).isEqualTo(200);
        }
    }

    @Test
    void trap62_aStructIsNoNumber() throws Exception {
        try (var pair = tcpPair()) {
            var socket = pair.first();
            assertThatThrownBy(() -> socket.getsockopt(SOL_SOCKET, SO_LINGER))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("8 bytes")
                    .hasMessageContaining("ask for its bytes");
            assertThatThrownBy(() -> socket.getsockopt(IPPROTO_TCP, TCP_INFO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ask for its bytes");
            assertThat(socket.getsockopt(IPPROTO_TCP, TCP_INFO, 8)).as("no more than there is room for").hasSize(8);
            assertThat(socket.getsockopt(IPPROTO_TCP, TCP_INFO, 4096)).as("as much as the kernel has")
                    .hasSizeBetween(104, 4095);
        }
    }

    @Test
    void trap62_anOptionOfText() throws Exception {
        try (var socket = Socket.tcp()) {
            var congestion = text(socket.getsockopt(IPPROTO_TCP, TCP_CONGESTION, 16));
            assertThat(congestion).isNotEmpty();
            socket.setsockopt(IPPROTO_TCP, TCP_CONGESTION, congestion);
            assertThat(text(socket.getsockopt(IPPROTO_TCP, TCP_CONGESTION, 16))).isEqualTo(congestion);
            assertThatThrownBy(() -> socket.setsockopt(IPPROTO_TCP, TCP_CONGESTION, "no such"))
                    .isInstanceOf(ErrnoException.class)
                    .hasMessageContaining("ENOENT");

            assertThat(socket.getsockopt(SOL_SOCKET, SO_BINDTODEVICE, 16)).isEmpty();
            try {
                socket.setsockopt(SOL_SOCKET, SO_BINDTODEVICE, "lo");
            } catch (PermissionException e) {
                abort("SO_BINDTODEVICE is not allowed here: " + e.getMessage());
            }
            assertThat(text(socket.getsockopt(SOL_SOCKET, SO_BINDTODEVICE, 16))).isEqualTo("lo");
        }
    }

    @Test
    void memoryThatIsReadOnlyIsRefused() throws Exception {
        try (var pair = Socket.socketpair()) {
            pair.first().sendall(ByteBuffer.wrap(new byte[] {1, 2}).asReadOnlyBuffer());
            var array = MemorySegment.ofArray(new byte[2]).asReadOnly();
            var heap = ByteBuffer.allocate(2).asReadOnlyBuffer();
            var direct = ByteBuffer.allocateDirect(2).asReadOnlyBuffer();
            assertThatThrownBy(() -> pair.second().recv(array)).hasMessageContaining("read-only");
            assertThatThrownBy(() -> pair.second().tryRecv(array)).hasMessageContaining("read-only");
            assertThatThrownBy(() -> pair.second().recvfrom(array, 0)).hasMessageContaining("read-only");
            assertThatThrownBy(() -> pair.second().recv(heap)).hasMessageContaining("read-only");
            assertThatThrownBy(() -> pair.second().recv(direct)).hasMessageContaining("read-only");
            assertThatThrownBy(() -> pair.second().recv(new ByteBuffer[] {heap})).hasMessageContaining("read-only");
            assertThat(pair.second().recv(9)).containsExactly(1, 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingPastALimitIsTouched(ThreadedCall.Way way) throws Exception {
        try (var pair = Socket.socketpair();
                var memory = Arena.ofShared()) {
            pair.second().settimeout(way.timeout);
            var native10 = memory.allocate(10);
            var heap = ByteBuffer.allocate(10).position(2).limit(5);
            var direct = ByteBuffer.allocateDirect(10).position(2).limit(5);
            var part = new byte[10];
            var received = way.start(() -> {
                assertThat(pair.second().recv(part, 2, 3, 0)).isEqualTo(3);
                assertThat(pair.second().recv(native10.asSlice(2, 3))).isEqualTo(3);
                assertThat(pair.second().recv(heap)).isEqualTo(3);
                assertThat(pair.second().recv(direct)).isEqualTo(3);
                return "done";
            });
            pair.first().sendall("aaabbbcccddd more".getBytes(UTF_8));
            assertThat(received.result()).isEqualTo("done");
            assertThat(part).isEqualTo("\0\0aaa\0\0\0\0\0".getBytes(UTF_8));
            assertThat(native10.toArray(JAVA_BYTE))
                    .isEqualTo("\0\0bbb\0\0\0\0\0".getBytes(UTF_8));
            assertThat(heap.position()).isEqualTo(5);
            assertThat(heap.array()).isEqualTo("\0\0ccc\0\0\0\0\0".getBytes(UTF_8));
            assertThat(direct.position()).isEqualTo(5);
            assertThat(direct.get(4)).isEqualTo((byte) 'd');
            assertThat(direct.clear().get(5)).isZero();
        }
    }

    @Test
    void whatIsPeekedAtComesAgain() throws Exception {
        try (var pair = Socket.socketpair()) {
            pair.first().sendall(new byte[] {1, 2, 3});
            assertThat(pair.second().recv(2, MSG_PEEK)).containsExactly(1, 2);
            assertThat(pair.second().recv(9, MSG_PEEK | MSG_DONTWAIT)).containsExactly(1, 2, 3);
            assertThat(pair.second().recv(9)).containsExactly(1, 2, 3);
            assertThatThrownBy(() -> pair.second().recv(9, MSG_PEEK | MSG_DONTWAIT))
                    .isInstanceOf(WouldBlockException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitallWaitsForAll(ThreadedCall.Way way) throws Exception {
        try (var pair = Socket.socketpair()) {
            pair.second().settimeout(way.timeout);
            var all = new byte[MIB];
            var received = way.start(() -> pair.second().recv(all, 0, MIB, MSG_WAITALL)).awaitBlocked();
            var sent = new byte[MIB + 1];
            for (int i = 0; i < sent.length; i++) {
                sent[i] = (byte) ((i * 31) >> 4);
            }
            pair.first().sendall(Arrays.copyOf(sent, 100));
            assertThat(received.isRunningAfter(Duration.ofMillis(50))).isTrue();
            pair.first().send(sent, 100, 1000, 0);
            pair.first().sendall(ByteBuffer.wrap(sent).position(1100));
            assertThat(received.result()).isEqualTo(MIB);
            assertThat(all).isEqualTo(Arrays.copyOf(sent, MIB));
            assertThat(pair.second().recv(9)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitallEndsWithTheStream(ThreadedCall.Way way) throws Exception {
        try (var pair = Socket.socketpair()) {
            pair.second().settimeout(way.timeout);
            var received = way.start(() -> pair.second().recv(MIB, MSG_WAITALL)).awaitBlocked();
            pair.first().sendall(new byte[100]);
            pair.first().close();
            assertThat(received.result()).isEqualTo(new byte[100]);
        }
    }

    @Test
    void waitallThatDoesNotWaitGivesWhatIsThere() throws Exception {
        try (var pair = Socket.socketpair()) {
            pair.first().sendall(new byte[] {1, 2, 3});
            assertThat(pair.second().recv(10, MSG_WAITALL | MSG_DONTWAIT)).containsExactly(1, 2, 3);
            pair.first().sendall(new byte[] {4, 5});
            pair.second().settimeout(Duration.ZERO);
            assertThat(pair.second().recv(10, MSG_WAITALL)).containsExactly(4, 5);
        }
    }

    @Test
    void waitallThatTimesOutLosesNothing() throws Exception {
        try (var pair = Socket.socketpair()) {
            pair.second().settimeout(SHORT);
            pair.first().sendall(new byte[] {1, 2, 3});
            // As C has it with SO_RCVTIMEO: what came before the time was up is the result.
            assertThat(pair.second().recv(10, MSG_WAITALL)).containsExactly(1, 2, 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void truncTellsTheLengthOfADatagramAndFillsNoMoreThanTheArray(ThreadedCall.Way way) throws Exception {
        try (var pair = Socket.socketpair(AF_UNIX, SOCK_DGRAM, 0)) {
            pair.second().settimeout(way.timeout);
            var array = new byte[20];
            var received = way.start(() -> pair.second().recv(array, 5, 10, MSG_TRUNC)).awaitBlocked();
            var hundred = new byte[100];
            Arrays.fill(hundred, (byte) 7);
            pair.first().send(hundred);
            assertThat(received.result()).isEqualTo(100);
            assertThat(array).containsExactly(0, 0, 0, 0, 0, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 0, 0, 0, 0, 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void truncOnTcpThrowsTheBytesAwayAndLeavesTheArray(ThreadedCall.Way way) throws Exception {
        try (var pair = tcpPair()) {
            pair.second().settimeout(way.timeout);
            var array = new byte[3];
            var received = way.start(() -> {
                // What the thread's own memory had before is nobody's business.
                pair.second().recv(new byte[3]);
                return pair.second().recv(array, 0, 3, MSG_TRUNC);
            });
            pair.first().sendall(new byte[] {9, 9, 9, 8, 8, 8, 7});
            assertThat(received.result()).isEqualTo(3);
            assertThat(array).containsExactly(0, 0, 0);
            assertThat(pair.second().recv(9)).containsExactly(7);
        }
    }

    private static long readToTheEnd(Socket socket) throws ErrnoException {
        var buffer = new byte[1 << 16];
        long count = 0;
        for (int part = socket.recv(buffer); part > 0; part = socket.recv(buffer)) {
            count += part;
        }
        return count;
    }

    private static SocketPair tcpPair() throws ErrnoException {
        try (var server = Socket.createServer(Sockaddr.of("127.0.0.1", 0))) {
            var client = Socket.tcp().connect(server.getsockname());
            return new SocketPair(client, server.accept());
        }
    }

    /** {@code struct linger}, switched on. */
    private static byte[] linger(int seconds) {
        return ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(1).putInt(seconds).array();
    }

    private static String text(byte[] option) {
        var text = new String(option, UTF_8);
        return text.indexOf(0) < 0 ? text : text.substring(0, text.indexOf(0));
    }
}
