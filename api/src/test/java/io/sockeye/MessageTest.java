package io.sockeye;

import static io.sockeye.bindings.FileConstants.IOV_MAX;
import static io.sockeye.bindings.InetConstants.IPPROTO_IP;
import static io.sockeye.bindings.InetConstants.IP_RECVTTL;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;
import static io.sockeye.bindings.SocketConstants.MSG_EOR;
import static io.sockeye.bindings.SocketConstants.MSG_PEEK;
import static io.sockeye.bindings.SocketConstants.SOCK_SEQPACKET;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sockeye.ControlMessage.Ttl;
import io.sockeye.support.ChildJvm;
import io.sockeye.support.StreamFamily;
import io.sockeye.support.ThreadedCall;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** sendmsg and recvmsg: buffers, addresses, flags, waiting, misuse. */
class MessageTest {
    private static final Sockaddr ANY_PORT = Sockaddr.of("127.0.0.1", 0);

    @ParameterizedTest
    @EnumSource
    void everyKindOfMemoryIsSentAndFilledInOrder(ThreadedCall.Way way) throws Exception {
        try (var pair = Socket.socketpair();
                var arena = Arena.ofShared()) {
            pair.second().settimeout(way.timeout);
            var array = new byte[3];
            var outside = arena.allocate(2);
            var in = Message.of(MemorySegment.ofArray(array), outside, MemorySegment.ofArray(array).asSlice(0, 0));
            var waiting = way.start(() -> pair.second().recvmsg(in)).awaitBlocked();
            var out = Message.of(MemorySegment.ofArray(new byte[] {1, 2}),
                    arena.allocateFrom(JAVA_BYTE, (byte) 3, (byte) 4));
            assertThat(pair.first().sendmsg(out)).isEqualTo(4);

            assertThat(waiting.result()).isEqualTo(4);
            assertThat(array).containsExactly(1, 2, 3);
            assertThat(outside.toArray(JAVA_BYTE)).containsExactly(4, 0);
            assertThat(in.address()).isNull();
        }
    }

    @Test
    void buffersMoveOnByWhatWasSentAndReceived() throws Exception {
        try (var pair = Socket.socketpair()) {
            var heap = ByteBuffer.wrap("_abc".getBytes(UTF_8)).position(1);
            var direct = ByteBuffer.allocateDirect(2).put("de".getBytes(UTF_8)).flip();
            assertThat(pair.first().sendmsg(Message.of(heap, direct))).isEqualTo(5);
            assertThat(heap.hasRemaining() || direct.hasRemaining()).isFalse();

            var in = ByteBuffer.allocate(10).position(2);
            var rest = ByteBuffer.allocateDirect(10);
            var message = Message.of(in.limit(5), rest);
            pair.second().recvmsg(message);
            assertThat(in.position()).isEqualTo(5);
            assertThat(rest.position()).isEqualTo(2);
            assertThat(new String(in.array(), 2, 3, UTF_8)).isEqualTo("abc");

            pair.first().send("fg".getBytes(UTF_8));
            pair.second().recvmsg(message);
            assertThat(rest.position()).as("each call goes on where the last one ended").isEqualTo(4);
        }
    }

    @Test
    void anAnswerGoesToWhomItCameFrom() throws Exception {
        try (var server = Socket.udp().bind(ANY_PORT);
                var client = Socket.udp().bind(ANY_PORT);
                var arena = Arena.ofConfined()) {
            client.sendto("ping".getBytes(UTF_8), server.getsockname());
            var buffer = arena.allocate(100);
            var message = Message.of(buffer);
            long count = server.recvmsg(message);
            assertThat(message.address()).isEqualTo(client.getsockname());
            server.sendmsg(message.buffers(buffer.asSlice(0, count)));
            assertThat(client.recvfrom(10).data()).isEqualTo("ping".getBytes(UTF_8));

            message.address(null);
            assertThatThrownBy(() -> server.sendmsg(message))
                    .isInstanceOf(ErrnoException.class).hasMessageContaining("EDESTADDRREQ");
        }
    }

    @Test
    void aDatagramThatIsCutSaysSoAndHowLongItWas() throws Exception {
        try (var server = Socket.udp().bind(ANY_PORT);
                var client = Socket.udp().bind(ANY_PORT)) {
            var message = Message.allocate(10);
            client.sendto(new byte[100], server.getsockname());
            assertThat(server.recvmsg(message, MSG_PEEK)).isEqualTo(10);
            assertThat(server.recvmsg(message)).isEqualTo(10);
            assertThat(message.truncated()).isTrue();
            assertThat(message.length()).isEqualTo(100);
            assertThat(message.count()).isEqualTo(10);

            client.sendto(new byte[100], server.getsockname());
            try (var received = server.recvmsg(10, 0)) {
                assertThat(received.truncated()).isTrue();
                assertThat(received.data()).hasSize(10);
                assertThat(received.from()).isEqualTo(client.getsockname());
            }
        }
    }

