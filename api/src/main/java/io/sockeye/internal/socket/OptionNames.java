package io.sockeye.internal.socket;

import static io.sockeye.bindings.InetConstants.IPPROTO_IP;
import static io.sockeye.bindings.InetConstants.IPPROTO_IPV6;
import static io.sockeye.bindings.InetConstants.IPPROTO_TCP;
import static io.sockeye.bindings.InetConstants.IPPROTO_UDP;
import static io.sockeye.bindings.SocketConstants.AF_VSOCK;
import static io.sockeye.bindings.SocketConstants.SOL_NETLINK;
import static io.sockeye.bindings.SocketConstants.SOL_PACKET;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.sockeye.bindings.InetConstants;
import io.sockeye.bindings.NetlinkConstants;
import io.sockeye.bindings.PacketConstants;
import io.sockeye.bindings.SocketConstants;
import io.sockeye.bindings.VsockConstants;
import java.util.Map;
import java.util.regex.Pattern;

/** The names of levels and options, for messages. */
public final class OptionNames {
    /**
     * A level with the constants that are its options.
     *
     * @param holder the class that has them
     * @param which their names: prefixes are shared with values, so these are left out, as are second names
     */
    private record Level(String name, Class<?> holder, String which) {
        Symbols options() {
            return new Symbols(holder, Pattern.compile(which).asMatchPredicate());
        }
    }

    private static final Map<Integer, Level> LEVELS = Map.of(
            SOL_SOCKET, new Level("SOL_SOCKET", SocketConstants.class, "SO_(?!GET_FILTER|DETACH_BPF).*"),
            IPPROTO_TCP,
            new Level(
                    "IPPROTO_TCP",
                    InetConstants.class,
                    "TCP_(?!CA_|CM_|REPAIR_O|NO_|RECV_|SEND_|MD5SIG_MAX).*"),
            IPPROTO_IP,
            new Level(
                    "IPPROTO_IP",
                    InetConstants.class,
                    "MCAST_.*(GROUP|SOURCE|FILTER)|IP_(?!DEFAULT_|MAX_|PMTUDISC|ORIGDSTADDR|RECVRETOPTS).*"),
            IPPROTO_IPV6,
            new Level(
                    "IPPROTO_IPV6",
                    InetConstants.class,
                    "MCAST_.*(GROUP|SOURCE|FILTER)"
                            + "|IPV6_(?!PMTUDISC_|PREFER_|RTHDR_|ORIGDSTADDR|ADD_MEMBER|DROP_MEMBER).*"),
            IPPROTO_UDP, new Level("IPPROTO_UDP", InetConstants.class, "UDP_.*"),
            SOL_PACKET,
            new Level(
                    "SOL_PACKET",
                    PacketConstants.class,
                    "PACKET_(?!HOST|BROADCAST|MULTICAST|OTHERHOST|OUTGOING|LOOPBACK|USER|KERNEL|FASTROUTE|MR_).*"),
            SOL_NETLINK,
            new Level(
                    "SOL_NETLINK",
                    NetlinkConstants.class,
                    "NETLINK_(.*MEMBERSHIPS?|PKTINFO|BROADCAST_ERROR|NO_ENOBUFS|LISTEN_.*|.*_ACK|GET_.*)"),
            AF_VSOCK, new Level("AF_VSOCK", VsockConstants.class, "SO_VM_.*"));

    /** Read when the first message needs them. */
    private static final class Options {
        static final Map<Integer, Symbols> OF_LEVEL = LEVELS.entrySet().stream()
                .collect(toUnmodifiableMap(
                        Map.Entry::getKey, level -> level.getValue().options()));
    }

    private OptionNames() {}

    /** {@code "TCP_NODELAY"}; the number in digits where it has no name. */
    public static String option(int level, int option) {
        var options = Options.OF_LEVEL.get(level);
        return options == null ? Integer.toString(option) : options.name(option);
    }

    /** {@code "IPPROTO_TCP, TCP_NODELAY"}. */
    public static String both(int level, int option) {
        var known = LEVELS.get(level);
        return (known == null ? Integer.toString(level) : known.name()) + ", " + option(level, option);
    }
}
