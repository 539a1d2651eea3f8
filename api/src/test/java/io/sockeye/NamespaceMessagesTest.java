package io.sockeye;

import static io.sockeye.support.Namespaces.DEVICE;
import static io.sockeye.support.Namespaces.PATIENCE;
import static io.sockeye.bindings.ErrnoConstants.ECONNREFUSED;
import static io.sockeye.bindings.ErrnoConstants.EHOSTUNREACH;
import static io.sockeye.bindings.ErrnoConstants.ENETUNREACH;
import static io.sockeye.bindings.ErrorConstants.SO_EE_ORIGIN_ICMP;
import static io.sockeye.bindings.ErrorConstants.SO_EE_ORIGIN_ICMP6;
import static io.sockeye.bindings.IcmpConstants.*;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.MSG_ERRQUEUE;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.TimestampConstants.SOF_TIMESTAMPING_RX_SOFTWARE;
import static io.sockeye.bindings.TimestampConstants.SOF_TIMESTAMPING_SOFTWARE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.ControlMessage.ExtendedError;
import io.sockeye.ControlMessage.Pktinfo;
import io.sockeye.ControlMessage.Pktinfo6;
import io.sockeye.ControlMessage.Timestamp;
import io.sockeye.sockopt.IpOptions;
import io.sockeye.sockopt.Ipv6Options;
import io.sockeye.sockopt.SocketOptions;
import io.sockeye.support.Namespaces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Control messages and the queue of errors, where there is a cable, a far host and a route: not on loopback. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamespaceMessagesTest {
    private static final int PORT = 7711;
    private static final Sockaddr GROUP = Sockaddr.of("239.255.77.2", PORT);
    private static final Sockaddr GROUP6 = Sockaddr.of("ff15::78", PORT);

    /** Of a network that the far host is all of; ip-route(8), type local. */
    private static final Sockaddr ANY_OF_FAR = Sockaddr.of("10.88.3.9", PORT);

    private static final Sockaddr ANY_OF_FAR6 = Sockaddr.of("fd00:88:3::9", PORT);

    /** Nobody has these; what is sent to them goes to the far host. */
    private static final Sockaddr NOBODY = Sockaddr.of("10.88.9.9", 7799);

    private static final Sockaddr NOBODY6 = Sockaddr.of("fd00:88:9::9", 7799);

    /** Where the far host has no way to. */
    private static final String NOWHERE = "10.88.1.1";

    private static final String NOWHERE6 = "fd00:88:1::1";

    /** Where it has a way to, one hop further. */
    private static final String BEYOND = "10.88.2.1";

    private static final String BEYOND6 = "fd00:88:2::1";

    /** Whom the error comes from: the port of an offender is none. */
    private static final Sockaddr OFFENDER = Sockaddr.of(Namespaces.FAR, 0);

    private static final Sockaddr OFFENDER6 = Sockaddr.of(Namespaces.FAR6, 0);

    private Namespaces namespaces;

    @BeforeAll
    void make() throws Exception {
        namespaces = Namespaces.make();
        namespaces.routeByFar();
        namespaces.farRoute("-4", "local 10.88.3.0/24 dev lo");
        namespaces.farRoute("-6", "local fd00:88:3::/48 dev lo");
        namespaces.farRoute("-4", "unreachable 10.88.1.0/24");
        namespaces.farRoute("-6", "unreachable fd00:88:1::/48");
        namespaces.farRoute("-4", "10.88.2.0/24 via " + Namespaces.NEAR);
        namespaces.farRoute("-6", "fd00:88:2::/48 via " + Namespaces.NEAR6);
    }

    @AfterAll
    void takeAway() {
        if (namespaces != null) {
            namespaces.close();
        }
    }

    @Test
    void pktinfoTellsTheInterfaceTheLocalAddressAndTheDestination(@TempDir Path folder) throws Exception {
        assertThat(namespaces.exchange(folder, PktinfoReceiver.class, PktinfoSender.class).far()).isEqualTo("""
                at cable, local 10.77.0.2, to 10.77.0.2
                at cable, local 10.77.0.2, to 239.255.77.2
                at cable, to fd00:77::2
                at cable, to ff15::78
                """);
    }

    /** Has joined the groups, and tells what each datagram was sent to. */
    static final class PktinfoReceiver {
        private PktinfoReceiver() {}

        public static void main(String[] arguments) throws IOException {
            try (var four = udp("0.0.0.0", PORT).setsockopt(IpOptions.IP_PKTINFO, true);
                    var six = udp("::", PORT).setsockopt(Ipv6Options.IPV6_RECVPKTINFO, true)) {
                four.multicast(DEVICE).join(GROUP);
                six.multicast(DEVICE).join(GROUP6);
                Namespaces.ready(arguments[0]);
                for (var socket : new Socket[] {four, four, six, six}) {
                    IO.println(text(control(socket)));
                }
            }
        }

        private static String text(ControlMessage control) throws ErrnoException {
            return switch (control) {
                case Pktinfo(int ifindex, int local, int destination) -> "at " + Interfaces.ifIndextoname(ifindex)
                        + ", local " + new SockaddrIn(local, 0).host() + ", to "
                        + new SockaddrIn(destination, 0).host();
                case Pktinfo6(long high, long low, int ifindex) -> "at " + Interfaces.ifIndextoname(ifindex)
                        + ", to " + new SockaddrIn6(high, low, 0, 0, 0).host();
                default -> control.toString();
            };
        }
    }

    /** To the host, and to the group that it has joined. */
    static final class PktinfoSender {
        private PktinfoSender() {}

        public static void main(String[] arguments) throws IOException {
            try (var four = udp(Namespaces.NEAR, 0);
                    var six = udp(Namespaces.NEAR6, 0)) {
                four.multicast(DEVICE).sendHere();
                six.multicast(DEVICE).sendHere();
                four.sendto(new byte[1], Sockaddr.of(Namespaces.FAR, PORT));
                four.sendto(new byte[1], GROUP);
                six.sendto(new byte[1], Sockaddr.of(Namespaces.FAR6, PORT));
                six.sendto(new byte[1], GROUP6);
            }
        }
    }

    @Test
    void theHeaderIsAsTheOtherHostHasChosen(@TempDir Path folder) throws Exception {
        assertThat(namespaces.exchange(folder, HeaderReceiver.class, HeaderSender.class).far()).isEqualTo("""
                [Ttl[hops=7], Tos[tos=40]]
                [HopLimit[hops=9], TrafficClass[tclass=72]]
                """);
    }

    /** Tells what it is told of the header. Its own host's defaults are others. */
    static final class HeaderReceiver {
        private HeaderReceiver() {}

        public static void main(String[] arguments) throws IOException {
            try (var four = udp("0.0.0.0", PORT);
                    var six = udp("::", PORT);
                    var message = Message.allocate(1)) {
                four.setsockopt(IpOptions.IP_RECVTTL, true).setsockopt(IpOptions.IP_RECVTOS, true);
                six.setsockopt(Ipv6Options.IPV6_RECVHOPLIMIT, true).setsockopt(Ipv6Options.IPV6_RECVTCLASS, true);
                Namespaces.ready(arguments[0]);
                four.recvmsg(message);
                IO.println(message.controlMessages());
                six.recvmsg(message);
                IO.println(message.controlMessages());
            }
        }
    }

    /** Chooses by options of the socket. */
    static final class HeaderSender {
        private HeaderSender() {}

        public static void main(String[] arguments) throws IOException {
            try (var four = udp(Namespaces.NEAR, 0);
                    var six = udp(Namespaces.NEAR6, 0)) {
                four.setsockopt(IpOptions.IP_TTL, 7).setsockopt(IpOptions.IP_TOS, 0x28);
                six.setsockopt(Ipv6Options.IPV6_UNICAST_HOPS, 9).setsockopt(Ipv6Options.IPV6_TCLASS, 0x48);
                four.sendto(new byte[1], Sockaddr.of(Namespaces.FAR, PORT));
                six.sendto(new byte[1], Sockaddr.of(Namespaces.FAR6, PORT));
            }
        }
    }

    @Test
    void theOriginalDestinationIsOneOfAWholeNetwork(@TempDir Path folder) throws Exception {
        assertThat(namespaces.exchange(folder, NetworkReceiver.class, NetworkSender.class).far()).isEqualTo("""
                OriginalDestination[address=10.88.3.9:7711]
                OriginalDestination[address=[fd00:88:3::9]:7711]
                """);
    }

    /** Its host is all of a network: only the datagram says which address was meant. */
    static final class NetworkReceiver {
        private NetworkReceiver() {}

        public static void main(String[] arguments) throws IOException {
            try (var four = udp("0.0.0.0", PORT).setsockopt(IpOptions.IP_RECVORIGDSTADDR, true);
                    var six = udp("::", PORT).setsockopt(Ipv6Options.IPV6_RECVORIGDSTADDR, true)) {
                Namespaces.ready(arguments[0]);
                IO.println(control(four));
                IO.println(control(six));
            }
        }
    }

    /** One datagram of each kind. */
    static final class NetworkSender {
        private NetworkSender() {}

        public static void main(String[] arguments) throws IOException {
            try (var four = udp(Namespaces.NEAR, 0);
                    var six = udp(Namespaces.NEAR6, 0)) {
                four.sendto(new byte[1], ANY_OF_FAR);
                six.sendto(new byte[1], ANY_OF_FAR6);
            }
        }
    }

    @Test
    void transparentSocketsSpeakForAnAddressOfNobody(@TempDir Path folder) throws Exception {
        var printed = namespaces.exchange(folder, Proxy.class, ProxyClient.class);

        assertThat(printed.far()).isEqualTo("EADDRNOTAVAIL\nEADDRNOTAVAIL\n");
        assertThat(printed.near()).isEqualTo("""
                answered by 10.88.9.9:7799
                answered by [fd00:88:9::9]:7799
                """);
    }

    /** Answers as somebody who does not exist; without IP_TRANSPARENT it could not. */
    static final class Proxy {
        private Proxy() {}

        public static void main(String[] arguments) throws IOException {
            try (var four = udp("0.0.0.0", PORT);
                    var six = udp("::", PORT);
                    var as = new Socket(AF_INET, SOCK_DGRAM, 0);
                    var as6 = new Socket(AF_INET6, SOCK_DGRAM, 0)) {
                Namespaces.ready(arguments[0]);
                refused(as, NOBODY);
                refused(as6, NOBODY6);
                answer(four, as.setsockopt(IpOptions.IP_TRANSPARENT, true).bind(NOBODY));
                answer(six, as6.setsockopt(Ipv6Options.IPV6_TRANSPARENT, true).bind(NOBODY6));
            }
        }

        private static void refused(Socket socket, Sockaddr address) {
            try {
                socket.bind(address);
            } catch (ErrnoException e) {
                IO.println(e.errno().name());
            }
        }

        private static void answer(Socket asked, Socket as) throws ErrnoException {
            try (var message = Message.allocate(1)) {
                asked.recvmsg(message);
                as.sendmsg(message);
            }
        }
    }

    /** Asks the far host. */
    static final class ProxyClient {
        private ProxyClient() {}

        public static void main(String[] arguments) throws IOException {
            ask(Sockaddr.of(Namespaces.FAR, PORT));
            ask(Sockaddr.of(Namespaces.FAR6, PORT));
        }

        private static void ask(Sockaddr whom) throws ErrnoException {
            try (var socket = new Socket(whom.family(), SOCK_DGRAM, 0)) {
                socket.settimeout(PATIENCE);
                socket.sendto(new byte[1], whom);
                IO.println("answered by " + socket.recvfrom(1).from());
            }
        }
    }

    @Test
    void timestampsAreFromBetweenTheRequestAndTheAnswer(@TempDir Path folder) throws Exception {
        assertThat(namespaces.exchange(folder, TimestampReceiver.class, Repeater.class).far()).isEqualTo("""
                SO_TIMESTAMPNS: in time, hardware 0
                SO_TIMESTAMPING: in time, hardware 0
                """);
    }

    /** Asks for one more datagram until there is a timestamp with one. */
    static final class TimestampReceiver {
        private TimestampReceiver() {}

        public static void main(String[] arguments) throws IOException {
            try (var ns = udp("0.0.0.0", PORT);
                    var flags = udp("0.0.0.0", PORT + 1)) {
                ns.setsockopt(SocketOptions.SO_TIMESTAMPNS, true);
                flags.setsockopt(
                        SocketOptions.SO_TIMESTAMPING, SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE);
                Namespaces.ready(arguments[0]);
                IO.println("SO_TIMESTAMPNS: " + next(ns));
                IO.println("SO_TIMESTAMPING: " + next(flags));
            }
        }

        private static String next(Socket socket) throws ErrnoException {
            var sent = ByteBuffer.allocate(Long.BYTES);
            var message = Message.of(sent);
            List<ControlMessage> control;
            do {
                socket.recvmsg(message.buffers(sent.clear()));
                control = message.controlMessages();
                // The kernel switches timestamps on in the background: the first datagrams may have none.
                socket.sendto(new byte[] {(byte) control.size()}, Objects.requireNonNull(message.address()));
            } while (control.isEmpty());
            var timestamp = (Timestamp) control.getFirst();
            // The clock that is asked has whole milliseconds.
            boolean inTime = timestamp.software() >= sent.getLong(0)
                    && timestamp.software() <= now() + TimeUnit.MILLISECONDS.toNanos(1);
            return (inTime ? "in time" : timestamp + " for " + sent.getLong(0)) + ", hardware " + timestamp.hardware();
        }
    }

    /** Sends what its clock says, until it is told that this is enough. */
    static final class Repeater {
        private Repeater() {}

        public static void main(String[] arguments) throws IOException {
            for (int port = PORT; port <= PORT + 1; port++) {
                try (var socket = udp(Namespaces.NEAR, 0)) {
                    do {
                        var now = ByteBuffer.allocate(Long.BYTES).putLong(now()).flip();
                        socket.sendto(now, Sockaddr.of(Namespaces.FAR, port));
                    } while (socket.recv(1)[0] == 0);
                }
            }
        }
    }

    /** The clock of both hosts, since they are one machine. */
    private static long now() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    @Test
    void aClosedPortRefusesAndTheOffenderIsTheOtherHost() throws Exception {
        var refused = new ExtendedError(
                new Errno(ECONNREFUSED), SO_EE_ORIGIN_ICMP, ICMP_DEST_UNREACH, ICMP_PORT_UNREACH, 0, 0, OFFENDER);
        var refused6 = new ExtendedError(
                new Errno(ECONNREFUSED), SO_EE_ORIGIN_ICMP6, ICMP6_DST_UNREACH, ICMP6_DST_UNREACH_NOPORT, 0, 0,
                OFFENDER6);

        assertThat(unlucky(64, Namespaces.FAR, Namespaces.FAR6)).isEqualTo("""
                3 bytes to 10.77.0.2:7711: [%s]
                3 bytes to [fd00:77::2]:7711: [%s]
                """, refused, refused6);
        assertThat(refused.type()).as("as the kernel's documentation has it").isEqualTo(3);
        assertThat(refused.code()).isEqualTo(3);
    }

    @Test
    void aRouterSaysThatItKnowsNoWay() throws Exception {
        namespaces.farForwards();
        var unreachable = new ExtendedError(
                new Errno(EHOSTUNREACH), SO_EE_ORIGIN_ICMP, ICMP_DEST_UNREACH, ICMP_HOST_UNREACH, 0, 0, OFFENDER);
        // For a route of this kind IPv4 says that there is no such host, and IPv6 that there is no route.
        var unreachable6 = new ExtendedError(
                new Errno(ENETUNREACH), SO_EE_ORIGIN_ICMP6, ICMP6_DST_UNREACH, ICMP6_DST_UNREACH_NOROUTE, 0, 0,
                OFFENDER6);

        assertThat(unlucky(64, NOWHERE, NOWHERE6)).isEqualTo("""
                3 bytes to 10.88.1.1:7711: [%s]
                3 bytes to [fd00:88:1::1]:7711: [%s]
                """, unreachable, unreachable6);
    }

    @Test
    void aRouterSaysThatTheTimeToLiveIsOver() throws Exception {
        namespaces.farForwards();
        var exceeded = new ExtendedError(
                new Errno(EHOSTUNREACH), SO_EE_ORIGIN_ICMP, ICMP_TIME_EXCEEDED, ICMP_EXC_TTL, 0, 0, OFFENDER);
        var exceeded6 = new ExtendedError(
                new Errno(EHOSTUNREACH), SO_EE_ORIGIN_ICMP6, ICMP6_TIME_EXCEEDED, ICMP6_TIME_EXCEED_TRANSIT, 0, 0,
                OFFENDER6);

        assertThat(unlucky(1, BEYOND, BEYOND6)).isEqualTo("""
                3 bytes to 10.88.2.1:7711: [%s]
                3 bytes to [fd00:88:2::1]:7711: [%s]
                """, exceeded, exceeded6);
    }

    private String unlucky(int hops, String host, String host6) throws Exception {
        return namespaces.runNear(Unlucky.class, Integer.toString(hops), host, host6).output();
    }

    /** Sends what will not arrive, and tells what came of it. */
    static final class Unlucky {
        private Unlucky() {}

        public static void main(String[] arguments) throws IOException {
            int hops = Integer.parseInt(arguments[0]);
            try (var four = udp("0.0.0.0", 0).setsockopt(IpOptions.IP_RECVERR, true);
                    var six = udp("::", 0).setsockopt(Ipv6Options.IPV6_RECVERR, true)) {
                tell(four.setsockopt(IpOptions.IP_TTL, hops), Sockaddr.of(arguments[1], PORT));
                tell(six.setsockopt(Ipv6Options.IPV6_UNICAST_HOPS, hops), Sockaddr.of(arguments[2], PORT));
            }
        }

        private static void tell(Socket socket, Sockaddr to) throws ErrnoException {
            try (var message = Message.allocate(100)) {
                socket.sendto(new byte[3], to);
                long count = socket.recvmsg(message, MSG_ERRQUEUE);
                IO.println(count + " bytes to " + message.address() + ": " + message.controlMessages());
            }
        }
    }

    /** One that waits, but not for ever. */
    private static Socket udp(String host, int port) throws ErrnoException {
        var address = Sockaddr.of(host, port);
        var socket = new Socket(address.family(), SOCK_DGRAM, 0);
        socket.settimeout(PATIENCE);
        if (address.family() == AF_INET6) {
            // Else the port of IPv6 is that of IPv4 too.
            socket.setsockopt(Ipv6Options.IPV6_V6ONLY, true);
        }
        return socket.bind(address);
    }

    private static ControlMessage control(Socket socket) throws ErrnoException {
        try (var message = Message.allocate(1)) {
            socket.recvmsg(message);
            return message.controlMessages().getFirst();
        }
    }
}
