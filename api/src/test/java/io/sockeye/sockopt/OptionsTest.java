package io.sockeye.sockopt;

import io.sockeye.*;
import io.sockeye.bindings.internal.OptionNames;
import io.sockeye.support.Pair;

import static io.sockeye.bindings.ErrnoConstants.ENODEV;
import static io.sockeye.bindings.ErrnoConstants.ENOENT;
import static io.sockeye.bindings.ErrnoConstants.ENOPROTOOPT;
import static io.sockeye.bindings.ErrnoConstants.EOPNOTSUPP;
import static io.sockeye.bindings.ErrnoConstants.EPERM;
import static io.sockeye.bindings.InetConstants.IPPROTO_IP;
import static io.sockeye.bindings.InetConstants.IPPROTO_RAW;
import static io.sockeye.bindings.InetConstants.IPPROTO_TCP;
import static io.sockeye.bindings.InetConstants.IPPROTO_UDP;
import static io.sockeye.bindings.InetConstants.IPV6_PREFER_SRC_HOME;
import static io.sockeye.bindings.InetConstants.IPV6_PREFER_SRC_PUBLIC;
import static io.sockeye.bindings.InetConstants.IP_ADD_MEMBERSHIP;
import static io.sockeye.bindings.InetConstants.IP_PMTUDISC_PROBE;
import static io.sockeye.bindings.InetConstants.MCAST_JOIN_GROUP;
import static io.sockeye.bindings.InetConstants.TCPI_OPT_TIMESTAMPS;
import static io.sockeye.bindings.InetConstants.TCP_CONGESTION;
import static io.sockeye.bindings.InetConstants.TCP_INFO;
import static io.sockeye.bindings.InetConstants.TCP_REPAIR_ON;
import static io.sockeye.bindings.InetConstants.TCP_SEND_QUEUE;
import static io.sockeye.bindings.NetlinkConstants.NETLINK_EXT_ACK;
import static io.sockeye.bindings.PacketConstants.PACKET_ADD_MEMBERSHIP;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.AF_VSOCK;
import static io.sockeye.bindings.SocketConstants.MSG_WAITALL;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOCK_RAW;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static io.sockeye.bindings.SocketConstants.SOL_NETLINK;
import static io.sockeye.bindings.SocketConstants.SOL_PACKET;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_LINGER;
import static io.sockeye.bindings.SocketConstants.SO_PRIORITY;
import static io.sockeye.bindings.TimestampConstants.SOF_TIMESTAMPING_SOFTWARE;
import static io.sockeye.bindings.VsockConstants.SO_VM_SOCKETS_BUFFER_SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.sockeye.bindings.internal.OptionNames;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Options with types: each one that there is, and what happens when it goes wrong. */
class OptionsTest {
    /** {@code struct tcp_info} up to {@code tcpi_total_retrans}: what the C library still has. */
    private static final int OLDEST = 104;

    private static final List<Class<?>> PAGES =
            List.of(SocketOptions.class, TcpOptions.class, IpOptions.class, Ipv6Options.class, UdpOptions.class);

    /** What to set, where it is not a switch, which is turned over. */
    private static final Map<Object, Object> VALUES = new HashMap<>();

    /** What is read then, where it is not what was set. */
    private static final Map<Object, Object> ANSWERS = new HashMap<>();

    private static <T> void put(WritableOption<T> option, T value) {
        VALUES.put(option, value);
    }

    private static <T> void put(Option<T> option, T value, T answer) {
        VALUES.put(option, value);
        ANSWERS.put(option, answer);
    }

