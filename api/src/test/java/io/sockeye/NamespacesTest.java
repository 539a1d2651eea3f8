package io.sockeye;

import static io.sockeye.support.Namespaces.DEVICE;
import static io.sockeye.support.Namespaces.PATIENCE;
import static io.sockeye.bindings.PacketConstants.ETH_HLEN;
import static io.sockeye.bindings.PacketConstants.ETH_P_ALL;
import static io.sockeye.bindings.PacketConstants.ETH_P_IP;
import static io.sockeye.bindings.PacketConstants.ETH_P_IPV6;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.AF_PACKET;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOCK_RAW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.sockopt.IpOptions;
import io.sockeye.sockopt.Ipv6Options;
import io.sockeye.sockopt.SocketOptions;
import io.sockeye.support.Namespaces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What one host does not show: two, with a cable between them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamespacesTest {
    private Namespaces namespaces;

    @BeforeAll
    void make() throws Exception {
        namespaces = Namespaces.make();
    }

    @AfterAll
    void takeAway() {
        if (namespaces != null) {
            namespaces.close();
        }
    }

    @Test
    void groupsAndDevicesAcrossACable(@TempDir Path folder) throws Exception {
        var printed = namespaces.exchange(folder, Receiver.class, Sender.class);

        assertThat(printed.near()).isEqualTo("came back to the sender: -1\n");
        assertThat(printed.far()).isEqualTo("""
                IPv4 group: 4 from 10.77.0.1, time to live 7
                IPv6 group: 6 from fd00:77::1, hop limit 9
                bound to cable: u from 10.77.0.1
                bound to lo: -1
                """);
    }

    @Test
    void framesOfTheLoopbackInterface() throws Exception {
        assertThat(namespaces.runNear(Frames.class).output()).isEqualTo("""
                packet:0x800 on 1 00:00:00:00:00:00
                protocol 0x800, IP version 4, protocol 17, 127.0.0.1 > 127.0.0.1: hello
                """);
    }

    /** The groups, with ports that nobody else has in a namespace of its own. */
    private static final class At {
        static final Sockaddr GROUP = Sockaddr.of("239.255.77.1", 7701);
        static final Sockaddr GROUP6 = Sockaddr.of("ff15::77", 7702);
        static final int UNICAST = 7703;

        private static Socket udp6() throws ErrnoException {
            return new Socket(AF_INET6, SOCK_DGRAM, 0);
        }
    }

    /** Joins, says that it has, and tells what came. */
    static final class Receiver {
        private Receiver() {}

        public static void main(String[] arguments) throws IOException {
            int device = Interfaces.ifNametoindex(DEVICE);
            try (var four = Socket.udp().bind("0.0.0.0", 7701);
                    var six = At.udp6().bind("::", 7702);
                    var onCable = Socket.udp().setsockopt(SocketOptions.SO_BINDTODEVICE, DEVICE);
                    var onLo = Socket.udp().setsockopt(SocketOptions.SO_BINDTODEVICE, "lo");
                    var packets = new Socket(AF_PACKET, SOCK_DGRAM, 0);
                    var packets6 = new Socket(AF_PACKET, SOCK_DGRAM, 0)) {
                four.multicast(DEVICE).join(At.GROUP);
                six.multicast(device).join(At.GROUP6);
                onCable.bind("0.0.0.0", At.UNICAST);
                onLo.bind("0.0.0.0", At.UNICAST);
                packets.bind(SockaddrLl.of(ETH_P_IP, device));
                packets6.bind(SockaddrLl.of(ETH_P_IPV6, device));
                for (var socket : new Socket[] {four, six, onCable, packets, packets6}) {
                    socket.settimeout(PATIENCE);
                }
                Namespaces.ready(arguments[0]);

                IO.println("IPv4 group: " + text(four) + ", time to live " + header(packets, 16, At.GROUP)[8]);
                IO.println("IPv6 group: " + text(six) + ", hop limit " + header(packets6, 24, At.GROUP6)[7]);
                IO.println("bound to cable: " + text(onCable));
                IO.println("bound to lo: " + onLo.tryRecv(new byte[1]));
            }
        }

        private static String text(Socket socket) throws ErrnoException {
            var datagram = socket.recvfrom(100);
            return new String(datagram.data(), UTF_8) + " from " + host(Objects.requireNonNull(datagram.from()));
        }

        private static String host(Sockaddr address) {
            return address instanceof SockaddrIn in ? in.host() : ((SockaddrIn6) address).host();
        }

        /** The next packet that goes to {@code group}, from its IP header on. */
        private static byte[] header(Socket packets, int destination, Sockaddr group) throws ErrnoException {
            var wanted = Inet.inetPton(group.family(), host(group));
            for (;;) {
                var packet = packets.recv(200);
                if (Arrays.equals(
                        packet, destination, destination + wanted.length, wanted, 0, wanted.length)) {
                    return packet;
                }
            }
        }
    }

    /** Sends one datagram of each kind. */
    static final class Sender {
        private Sender() {}

        public static void main(String[] arguments) throws IOException {
            try (var four = Socket.udp();
                    var six = At.udp6();
                    var own = Socket.udp().bind("0.0.0.0", 7701)) {
                own.multicast(DEVICE).join(At.GROUP);
                four.multicast(DEVICE).sendHere();
                four.setsockopt(IpOptions.IP_MULTICAST_TTL, 7).setsockopt(IpOptions.IP_MULTICAST_LOOP, false);
                four.sendto(new byte[] {'4'}, At.GROUP);
                six.multicast(DEVICE).sendHere();
                six.setsockopt(Ipv6Options.IPV6_MULTICAST_HOPS, 9);
                six.sendto(new byte[] {'6'}, At.GROUP6);
                four.sendto(new byte[] {'u'}, Sockaddr.of(Namespaces.FAR, At.UNICAST));
                IO.println("came back to the sender: " + own.tryRecv(new byte[1]));
            }
        }
    }

    /** A small tcpdump. */
    static final class Frames {
        private Frames() {}

        public static void main(String[] arguments) throws IOException {
            int lo = Interfaces.ifNametoindex("lo");
            try (var frames = new Socket(AF_PACKET, SOCK_RAW, 0).bind(SockaddrLl.of(ETH_P_ALL, lo));
                    var to = Socket.udp().bind("127.0.0.1", 0);
                    var from = Socket.udp()) {
                frames.settimeout(PATIENCE);
                from.sendto("hello".getBytes(UTF_8), to.getsockname());
                var frame = frames.recvfrom(200);
                var bytes = ByteBuffer.wrap(frame.data());
                int ip = ETH_HLEN;
                IO.println(frame.from());
                IO.println("protocol 0x" + Integer.toHexString(bytes.getShort(ip - 2)) + ", IP version "
                        + (bytes.get(ip) >> 4) + ", protocol " + bytes.get(ip + 9) + ", "
                        + new SockaddrIn(bytes.getInt(ip + 12), 0).host() + " > "
                        + new SockaddrIn(bytes.getInt(ip + 16), 0).host() + ": "
                        + new String(frame.data(), ip + 28, 5, UTF_8));
            }
        }
    }
}
