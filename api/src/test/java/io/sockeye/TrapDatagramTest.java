package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EMSGSIZE;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.MSG_PEEK;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOCK_SEQPACKET;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.support.ThreadedCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Traps 30 and 31, and datagrams of every kind and size, from and to every kind of memory. */
class TrapDatagramTest {
    private static final Sockaddr ANY_PORT = Sockaddr.of("127.0.0.1", 0);

    @ParameterizedTest
    @EnumSource
    void trap30_aDatagramThatIsCutSaysSoAndHowLongItWas(ThreadedCall.Way way) throws Exception {
        try (var receiver = Socket.udp().bind(ANY_PORT);
                var sender = Socket.udp().bind(ANY_PORT)) {
            receiver.settimeout(way.timeout);
            var array = new byte[20];
            var first = way.start(() -> receiver.recvfrom(10));
            sender.sendto(hundred(), receiver.getsockname());
            assertThat(first.result().truncated()).isTrue();
            assertThat(first.result().length()).isEqualTo(100);
            assertThat(first.result().data()).isEqualTo(Arrays.copyOf(hundred(), 10));

            var second = way.start(() -> receiver.recvfrom(MemorySegment.ofArray(array).asSlice(5, 10), 0));
            sender.sendto(hundred(), receiver.getsockname());
            assertThat(second.result()).isEqualTo(new ReceiveResult(10, 100, sender.getsockname()));
            assertThat(second.result().truncated()).isTrue();
            assertThat(Arrays.copyOfRange(array, 15, 20)).containsOnly(0);
        }
    }