    static {
        put(SocketOptions.SO_ATTACH_FILTER, FilterProgram.keep(100));
        put(SocketOptions.SO_ATTACH_REUSEPORT_CBPF, FilterProgram.byCpu(1));
        put(SocketOptions.SO_BINDTODEVICE, "lo");
        put(SocketOptions.SO_BINDTOIFINDEX, 1);
        put(SocketOptions.SO_BUF_LOCK, 1);
        put(SocketOptions.SO_BUSY_POLL, Duration.ofNanos(20_001), Duration.ofNanos(21_000));
        put(SocketOptions.SO_BUSY_POLL_BUDGET, 16);
        put(SocketOptions.SO_INCOMING_CPU, 0);
        put(SocketOptions.SO_LINGER, new Linger(true, Duration.ofMillis(1_001)),
                new Linger(true, Duration.ofSeconds(2)));
        put(SocketOptions.SO_MARK, 7);
        put(SocketOptions.SO_MAX_PACING_RATE, 5_000_000_000L);
        put(SocketOptions.SO_PEEK_OFF, 3);
        put(SocketOptions.SO_PRIORITY, 5);
        put(SocketOptions.SO_RCVBUF, 10_000, 20_000);
        put(SocketOptions.SO_RCVBUFFORCE, 10_000);
        put(SocketOptions.SO_RCVLOWAT, 9);
        put(SocketOptions.SO_RCVTIMEO, Duration.ofSeconds(3));
        put(SocketOptions.SO_RESERVE_MEM, 4096, 4096);
        put(SocketOptions.SO_SNDBUF, 10_000, 20_000);
        put(SocketOptions.SO_SNDBUFFORCE, 10_000);
        put(SocketOptions.SO_SNDTIMEO, Duration.ofSeconds(3));
        put(SocketOptions.SO_TIMESTAMPING, SOF_TIMESTAMPING_SOFTWARE);
        put(SocketOptions.SO_TXREHASH, 0);
        put(TcpOptions.TCP_CONGESTION, "reno");
        put(TcpOptions.TCP_DEFER_ACCEPT, Duration.ofMillis(1));
        ANSWERS.put(TcpOptions.TCP_DEFER_ACCEPT, Duration.ofSeconds(1));
        put(TcpOptions.TCP_FASTOPEN, 5);
        put(TcpOptions.TCP_FASTOPEN_KEY, new byte[16]);
        put(TcpOptions.TCP_KEEPCNT, 4);
        put(TcpOptions.TCP_KEEPIDLE, Duration.ofMillis(30_001), Duration.ofSeconds(31));
        put(TcpOptions.TCP_KEEPINTVL, Duration.ofSeconds(7));
        put(TcpOptions.TCP_LINGER2, 9);
        put(TcpOptions.TCP_MAXSEG, 1_000);
        put(TcpOptions.TCP_NOTSENT_LOWAT, 4_096);
        put(TcpOptions.TCP_REPAIR, TCP_REPAIR_ON);
        put(TcpOptions.TCP_REPAIR_QUEUE, TCP_SEND_QUEUE);
        put(TcpOptions.TCP_QUEUE_SEQ, 1);
        put(TcpOptions.TCP_SAVE_SYN, 1);
        put(TcpOptions.TCP_SYNCNT, 3);
        put(TcpOptions.TCP_TX_DELAY, Duration.ofNanos(50_000));
        put(TcpOptions.TCP_ULP, "tls");
        put(TcpOptions.TCP_USER_TIMEOUT, Duration.ofNanos(5_000_001), Duration.ofMillis(6));
        put(TcpOptions.TCP_WINDOW_CLAMP, 50_000);
        put(IpOptions.IP_MINTTL, 3);
        put(IpOptions.IP_MTU_DISCOVER, IP_PMTUDISC_PROBE);
        put(IpOptions.IP_MULTICAST_TTL, 200);
        put(IpOptions.IP_OPTIONS, new byte[] {1, 1, 1, 1});
        put(IpOptions.IP_TOS, 0x10);
        put(IpOptions.IP_TTL, 77);
        put(IpOptions.IP_UNICAST_IF, 1);
        put(
                Ipv6Options.IPV6_ADDR_PREFERENCES,
                IPV6_PREFER_SRC_PUBLIC,
                IPV6_PREFER_SRC_PUBLIC | IPV6_PREFER_SRC_HOME);
        put(Ipv6Options.IPV6_CHECKSUM, 4);
        put(Ipv6Options.IPV6_MINHOPCOUNT, 3);
        put(Ipv6Options.IPV6_MTU, 1_280, 65_536);
        put(Ipv6Options.IPV6_MTU_DISCOVER, IP_PMTUDISC_PROBE);
        put(Ipv6Options.IPV6_MULTICAST_HOPS, 200);
        put(Ipv6Options.IPV6_MULTICAST_IF, 1);
        put(Ipv6Options.IPV6_ROUTER_ALERT, 1);
        put(Ipv6Options.IPV6_TCLASS, 0x10);
        put(Ipv6Options.IPV6_UNICAST_HOPS, 77);
        put(Ipv6Options.IPV6_UNICAST_IF, 1);
        put(UdpOptions.UDP_ENCAP, 2);
        put(UdpOptions.UDP_SEGMENT, 1_000);
    }

