package io.sockeye;

import static io.sockeye.bindings.InetConstants.IPPROTO_IP;
import static io.sockeye.bindings.InetConstants.IP_RECVTTL;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.ControlMessage.Rights;
import io.sockeye.ControlMessage.Ttl;
import io.sockeye.support.Proc;
import io.sockeye.support.ThreadedCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** sendmmsg and recvmmsg. */
class MessageBatchTest {
    private static final Sockaddr ANY_PORT = Sockaddr.of("127.0.0.1", 0);

    private final MessageBatch out = new MessageBatch(8, 10);
    private final MessageBatch in = new MessageBatch(8, 5);

    @ParameterizedTest
    @EnumSource
    void eachHasItsOwnLengthAddressAndControlMessages(ThreadedCall.Way way) throws Exception {
        try (var one = Socket.udp().bind(ANY_PORT).setsockopt(IPPROTO_IP, IP_RECVTTL, 1);
                var other = Socket.udp().bind(ANY_PORT);
                var sender = Socket.udp().bind(ANY_PORT)) {
            one.settimeout(way.timeout);
            for (int slot = 0; slot < 4; slot++) {
                out.slot(slot).fill((byte) slot);
                out.length(slot, slot * 3);
                out.address(slot, slot == 2 ? other.getsockname() : one.getsockname());
                out.control(slot, new Ttl(40 + slot));
            }
            assertThat(way.start(() -> sender.sendmmsg(out, 0, 4, 0)).result()).isEqualTo(4);
            assertThat(way.start(() -> one.recvmmsg(in, 0)).result()).isEqualTo(3);

            assertThat(in.length(0)).isZero();
            assertThat(in.data(1).toArray(JAVA_BYTE)).containsExactly(1, 1, 1);
            assertThat(in.truncated(1)).isFalse();
            assertThat(in.data(2).toArray(JAVA_BYTE)).containsExactly(3, 3, 3, 3, 3);
            assertThat(in.truncated(2)).isTrue();
            assertThat(in.controlMessages(2)).containsExactly(new Ttl(43));
            assertThat(in.address(2)).isEqualTo(sender.getsockname());
            assertThat(in.address(3)).isNull();
            assertThat(other.recvfrom(10).data()).containsOnly(2).hasSize(6);
        }
    }

    @Test
    void whatCameGoesBackAsItIs() throws Exception {
        try (var server = Socket.udp().bind(ANY_PORT);
                var client = Socket.udp().bind(ANY_PORT)) {
            client.connect(server.getsockname());
            out.lengthOfAll(3);
            assertThat(client.sendmmsg(out, 0, 8, 0)).isEqualTo(8);
            int count = server.recvmmsg(in, 0);
            assertThat(server.sendmmsg(in, 0, count, 0)).isEqualTo(count);
            for (int i = 0; i < count; i++) {
                assertThat(client.recv(10)).hasSize(3);
            }
        }
    }

    @Test
    void aPartCanBeSent() throws Exception {
        try (var pair = Socket.socketpair(AF_UNIX, SOCK_DGRAM, 0)) {
            for (int slot = 0; slot < 8; slot++) {
                out.slot(slot).fill((byte) slot);
                out.length(slot, 1);
            }
            assertThat(pair.first().sendmmsg(out, 5, 2, 0)).isEqualTo(2);
            assertThat(pair.second().recvmmsg(in, 0)).isEqualTo(2);
            assertThat(in.data(0).get(JAVA_BYTE, 0)).isEqualTo((byte) 5);
            assertThat(in.data(1).get(JAVA_BYTE, 0)).isEqualTo((byte) 6);
        }
    }

    @Test
    void descriptorsOfABatchAreClosedWithIt() throws Throwable {
        Proc.assertNoDescriptorLeaks(() -> {
            try (var pair = Socket.socketpair(AF_UNIX, SOCK_DGRAM, 0);
                    var event = EventFd.create(0)) {
                out.controlOfAll(ControlMessage.rights(event, event));
                assertThat(pair.first().sendmmsg(out, 0, 8, 0)).isEqualTo(8);
                assertThat(pair.second().recvmmsg(in, 0)).isEqualTo(8);
                var rights = (Rights) in.controlMessages(7).getFirst();
                var kept = rights.descriptors().getFirst().take();
                assertThat(pair.second().tryRecvmmsg(in)).isZero();
                assertThat(rights.descriptors().getLast().fileno()).isEqualTo(-1);
                assertThat(Proc.descriptor(kept.fileno())).contains("eventfd");
                kept.close();
            }
        });
    }

    @Test
    void anEmptyDatagramIsVisitedToo() throws Exception {
        try (var pair = Socket.socketpair(AF_UNIX, SOCK_DGRAM, 0)) {
            pair.first().send(new byte[0]);
            pair.first().send(new byte[2]);
            pair.second().recvmmsg(in, 0);
            var lengths = new StringBuilder();
            in.forEachDatagram(
                    (memory, offset, length, slot) -> lengths.append(slot).append(':').append(length).append(' '));
            assertThat(lengths).hasToString("0:0 1:2 ");
        }
    }

    @Test
    void whereItWouldBlockItSaysSo() throws Exception {
        try (var pair = Socket.socketpair(AF_UNIX, SOCK_DGRAM, 0)) {
            assertThat(pair.first().tryRecvmmsg(in)).isZero();
            assertThatThrownBy(() -> pair.first().recvmmsg(in, MSG_DONTWAIT)).isInstanceOf(WouldBlockException.class);
            int sent = 0;
            pair.first().setblocking(false);
            for (int taken = 1; taken > 0; sent += taken) {
                try {
                    taken = pair.first().sendmmsg(out, 0, 8, 0);
                } catch (WouldBlockException full) {
                    taken = 0;
                }
            }
            assertThat(sent).isPositive();
        }
    }

    @Test
    void misuse() throws Exception {
        assertThatThrownBy(() -> new MessageBatch(0, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MessageBatch(1025, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MessageBatch(1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> out.length(0, 11)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> out.length(8, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> out.slot(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        try (var socket = Socket.udp()) {
            assertThatThrownBy(() -> socket.sendmmsg(out, 4, 5, 0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> socket.sendmmsg(out, 0, 1, 0)).isInstanceOf(ErrnoException.class)
                    .hasMessageContaining("EDESTADDRREQ");
        }
    }
}