    @Test
    void theEndOfARecordIsAFlag() throws Exception {
        try (var pair = Socket.socketpair(AF_UNIX, SOCK_SEQPACKET, 0)) {
            var message = Message.allocate(10);
            pair.first().sendmsg(Message.of(MemorySegment.ofArray(new byte[3])), MSG_EOR);
            assertThat(pair.second().recvmsg(message)).isEqualTo(3);
            pair.first().close();
            assertThat(pair.second().recvmsg(message)).as("the end").isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingEndsRecvmsgAndRecvmmsg(ThreadedCall.Way way) throws Exception {
        for (boolean many : new boolean[] {false, true}) {
            var socket = Socket.udp().bind(ANY_PORT);
            socket.settimeout(way.timeout);
            var waiting = way.start(() -> many
                    ? socket.recvmmsg(new MessageBatch(2, 10), 0)
                    : socket.recvmsg(Message.allocate(10)))
                    .awaitBlocked();
            socket.close();
            assertThatThrownBy(waiting::result).isInstanceOf(ClosedDescriptorException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingEndsSendmsg(ThreadedCall.Way way) throws Exception {
        var full = StreamFamily.UNIX.full();
        full.first().settimeout(way.timeout);
        var waiting = way.start(() -> full.first().sendmsg(Message.allocate(10))).awaitBlocked();
        full.close();
        assertThatThrownBy(waiting::result).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @EnumSource
    void timeoutsAreKeptInBothDirections(ThreadedCall.Way way) throws Exception {
        try (var full = StreamFamily.UNIX.full()) {
            full.first().settimeout(Duration.ofMillis(150));
            for (boolean sends : new boolean[] {false, true}) {
                long start = System.nanoTime();
                var message = Message.allocate(10);
                assertThatThrownBy(
                        way.start(() -> sends ? full.first().sendmsg(message) : full.first().recvmsg(message))::result)
                        .isInstanceOf(TimedOutException.class);
                assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(150_000_000L);
            }
        }
    }

    @Test
    void whereItWouldBlockItSaysSo() throws Exception {
        try (var pair = Socket.socketpair()) {
            var message = Message.allocate(10);
            assertThat(pair.first().tryRecvmsg(message, 0)).isEqualTo(-1);
            assertThatThrownBy(() -> pair.first().recvmsg(message, MSG_DONTWAIT))
                    .isInstanceOf(WouldBlockException.class);
            pair.first().setblocking(false);
            assertThatThrownBy(() -> pair.first().recvmsg(message)).isInstanceOf(WouldBlockException.class);
        }
    }

    @Test
    void whatCameBeforeIsOverAfterACallThatFails() throws Exception {
        try (var server = Socket.udp().bind(ANY_PORT).setsockopt(IPPROTO_IP, IP_RECVTTL, 1)) {
            server.sendto(new byte[5], server.getsockname());
            var message = Message.allocate(10);
            server.recvmsg(message);
            assertThat(message.controlMessages()).hasSize(1);
            assertThat(server.tryRecvmsg(message, 0)).isEqualTo(-1);
            assertThat(message.controlMessages()).isEmpty();
            assertThat(message.count()).isZero();
        }
    }

    @Test
    void misuse() throws Exception {
        try (var pair = Socket.socketpair()) {
            var closed = Arena.ofShared();
            var memory = closed.allocate(10);
            closed.close();
            assertThatThrownBy(() -> pair.first().recvmsg(Message.of(memory)))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> pair.first().sendmsg(Message.of(memory)))
                    .isInstanceOf(IllegalStateException.class);
            var others = ThreadedCall.onPlatformThread(() -> Arena.ofConfined().allocate(10)).result();
            assertThatThrownBy(() -> pair.first().sendmsg(Message.of(others))).isInstanceOf(WrongThreadException.class);
            var readOnly = MemorySegment.ofArray(new byte[10]).asReadOnly();
            assertThatThrownBy(() -> pair.first().recvmsg(Message.of(readOnly)))
                    .isInstanceOf(IllegalArgumentException.class);
            var many = new MemorySegment[IOV_MAX + 1];
            Arrays.fill(many, MemorySegment.NULL);
            assertThatThrownBy(() -> Message.of(many)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Message.allocate(1).controlSpace(-1)).isInstanceOf(IllegalArgumentException.class);
            assertThat(pair.first().sendmsg(Message.of(readOnly))).isEqualTo(10);
            pair.first().close();
            assertThatThrownBy(() -> pair.first().sendmsg(Message.allocate(1)))
                    .isInstanceOf(ClosedDescriptorException.class);
        }
    }

    @Test
    void socatChoosesATimeToLive() throws Exception {
        assumeThat(Path.of("/usr/bin/socat")).as("socat, the peer").exists();
        try (var server = Socket.udp().bind(ANY_PORT).setsockopt(IPPROTO_IP, IP_RECVTTL, 1)) {
            var to = server.getsockname().toString();
            var ended = ChildJvm.run(List.of("/usr/bin/socat", "-u", "EXEC:echo x", "UDP-SENDTO:" + to + ",ttl=17"));
            assertThat(ended).isEqualTo(new ChildJvm.Ended(0, ""));
            try (var received = server.recvmsg(10, 100)) {
                assertThat(received.control()).containsExactly(new Ttl(17));
            }
        }
    }
}