    private static final Set<Object> CONNECTED = Set.of(
            TcpOptions.TCP_INFO, TcpOptions.TCP_CC_INFO, TcpOptions.TCP_SAVED_SYN, TcpOptions.TCP_ULP,
            SocketOptions.SO_RESERVE_MEM);

    private static final Set<Object> UNIX = Set.of(
            SocketOptions.SO_PASSCRED, SocketOptions.SO_PASSSEC, SocketOptions.SO_PEEK_OFF, SocketOptions.SO_PEERCRED,
            SocketOptions.SO_PEERGROUPS, SocketOptions.SO_PEERSEC);

    private static final Set<Object> RAW = Set.of(
            IpOptions.IP_HDRINCL, IpOptions.IP_NODEFRAG, IpOptions.IP_ROUTER_ALERT, Ipv6Options.IPV6_CHECKSUM,
            Ipv6Options.IPV6_HDRINCL, Ipv6Options.IPV6_ROUTER_ALERT, Ipv6Options.IPV6_ROUTER_ALERT_ISOLATE);

    private static final Set<Object> RAW_HEADER = Set.of(
            Ipv6Options.IPV6_ROUTER_ALERT, Ipv6Options.IPV6_ROUTER_ALERT_ISOLATE);

    private static final Set<Object> REPAIR =
            Set.of(TcpOptions.TCP_REPAIR_QUEUE, TcpOptions.TCP_QUEUE_SEQ);

    static Stream<Named<Object>> options() {
        return PAGES.stream().flatMap(page -> Arrays.stream(page.getFields())).map(field -> {
            try {
                return Named.of(field.getName(), field.get(null));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("public constants can be read", e);
            }
        });
    }

    /** A socket that this option is for. */
    private static Socket socketFor(TypedOption<?> option) throws IOException {
        boolean six = option.level() == Ipv6Options.IPV6_V6ONLY.level();
        if (CONNECTED.contains(option)) {
            try (var server = Socket.tcp()
                    .setsockopt(TcpOptions.TCP_SAVE_SYN, 1)
                    .bind("127.0.0.1", 0)
                    .listen()) {
                Socket.tcp().connect(server.getsockname()).close();
                return server.accept();
            }
        } else if (UNIX.contains(option)) {
            var pair = Socket.socketpair();
            pair.second().close();
            return pair.first();
        } else if (RAW.contains(option)) {
            return new Socket(six ? AF_INET6 : AF_INET, SOCK_RAW,
                    RAW_HEADER.contains(option) ? IPPROTO_RAW : IPPROTO_UDP);
        } else if (REPAIR.contains(option)) {
            return Socket.tcp()
                    .setsockopt(TcpOptions.TCP_REPAIR, TCP_REPAIR_ON)
                    .setsockopt(TcpOptions.TCP_REPAIR_QUEUE, TCP_SEND_QUEUE);
        } else if (option.equals(SocketOptions.SO_ATTACH_REUSEPORT_CBPF)) {
            return Socket.udp().setsockopt(SocketOptions.SO_REUSEPORT, true);
        } else if (option.level() == SOL_SOCKET || option.level() == IPPROTO_TCP) {
            return Socket.tcp();
        }
        var udp = new Socket(six ? AF_INET6 : AF_INET, SOCK_DGRAM, 0);
        return option.toString().endsWith("_MTU") ? udp.connect(six ? "::1" : "127.0.0.1", 9) : udp;
    }

