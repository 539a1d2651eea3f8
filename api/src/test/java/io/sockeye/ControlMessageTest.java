package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.ENOMSG;
import static io.sockeye.bindings.ErrorConstants.SO_EE_ORIGIN_TIMESTAMPING;
import static io.sockeye.bindings.InetConstants.*;
import static io.sockeye.bindings.SocketConstants.*;
import static io.sockeye.bindings.TimestampConstants.*;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.ControlMessage.*;
import io.sockeye.bindings.Cmsg;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of control message, through a real socket. */
class ControlMessageTest {
    private static final int LOOPBACK = 0x7f000001;

    private final List<Socket> opened = new ArrayList<>();
    private final Message message = Message.allocate(2000);

    @AfterEach
    void closeAll() {
        message.close();
        opened.forEach(Socket::close);
    }

    @Test
    void pktinfoTellsAndChoosesTheLocalAddress() throws Exception {
        var receiver = udp("127.0.0.1").setsockopt(IPPROTO_IP, IP_PKTINFO, 1);
        var sender = udp("0.0.0.0");
        send(sender, receiver, new Pktinfo(0, LOOPBACK + 7, 0));

        assertThat(received(receiver)).containsExactly(new Pktinfo(loopback(), LOOPBACK, LOOPBACK));
        assertThat(message.address()).isEqualTo(new SockaddrIn(LOOPBACK + 7, port(sender)));
    }

