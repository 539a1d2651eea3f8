package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.ECONNREFUSED;
import static io.sockeye.bindings.ErrorConstants.SO_EE_ORIGIN_ICMP;
import static io.sockeye.bindings.IcmpConstants.ICMP_DEST_UNREACH;
import static io.sockeye.bindings.IcmpConstants.ICMP_PORT_UNREACH;
import static io.sockeye.bindings.InetConstants.IPPROTO_IP;
import static io.sockeye.bindings.InetConstants.IP_RECVERR;
import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;
import static io.sockeye.bindings.SocketConstants.MSG_ERRQUEUE;
import static io.sockeye.bindings.SocketConstants.SHUT_RDWR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.support.Pair;
import io.sockeye.support.ThreadedCall;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** MSG_ERRQUEUE: what happened to what was sent. */
class ErrorQueueTest {
    private static final Sockaddr ANY_PORT = Sockaddr.of("127.0.0.1", 0);

    private final Message message = Message.allocate(100);

    @ParameterizedTest
    @EnumSource
    void aRefusedDatagramComesBackWithWhereItWasSentAndWhoRefused(ThreadedCall.Way way) throws Exception {
        var nobody = freePort();
        try (var socket = Socket.udp().bind(ANY_PORT).setsockopt(IPPROTO_IP, IP_RECVERR, 1)) {
            socket.settimeout(way.timeout);
            var waiting = way.start(() -> socket.recvmsg(message, MSG_ERRQUEUE)).awaitBlocked();
            socket.sendto(new byte[] {1, 2, 3}, nobody);

            assertThat(waiting.result()).isEqualTo(3);
            assertThat(message.flags() & MSG_ERRQUEUE).isNotZero();
            assertThat(message.address()).isEqualTo(nobody);
            assertThat(message.controlMessages()).containsExactly(new ControlMessage.ExtendedError(
                    new Errno(ECONNREFUSED), SO_EE_ORIGIN_ICMP, ICMP_DEST_UNREACH, ICMP_PORT_UNREACH, 0, 0,
                    Sockaddr.of("127.0.0.1", 0)));
        }
    }

    @Test
    void anEmptyQueueDoesNotWaitWhereItMustNot() throws Exception {
        try (var socket = Socket.udp().bind(ANY_PORT)) {
            assertThat(socket.tryRecvmsg(message, MSG_ERRQUEUE)).isEqualTo(-1);
            assertThatThrownBy(() -> socket.recvmsg(message, MSG_ERRQUEUE | MSG_DONTWAIT))
                    .isInstanceOf(WouldBlockException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyQueueIsWaitedForUntilTheTimeout(ThreadedCall.Way way) throws Exception {
        try (var socket = Socket.udp().bind(ANY_PORT)) {
            socket.settimeout(Duration.ofMillis(200));
            long start = System.nanoTime();
            assertThatThrownBy(way.start(() -> socket.recvmsg(message, MSG_ERRQUEUE))::result)
                    .isInstanceOf(TimedOutException.class);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingEndsTheWait(ThreadedCall.Way way) throws Exception {
        var socket = Socket.udp().bind(ANY_PORT);
        socket.settimeout(way.timeout);
        var waiting = way.start(() -> socket.recvmsg(message, MSG_ERRQUEUE)).awaitBlocked();
        socket.close();
        assertThatThrownBy(waiting::result).isInstanceOf(ClosedDescriptorException.class);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorThatIsNotOfTheQueueIsToldAndDoesNotSpin(ThreadedCall.Way way) throws Exception {
        try (var socket = Socket.udp().bind(ANY_PORT)) {
            socket.settimeout(way.timeout);
            socket.connect(freePort());
            socket.send(new byte[1]);
            assertThatThrownBy(way.start(() -> socket.recvmsg(message, MSG_ERRQUEUE))::result)
                    .isInstanceOf(ConnectionRefusedException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterTheEndOfTheConnectionItDoesNotSpin(ThreadedCall.Way way) throws Exception {
        try (var pair = Pair.tcp()) {
            pair.client().settimeout(way.timeout);
            pair.client().shutdown(SHUT_RDWR);
            pair.accepted().close();
            assertThatThrownBy(way.start(() -> pair.client().recvmsg(message, MSG_ERRQUEUE))::result)
                    .isInstanceOf(WouldBlockException.class);
        }
    }

    private static Sockaddr freePort() throws ErrnoException {
        try (var gone = Socket.udp().bind(ANY_PORT)) {
            return gone.getsockname();
        }
    }
}