    @Test
    void trap30_aDatagramThatFitsIsNotTruncated() throws Exception {
        try (var receiver = Socket.udp().bind(ANY_PORT);
                var sender = Socket.udp()) {
            sender.sendto(hundred(), receiver.getsockname());
            assertThat(receiver.recvfrom(ByteBuffer.allocate(10).slice(0, 0)).truncated()).isTrue();
            sender.sendto(hundred(), receiver.getsockname());
            assertThat(receiver.recvfrom(100).truncated()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap31_aClosedPortIsToldToTheNextCall(ThreadedCall.Way way) throws Exception {
        try (var client = Socket.udp().bind(ANY_PORT)) {
            client.settimeout(way.timeout);
            Sockaddr server;
            try (var gone = Socket.udp().bind(ANY_PORT)) {
                server = gone.getsockname();
            }
            client.connect(server);
            var received = way.start(() -> {
                client.send(new byte[1]);
                return client.recv(10);
            });
            assertThatThrownBy(received::result).isInstanceOf(ConnectionRefusedException.class);

            // Once it is told, all is as before.
            try (var back = Socket.udp().bind(server)) {
                assertThat(way.start(() -> client.send(new byte[] {31})).result()).isOne();
                assertThat(back.recv(10)).containsExactly(31);
                back.sendto(new byte[] {32}, client.getsockname());
                assertThat(way.start(() -> client.recv(10)).result()).containsExactly(32);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfMemorySendsAndReceives(ThreadedCall.Way way) throws Exception {
        try (var one = Socket.udp().bind(ANY_PORT);
                var other = Socket.udp().bind(ANY_PORT);
                var memory = Arena.ofShared()) {
            one.settimeout(way.timeout);
            other.settimeout(way.timeout);
            var text = "datagram".getBytes(UTF_8);
            var there = way.start(() -> {
                var to = other.getsockname();
                return one.sendto(text, to)
                        + one.sendto(ByteBuffer.wrap(text), to)
                        + one.sendto(ByteBuffer.allocateDirect(8).put(text).flip(), to)
                        + one.sendto(MemorySegment.ofArray(text), 0, to)
                        + one.sendto(memory.allocateFrom(JAVA_BYTE, text), 0, to);
            });
            var back = way.start(() -> {
                var expected = new ReceiveResult(8, 8, one.getsockname());
                var heap = ByteBuffer.allocate(20).position(1);
                var direct = ByteBuffer.allocateDirect(20).position(1);
                var array = MemorySegment.ofArray(new byte[20]);
                var outside = memory.allocate(20);
                assertThat(other.recvfrom(20).data()).isEqualTo(text);
                assertThat(other.recvfrom(heap)).isEqualTo(expected);
                assertThat(other.recvfrom(direct)).isEqualTo(expected);
                assertThat(other.recvfrom(array, 0)).isEqualTo(expected);
                assertThat(other.recvfrom(outside, 0)).isEqualTo(expected);
                assertThat(heap.position()).isEqualTo(9);
                assertThat(direct.position()).isEqualTo(9);
                assertThat(ByteBuffer.wrap(text)).isEqualTo(heap.flip().position(1))
                        .isEqualTo(direct.flip().position(1));
                assertThat(array.getString(0)).isEqualTo("datagram").isEqualTo(outside.getString(0));
                return "all";
            });
            assertThat(there.result()).isEqualTo(5 * 8);
            assertThat(back.result()).isEqualTo("all");
        }
    }

    @Test
    void aBufferThatIsSentMovesOn() throws Exception {
        try (var receiver = Socket.udp().bind(ANY_PORT);
                var sender = Socket.udp()) {
            var part = ByteBuffer.wrap("a part of it".getBytes(UTF_8)).position(2).limit(6);
            assertThat(sender.sendto(part, receiver.getsockname())).isEqualTo(4);
            assertThat(part.hasRemaining()).isFalse();
            assertThat(receiver.recv(100)).asString().isEqualTo("part");
        }
    }

    @Test
    void aDatagramChannelIsTheOtherEnd() throws Exception {
        try (var channel = DatagramChannel.open().bind(ANY_PORT.toJava());
                var socket = Socket.udp().bind(ANY_PORT)) {
            var there = Sockaddr.of(channel.getLocalAddress());
            socket.sendto("ping".getBytes(UTF_8), there);
            var buffer = ByteBuffer.allocate(100);
            assertThat(channel.receive(buffer)).isEqualTo(socket.getsockname().toJava());
            assertThat(channel.send(buffer.flip(), socket.getsockname().toJava())).isEqualTo(4);

            var answer = socket.recvfrom(100);
            assertThat(answer.data()).asString().isEqualTo("ping");
            assertThat(answer.from()).isEqualTo(there);
        }
    }

    @ParameterizedTest
    @EnumSource
    void unixSocketsKeepTheBoundsOfMessages(ThreadedCall.Way way) throws Exception {
        for (int type : new int[] {SOCK_DGRAM, SOCK_SEQPACKET}) {
            try (var pair = Socket.socketpair(AF_UNIX, type, 0)) {
                pair.second().settimeout(way.timeout);
                var received = way.start(() -> {
                    var first = pair.second().recvfrom(2);
                    assertThat(first.data()).asString().isEqualTo("on");
                    assertThat(first.length()).isEqualTo(3);
                    assertThat(first.from()).isNull();
                    return new String(pair.second().recv(100), UTF_8);
                });
                pair.first().send("one".getBytes(UTF_8));
                pair.first().send("two".getBytes(UTF_8));
                assertThat(received.result()).isEqualTo("two");
            }
        }
    }

    @Test
    void theEndOfSeqpacketIsNothing() throws Exception {
        try (var pair = Socket.socketpair(AF_UNIX, SOCK_SEQPACKET, 0)) {
            pair.first().send(new byte[] {1});
            pair.first().close();
            assertThat(pair.second().recv(10)).containsExactly(1);
            assertThat(pair.second().recv(10)).isEmpty();
        }
    }

    @Test
    void aUnixDatagramSaysWhoSentIt() throws Exception {
        var name = SockaddrUn.abstractName("sockeye-" + UUID.randomUUID());
        try (var server = new Socket(AF_UNIX, SOCK_DGRAM, 0).bind(name);
                var client = new Socket(AF_UNIX, SOCK_DGRAM, 0);
                var nameless = new Socket(AF_UNIX, SOCK_DGRAM, 0)) {
            var own = client.bind(SockaddrUn.UNNAMED).getsockname();
            assertThat(((SockaddrUn) own).isAbstract()).as("a name of the kernel's choice").isTrue();
            client.sendto(new byte[1], name);
            nameless.sendto(new byte[1], name);
            assertThat(server.recvfrom(10).from()).isEqualTo(own);
            assertThat(server.recvfrom(10).from()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLargestUdpDatagram(ThreadedCall.Way way) throws Exception {
        try (var receiver = Socket.udp().bind(ANY_PORT);
                var sender = Socket.udp()) {
            receiver.settimeout(way.timeout);
            sender.settimeout(way.timeout);
            var largest = pattern(65_507);
            var received = way.start(() -> receiver.recvfrom(70_000));
            assertThat(way.start(() -> sender.sendto(largest, receiver.getsockname())).result()).isEqualTo(65_507);
            assertThat(received.result().data()).isEqualTo(largest);

            var tooLarge = way.start(() -> sender.sendto(new byte[65_508], receiver.getsockname()));
            assertThatThrownBy(tooLarge::result)
                    .isInstanceOfSatisfying(ErrnoException.class, e -> assertThat(e.errno().is(EMSGSIZE)).isTrue());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aUnixDatagramOfMoreThan64KiBIsNotCut(ThreadedCall.Way way) throws Exception {
        try (var pair = Socket.socketpair(AF_UNIX, SOCK_DGRAM, 0)) {
            pair.first().settimeout(way.timeout);
            pair.second().settimeout(way.timeout);
            var large = pattern(100_000);
            var into = new byte[100_010];
            var received = way.start(() -> pair.second().recv(into, 5, 100_005, 0));
            assertThat(way.start(() -> pair.first().send(large)).result()).isEqualTo(100_000);
            assertThat(received.result()).isEqualTo(100_000);
            assertThat(Arrays.copyOfRange(into, 5, 100_005)).isEqualTo(large);
            assertThat(Arrays.copyOfRange(into, 100_005, 100_010)).containsOnly(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void severalBuffersAreOneMessage(ThreadedCall.Way way) throws Exception {
        for (int type : new int[] {SOCK_DGRAM, SOCK_SEQPACKET, SOCK_STREAM}) {
            try (var pair = Socket.socketpair(AF_UNIX, type, 0)) {
                pair.first().settimeout(way.timeout);
                pair.second().settimeout(way.timeout);
                var heap = ByteBuffer.allocate(6).position(1).limit(3);
                var direct = ByteBuffer.allocateDirect(6).position(1).limit(4);
                var tail = ByteBuffer.allocate(100);
                var received = way.start(() -> pair.second().recv(new ByteBuffer[] {heap, direct, tail}));
                var sent = new ByteBuffer[] {
                    ByteBuffer.allocateDirect(3).put("abc".getBytes(UTF_8)).flip(),
                    ByteBuffer.allocate(0),
                    ByteBuffer.wrap("xdefgx".getBytes(UTF_8), 1, 4).asReadOnlyBuffer()
                };
                assertThat(way.start(() -> pair.first().send(sent)).result()).isEqualTo(7);
                assertThat(sent).noneMatch(ByteBuffer::hasRemaining);

                assertThat(received.result()).isEqualTo(7);
                assertThat(heap.array()).isEqualTo("\0ab\0\0\0".getBytes(UTF_8));
                assertThat(direct.position()).isEqualTo(4);
                assertThat(UTF_8.decode(direct.clear()).toString()).isEqualTo("\0cde\0\0");
                assertThat(UTF_8.decode(tail.flip()).toString()).isEqualTo("fg");
            }
        }
    }

    @Test
    void severalBuffersTakeTheirPartsOfALongStream() throws Exception {
        try (var pair = Socket.socketpair()) {
            var all = pattern(3_000_000);
            var parts = new ByteBuffer[] {
                ByteBuffer.wrap(all, 0, 1_000_000),
                ByteBuffer.allocateDirect(1_500_000).put(all, 1_000_000, 1_500_000).flip(),
                ByteBuffer.wrap(all, 2_500_000, 500_000)
            };
            var sender = ThreadedCall.onVirtualThread(() -> {
                long sent = 0;
                while (sent < all.length) {
                    sent += pair.first().send(parts);
                }
                return sent;
            });
            var into = new ByteBuffer[] {ByteBuffer.allocate(2_000_000), ByteBuffer.allocateDirect(1_000_000)};
            for (long count = 0; count < all.length;) {
                count += pair.second().recv(into);
            }
            assertThat(sender.result()).isEqualTo(3_000_000);
            assertThat(into[0].array()).isEqualTo(Arrays.copyOf(all, 2_000_000));
            assertThat(into[1].flip()).isEqualTo(ByteBuffer.wrap(all, 2_000_000, 1_000_000));
        }
    }

    @Test
    void moreThan1024BuffersAreLeftForTheNextCall() throws Exception {
        try (var pair = Socket.socketpair()) {
            var many = new ByteBuffer[1030];
            Arrays.setAll(many, i -> ByteBuffer.wrap(new byte[] {(byte) i}));
            assertThat(pair.first().send(many)).isEqualTo(1024);
            assertThat(pair.first().send(Arrays.copyOfRange(many, 1024, 1030))).isEqualTo(6);
            assertThat(pair.second().recv(2000)).isEqualTo(pattern(1030));
        }
    }

    @Test
    void nothingToBeSentIsAnEmptyMessage() throws Exception {
        try (var pair = Socket.socketpair(AF_UNIX, SOCK_DGRAM, 0)) {
            assertThat(pair.first().send(new ByteBuffer[0])).isZero();
            assertThat(pair.second().recvfrom(MemorySegment.ofArray(new byte[1]), MSG_PEEK).length()).isZero();
            pair.second().settimeout(Duration.ZERO);
            assertThat(pair.second().recv(new ByteBuffer[] {ByteBuffer.allocate(1)})).isZero();
            assertThatThrownBy(() -> pair.second().recv(new ByteBuffer[] {ByteBuffer.allocate(1)}))
                    .isInstanceOf(WouldBlockException.class);
        }
    }

    private static byte[] hundred() {
        return pattern(100);
    }

    private static byte[] pattern(int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