    @ParameterizedTest
    @MethodSource("options")
    void whatIsSetIsRead(TypedOption<Object> option) throws Exception {
        try (var socket = socketFor(option)) {
            if (isReadOnly(option)) {
                assertThat(socket.getsockopt((ReadableOption<Object>) option)).isNotNull();
                return;
            }
            boolean readable = isReadable(option);
            var value = VALUES.containsKey(option)
                    ? VALUES.get(option)
                    : !(Boolean) (readable ? socket.getsockopt((ReadableOption<Object>) option) : (Object) false);
            socket.setsockopt((WritableOption<Object>) option, value);
            if (readable) {
                assertThat(socket.getsockopt((ReadableOption<Object>) option))
                        .isEqualTo(ANSWERS.getOrDefault(option, value));
            }
        } catch (ErrnoException e) {
            if (Set.of(ENOPROTOOPT, EOPNOTSUPP, EPERM, ENOENT, ENODEV).contains(e.errno().number())) {
                abort(e.getMessage());
            }
            throw e;
        }
    }

    @ParameterizedTest
    @MethodSource("options")
    void theTextOfAnOptionIsItsName(TypedOption<?> option) throws Exception {
        var constants = new HashMap<Object, String>();
        for (var page : PAGES) {
            for (var field : page.getFields()) {
                constants.put(field.get(null), field.getName());
            }
        }

        assertThat(option).hasToString(constants.get(option));
    }

    private static boolean isReadOnly(Object option) throws IllegalAccessException {
        return isDeclared(option, ReadableOption.class);
    }

    private static boolean isReadable(Object option) throws IllegalAccessException {
        return !isDeclared(option, WritableOption.class);
    }

    private static boolean isDeclared(Object option, Class<?> as) throws IllegalAccessException {
        for (var page : PAGES) {
            for (var field : page.getFields()) {
                if (field.get(null).equals(option)) {
                    return field.getType() == as;
                }
            }
        }
        throw new AssertionError(option + " is on no page");
    }

    @Test
    void anErrorNamesTheOptionAndTheValue() throws Exception {
        try (var socket = Socket.tcp()) {
            var on = "(fd=" + socket.fileno() + ", ";
            assertThatThrownBy(() -> socket.setsockopt(TcpOptions.TCP_CONGESTION, "nope"))
                    .isInstanceOf(ErrnoException.class)
                    .hasMessage("setsockopt" + on + "TCP_CONGESTION, \"nope\"): ENOENT (2) No such file or directory");
            assertThatThrownBy(() -> socket.setsockopt(TcpOptions.TCP_MAXSEG, 1))
                    .hasMessage("setsockopt" + on + "TCP_MAXSEG, 1): EINVAL (22) Invalid argument");
            assertThatThrownBy(() -> socket.getsockopt(UdpOptions.UDP_GRO))
                    .hasMessageStartingWith("getsockopt" + on + "UDP_GRO): ");
        }
    }