    @Test
    void pktinfo6TellsAndChoosesTheLocalAddress() throws Exception {
        var receiver = udp("::1").setsockopt(IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
        var sender = udp("::");
        send(sender, receiver, new Pktinfo6(0, 1, loopback()));

        assertThat(received(receiver)).containsExactly(new Pktinfo6(0, 1, loopback()));
        assertThat(message.address()).isEqualTo(SockaddrIn6.of("::1", port(sender)));
    }

    @Test
    void ttlAndTosGoWithOneMessage() throws Exception {
        var receiver = udp("127.0.0.1")
                .setsockopt(IPPROTO_IP, IP_RECVTTL, 1)
                .setsockopt(IPPROTO_IP, IP_RECVTOS, 1);
        send(udp("127.0.0.1"), receiver, new Ttl(42), new Tos(0x10));

        assertThat(received(receiver)).containsExactlyInAnyOrder(new Ttl(42), new Tos(0x10));
    }

    @Test
    void hopLimitAndTrafficClassGoWithOneMessage() throws Exception {
        var receiver = udp("::1")
                .setsockopt(IPPROTO_IPV6, IPV6_RECVHOPLIMIT, 1)
                .setsockopt(IPPROTO_IPV6, IPV6_RECVTCLASS, 1);
        send(udp("::1"), receiver, new HopLimit(43), new TrafficClass(0x20));

        assertThat(received(receiver)).containsExactlyInAnyOrder(new HopLimit(43), new TrafficClass(0x20));
    }

    @Test
    void theOriginalDestinationHasAPort() throws Exception {
        var receiver = udp("127.0.0.1").setsockopt(IPPROTO_IP, IP_RECVORIGDSTADDR, 1);
        send(udp("127.0.0.1"), receiver);
        assertThat(received(receiver)).containsExactly(new OriginalDestination(receiver.getsockname()));

        var receiver6 = udp("::1").setsockopt(IPPROTO_IPV6, IPV6_RECVORIGDSTADDR, 1);
        send(udp("::1"), receiver6);
        assertThat(received(receiver6)).containsExactly(new OriginalDestination(receiver6.getsockname()));
    }

    @Test
    void credentialsAreTheSenders() throws Exception {
        var pair = pair(SOCK_DGRAM);
        pair.second().setsockopt(SOL_SOCKET, SO_PASSCRED, 1);
        pair.first().sendmsg(new byte[1]);

        assertThat(received(pair.second())).satisfiesExactly(only -> {
            var credentials = (Credentials) only;
            assertThat(credentials.pid()).isEqualTo((int) ProcessHandle.current().pid());
            pair.first().sendmsg(new byte[1], credentials);
            assertThat(received(pair.second())).containsExactly(credentials);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"SO_TIMESTAMP", "SO_TIMESTAMPNS", "SO_TIMESTAMPING", "NEW"})
    void eachKindOfTimestampIsNow(String kind) throws Exception {
        long before = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        var receiver = udp("127.0.0.1");
        switch (kind) {
            case "SO_TIMESTAMP" -> receiver.setsockopt(SOL_SOCKET, SO_TIMESTAMP, 1);
            case "SO_TIMESTAMPNS" -> receiver.setsockopt(SOL_SOCKET, SO_TIMESTAMPNS, 1);
            case "NEW" -> receiver.setsockopt(SOL_SOCKET, SO_TIMESTAMPNS_NEW, 1);
            default -> receiver.setsockopt(
                    SOL_SOCKET, SO_TIMESTAMPING, SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE);
        }
        var sender = udp("127.0.0.1");
        List<ControlMessage> control;
        do {
            // The kernel switches timestamps on in the background: the first datagrams may have none.
            send(sender, receiver);
            control = received(receiver);
        } while (control.isEmpty());

        assertThat(control).singleElement().isInstanceOfSatisfying(Timestamp.class, timestamp -> {
            assertThat(timestamp.software()).isBetween(before, before + TimeUnit.HOURS.toNanos(1));
            assertThat(timestamp.hardware()).isZero();
        });
    }

    @Test
    void aTimestampOfWhatWasSentComesByTheQueueOfErrors() throws Exception {
        var receiver = udp("127.0.0.1");
        var sender = udp("127.0.0.1")
                .setsockopt(
                        SOL_SOCKET,
                        SO_TIMESTAMPING,
                        SOF_TIMESTAMPING_TX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_OPT_ID);
        send(sender, receiver);
        sender.recvmsg(message, MSG_ERRQUEUE);

        assertThat(message.controlMessages())
                .anySatisfy(control -> assertThat(control).isInstanceOf(Timestamp.class))
                .anySatisfy(control -> assertThat(control).isInstanceOfSatisfying(ExtendedError.class, error -> {
                    assertThat(error.errno().is(ENOMSG)).isTrue();
                    assertThat(error.origin()).isEqualTo(SO_EE_ORIGIN_TIMESTAMPING);
                    assertThat(error.info()).isEqualTo(SCM_TSTAMP_SND);
                    assertThat(error.data()).isZero();
                    assertThat(error.offender()).isNull();
                }));
    }

    @Test
    void whatIsNotKnownStaysBytesAndCanBeSent() throws Exception {
        var receiver = udp("127.0.0.1").setsockopt(SOL_SOCKET, SO_RXQ_OVFL, 1);
        // A priority as raw bytes: what it does cannot be seen here, but the kernel takes it, and refuses what is none.
        send(udp("127.0.0.1"), receiver, new Unknown(SOL_SOCKET, SO_MARK, new byte[Integer.BYTES]));
        receiver.setsockopt(SOL_SOCKET, SO_RCVBUF, 0);
        for (int i = 0; i < 200; i++) {
            send(udp("127.0.0.1"), receiver);
        }
        var control = received(receiver);
        while (control.isEmpty()) {
            control = received(receiver);
            send(udp("127.0.0.1"), receiver);
        }

        assertThat(control).singleElement().isInstanceOfSatisfying(Unknown.class, unknown -> {
            assertThat(unknown.level()).isEqualTo(SOL_SOCKET);
            assertThat(unknown.type()).isEqualTo(SO_RXQ_OVFL);
            assertThat(unknown.data()).hasSize(Integer.BYTES);
        });
        assertThatThrownBy(() -> send(udp("127.0.0.1"), receiver, new Unknown(SOL_SOCKET, -1, new byte[1])))
                .isInstanceOf(ErrnoException.class).hasMessageContaining("EINVAL");
    }

    @Test
    void oneThatWasCutIsUnknownAndTruncationIsReported() throws Exception {
        var receiver = udp("127.0.0.1")
                .setsockopt(IPPROTO_IP, IP_PKTINFO, 1)
                .setsockopt(IPPROTO_IP, IP_RECVTTL, 1);
        send(udp("127.0.0.1"), receiver);
        message.controlSpace((int) Cmsg.CMSG_LEN(8));

        assertThat(received(receiver)).singleElement().isInstanceOfSatisfying(Unknown.class, cut -> {
            assertThat(cut.type()).isEqualTo(IP_PKTINFO);
            assertThat(cut.data()).hasSize(8);
        });
        assertThat(message.controlTruncated()).isTrue();
        assertThat(message.truncated()).isFalse();
    }

    @Test
    void onesThatAreOnlyReceivedAreRefused() throws Exception {
        for (var control : List.of(new GroSize(1), new Timestamp(1, 0), new OriginalDestination(SockaddrUn.UNNAMED))) {
            assertThatThrownBy(() -> message.control(control))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("cannot be sent");
        }
        assertThatThrownBy(() -> new SegmentSize(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SegmentSize(1 << 16)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> message.control(ControlMessage.rights())).isInstanceOf(IllegalArgumentException.class);
        try (var one = EventFd.create(0)) {
            var many = new SentRights(Collections.nCopies(254, one));
            assertThatThrownBy(() -> message.control(many)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("254");
        }
    }

    private Socket udp(String host) throws ErrnoException {
        var address = Sockaddr.of(host, 0);
        var socket = new Socket(address.family(), SOCK_DGRAM, 0).bind(address);
        opened.add(socket);
        return socket;
    }

    private SocketPair pair(int type) throws ErrnoException {
        var pair = Socket.socketpair(AF_UNIX, type, 0);
        opened.add(pair.first());
        opened.add(pair.second());
        return pair;
    }

    private static void send(Socket from, Socket to, ControlMessage... control) throws ErrnoException {
        try (var arena = Arena.ofConfined();
                var message = Message.of(arena.allocateFrom(JAVA_BYTE, (byte) 1))) {
            assertThat(from.sendmsg(message.address(to.getsockname()).control(control))).isOne();
        }
    }

    private List<ControlMessage> received(Socket socket) throws ErrnoException {
        assertThat(socket.recvmsg(message)).isOne();
        return message.controlMessages();
    }

    private static int port(Socket socket) throws ErrnoException {
        return switch (socket.getsockname()) {
            case SockaddrIn in -> in.port();
            case SockaddrIn6 in6 -> in6.port();
            case SockaddrUn un -> throw new AssertionError(un);
            default -> throw new AssertionError("another family");
        };
    }

    private static int loopback() throws ErrnoException {
        return Interfaces.ifNametoindex("lo");
    }
}
