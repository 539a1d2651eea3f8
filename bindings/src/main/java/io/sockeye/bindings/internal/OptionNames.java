package io.sockeye.bindings.internal;

import static io.sockeye.bindings.InetConstants.IPPROTO_IP;
import static io.sockeye.bindings.InetConstants.IPPROTO_IPV6;
import static io.sockeye.bindings.InetConstants.IPPROTO_TCP;
import static io.sockeye.bindings.InetConstants.IPPROTO_UDP;
import static io.sockeye.bindings.SocketConstants.AF_VSOCK;
import static io.sockeye.bindings.SocketConstants.SOL_NETLINK;
import static io.sockeye.bindings.SocketConstants.SOL_PACKET;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;

import io.sockeye.bindings.InetConstants;
import io.sockeye.bindings.NetlinkConstants;
import io.sockeye.bindings.PacketConstants;
import io.sockeye.bindings.SocketConstants;
import io.sockeye.bindings.VsockConstants;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The names of the levels and options of getsockopt(2). Those of a level are read when the first of them is needed. */
public final class OptionNames {
    /**
     * A level with the constants that are its options.
     *
     * @param holder the class that has them
     * @param which a regular expression of their names. Prefixes are shared with values of options: these are left out, as
     *     are second names
     */
    private record Level(String name, String unknown, Class<?> holder, String which) {
        ConstantNames options() {
            return ConstantNames.of(unknown, holder, which);
        }
    }

    private static final String MULTICAST = "MCAST_.*(GROUP|SOURCE|FILTER)";

    private static final Map<Integer, Level> LEVELS = Map.of(
            SOL_SOCKET,
            new Level("SOL_SOCKET", "SO_???", SocketConstants.class, "SO_(?!GET_FILTER|DETACH_BPF).*"),
            IPPROTO_TCP,
            new Level(
                    "IPPROTO_TCP", "TCP_???", InetConstants.class,
                    "TCP_(?!CA_|CM_|REPAIR_O|NO_|RECV_|SEND_|MD5SIG_MAX|MD5SIG_FLAG).*"),
            IPPROTO_IP,
            new Level(
                    "IPPROTO_IP", "IP_???", InetConstants.class,
                    MULTICAST + "|IP_(?!DEFAULT_|MAX_|PMTUDISC|ORIGDSTADDR|RECVRETOPTS).*"),
            IPPROTO_IPV6,
            new Level(
                    "IPPROTO_IPV6", "IPV6_???", InetConstants.class,
                    MULTICAST + "|IPV6_(?!PMTUDISC_|PREFER_|RTHDR_|ORIGDSTADDR|ADD_MEMBER|DROP_MEMBER).*"),
            IPPROTO_UDP, new Level("IPPROTO_UDP", "UDP_???", InetConstants.class, "UDP_.*"),
            SOL_PACKET,
            new Level(
                    "SOL_PACKET", "PACKET_???", PacketConstants.class,
                    "PACKET_(?!HOST|BROADCAST|MULTICAST|OTHERHOST|OUTGOING|LOOPBACK|USER|KERNEL|FASTROUTE|MR_).*"),
            SOL_NETLINK,
            new Level(
                    "SOL_NETLINK", "NETLINK_???", NetlinkConstants.class,
                    "NETLINK_(.*MEMBERSHIPS?|PKTINFO|BROADCAST_ERROR|NO_ENOBUFS|LISTEN_.*|.*_ACK|GET_.*)"),
            AF_VSOCK, new Level("AF_VSOCK", "SO_VM_???", VsockConstants.class, "SO_VM_.*"));

    private static final Map<Integer, ConstantNames> READ = new ConcurrentHashMap<>();

    private OptionNames() {}

    /**
     * The options of a level.
     *
     * @param level {@code SOL_SOCKET}, {@code IPPROTO_TCP}, …
     * @return their names; null for a level without a table
     */
    public static @Nullable ConstantNames of(int level) {
        var known = LEVELS.get(level);
        return known == null ? null : READ.computeIfAbsent(level, _ -> known.options());
    }

    /**
     * The name of an option.
     *
     * @param level {@code IPPROTO_TCP}
     * @param option {@code TCP_NODELAY}
     * @return {@code "TCP_NODELAY"}; the number in digits where it has no name
     */
    public static String option(int level, int option) {
        var names = of(level);
        return names == null ? Integer.toString(option) : names.name(option);
    }

    /**
     * The names of level and option.
     *
     * @param level {@code IPPROTO_TCP}
     * @param option {@code TCP_NODELAY}
     * @return {@code "IPPROTO_TCP, TCP_NODELAY"}
     */
    public static String both(int level, int option) {
        var known = LEVELS.get(level);
        return (known == null ? Integer.toString(level) : known.name()) + ", " + option(level, option);
    }
}