    @Test
    void anErrorOfARawCallNamesLevelAndOptionWhereTheyAreKnown() throws Exception {
        try (var socket = Socket.tcp()) {
            var on = "(fd=" + socket.fileno() + ", ";
            assertThatThrownBy(() -> socket.setsockopt(IPPROTO_TCP, TCP_CONGESTION, "nope"))
                    .hasMessageStartingWith("setsockopt" + on + "IPPROTO_TCP, TCP_CONGESTION, \"nope\"): ENOENT");
            assertThatThrownBy(() -> socket.setsockopt(SOL_SOCKET, 9999, 1))
                    .hasMessageStartingWith("setsockopt" + on + "SOL_SOCKET, 9999, 1): ENOPROTOOPT");
            assertThatThrownBy(() -> socket.setsockopt(4711, 1, new byte[3]))
                    .hasMessageStartingWith("setsockopt" + on + "4711, 1, 3 bytes): ");
            assertThatThrownBy(() -> socket.getsockopt(IPPROTO_TCP, 9999))
                    .hasMessageStartingWith("getsockopt" + on + "IPPROTO_TCP, 9999): ENOPROTOOPT");
        }
    }

    @Test
    void optionsThatHaveNoTypeHaveNamesToo() {
        assertThat(OptionNames.both(IPPROTO_IP, MCAST_JOIN_GROUP)).isEqualTo("IPPROTO_IP, MCAST_JOIN_GROUP");
        assertThat(OptionNames.both(IPPROTO_IP, IP_ADD_MEMBERSHIP)).isEqualTo("IPPROTO_IP, IP_ADD_MEMBERSHIP");
        assertThat(OptionNames.both(SOL_PACKET, PACKET_ADD_MEMBERSHIP)).isEqualTo("SOL_PACKET, PACKET_ADD_MEMBERSHIP");
        assertThat(OptionNames.both(SOL_NETLINK, NETLINK_EXT_ACK)).isEqualTo("SOL_NETLINK, NETLINK_EXT_ACK");
        assertThat(OptionNames.both(AF_VSOCK, SO_VM_SOCKETS_BUFFER_SIZE))
                .isEqualTo("AF_VSOCK, SO_VM_SOCKETS_BUFFER_SIZE");
    }

    @Test
    void aDeviceThatIsNotThereIsNeverOnlyLogged() throws Exception {
        try (var socket = Socket.udp()) {
            assertThatThrownBy(() -> socket.setsockopt(SocketOptions.SO_BINDTODEVICE, "nosuch0"))
                    .isInstanceOf(ErrnoException.class)
                    .hasMessageContaining("SO_BINDTODEVICE, \"nosuch0\"");
        }
    }

    @Test
    void aTimeIsRoundedUpAndNeverMoreThanAnIntHas() throws Exception {
        try (var socket = Socket.tcp()) {
            socket.setsockopt(TcpOptions.TCP_USER_TIMEOUT, Duration.ofSeconds(Long.MAX_VALUE));
            assertThat(socket.getsockopt(TcpOptions.TCP_USER_TIMEOUT)).isEqualTo(Duration.ofMillis(Integer.MAX_VALUE));
            socket.setsockopt(TcpOptions.TCP_USER_TIMEOUT, Duration.ofNanos(1));
            assertThat(socket.getsockopt(TcpOptions.TCP_USER_TIMEOUT)).isEqualTo(Duration.ofMillis(1));
        }
    }

    @Test
    void valuesThatNoOptionHasAreRefused() throws Exception {
        try (var socket = Socket.tcp()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> socket.setsockopt(TcpOptions.TCP_KEEPIDLE, Duration.ofSeconds(-1)));
            assertThatIllegalArgumentException().isThrownBy(() -> new Linger(true, Duration.ofSeconds(-1)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> socket.setsockopt(TcpOptions.TCP_CONGESTION, "reno\0x"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> socket.setsockopt(
                            IPPROTO_TCP, TcpOptions.TCP_CONGESTION.number(), "reno\0x"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> socket.setsockopt((TypedOption<TcpInfo>) TcpOptions.TCP_INFO, info(socket)));
        }
    }

    private static TcpInfo info(Socket socket) throws ErrnoException {
        return socket.getsockopt(TcpOptions.TCP_INFO);
    }

    @Test
    void aClosedSocketHasNoOptions() throws Exception {
        var socket = Socket.tcp();
        socket.close();

        assertThatThrownBy(() -> socket.setsockopt(TcpOptions.TCP_NODELAY, true))
                .isInstanceOf(ClosedDescriptorException.class);
        assertThatThrownBy(() -> socket.getsockopt(TcpOptions.TCP_NODELAY))
                .isInstanceOf(ClosedDescriptorException.class);
    }

    @Test
    void whoIsAtTheOtherEnd() throws Exception {
        try (var pair = Socket.socketpair(AF_UNIX, SOCK_STREAM, 0)) {
            var peer = pair.first().getsockopt(SocketOptions.SO_PEERCRED);

            assertThat(peer.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(peer.uid()).isEqualTo(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        }
    }

    @Test
    void trap16_whatTheKernelDidNotAnswerIsAbsent() throws Exception {
        try (var pair = Pair.tcp()) {
            pair.client().sendall(new byte[1_000]);
            var bytes = MemorySegment.ofArray(pair.client().getsockopt(IPPROTO_TCP, TCP_INFO, TcpInfo.ROOM));
            var memory = Arena.ofAuto().allocate(TcpInfo.ROOM).copyFrom(bytes);

            var old = TcpInfo.of(memory.asSlice(0, OLDEST));
            assertThat(old.state()).isOne();
            assertThat(old.rtt()).isPositive();
            assertThat(old.pacingRate()).isNull();
            assertThat(old.bytesSent()).isNull();
            assertThat(old.minRtt()).isNull();
            assertThat(TcpInfo.of(memory.asSlice(0, OLDEST + Long.BYTES - 1)).pacingRate()).as("a half").isNull();
            assertThat(TcpInfo.of(memory.asSlice(0, OLDEST + Long.BYTES)).pacingRate()).isNotNull();
            assertThatThrownBy(() -> TcpInfo.of(memory.asSlice(0, OLDEST - 1)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void trap16_whatTheKernelHasIsThere() throws Exception {
        try (var pair = Pair.tcp()) {
            pair.client().sendall(new byte[1_000]);
            pair.accepted().recv(new byte[1_000], 0, 1_000, MSG_WAITALL);
            var info = pair.client().getsockopt(TcpOptions.TCP_INFO);

            assertThat(info.state()).isOne();
            assertThat(info.sndMss()).isBetween(500L, 65_536L);
            assertThat(info.sndCwnd()).isPositive();
            assertThat(info.bytesSent()).isEqualTo(1_000);
            assertThat(info.dataSegsOut()).isPositive();
            assertThat(info.options() & TCPI_OPT_TIMESTAMPS).isNotZero();
        }
    }

    @Test
    void trap62_anAnswerOfAnotherLengthIsRefused() throws Exception {
        var lingerAsNumber = new TypedOption<>(SOL_SOCKET, SO_LINGER, OptionValue.INT);
        var numberAsLinger = new TypedOption<>(SOL_SOCKET, SO_PRIORITY, OptionValue.LINGER);
        try (var socket = Socket.tcp()) {
            assertThatThrownBy(() -> socket.getsockopt(lingerAsNumber))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("SO_LINGER")
                    .hasMessageContaining("8 bytes");
            assertThatThrownBy(() -> socket.getsockopt(numberAsLinger))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("SO_PRIORITY")
                    .hasMessageContaining("4 bytes");
        }
    }

    @Test
    void trap62_aByteIsReadAsAByte() throws Exception {
        var form = OptionValue.INT;
        var roomForAByte = new OptionValue<>(1, form.fits(), form.writer(), form.reader());
        var option = new TypedOption<>(IPPROTO_IP, IpOptions.IP_MULTICAST_TTL.number(), roomForAByte);
        try (var socket = Socket.udp()) {
            socket.setsockopt(option, 200);

            assertThat(socket.getsockopt(option)).as("its length is 1, and it has no sign").isEqualTo(200);
        }
    }
}
