package io.sockeye.sockopt;

import static io.sockeye.sockopt.OptionValue.BOOLEAN;
import static io.sockeye.sockopt.OptionValue.INT;
import static io.sockeye.sockopt.OptionValue.NETWORK_INT;
import static io.sockeye.bindings.InetConstants.IPPROTO_IPV6;

import io.sockeye.bindings.InetConstants;

/**
 * The options of the level {@code IPPROTO_IPV6}: ipv6(7), RFC 3493, RFC 3542. Where a line says "kernel" there is no man page.
 * Groups are joined by {@link Socket#multicast}.
 */
public final class Ipv6Options {
    /** Which source address: {@code IPV6_PREFER_SRC_TMP}, …; kernel. */
    public static final Option<Integer> IPV6_ADDR_PREFERENCES = of(InetConstants.IPV6_ADDR_PREFERENCES, INT);
    /** A flow label for each connection; kernel. */
    public static final Option<Boolean> IPV6_AUTOFLOWLABEL = of(InetConstants.IPV6_AUTOFLOWLABEL, BOOLEAN);
    /** Where the checksum of a raw packet is; -1 for none; ipv6(7). */
    public static final Option<Integer> IPV6_CHECKSUM = of(InetConstants.IPV6_CHECKSUM, INT);
    /** Never fragments; RFC 3542. */
    public static final Option<Boolean> IPV6_DONTFRAG = of(InetConstants.IPV6_DONTFRAG, BOOLEAN);
    /** Each message carries its flow label; kernel. */
    public static final Option<Boolean> IPV6_FLOWINFO = of(InetConstants.IPV6_FLOWINFO, BOOLEAN);
    /** The flow label of an address is sent; kernel. */
    public static final Option<Boolean> IPV6_FLOWINFO_SEND = of(InetConstants.IPV6_FLOWINFO_SEND, BOOLEAN);
    /** bind to an address that is not there yet; kernel. */
    public static final Option<Boolean> IPV6_FREEBIND = of(InetConstants.IPV6_FREEBIND, BOOLEAN);
    /** The program writes the header itself, for raw sockets; kernel. */
    public static final Option<Boolean> IPV6_HDRINCL = of(InetConstants.IPV6_HDRINCL, BOOLEAN);
    /** Drops what arrives with a lower hop limit; kernel. */
    public static final Option<Integer> IPV6_MINHOPCOUNT = of(InetConstants.IPV6_MINHOPCOUNT, INT);
    /** The path's MTU of a connected socket; set, the largest packet before it is fragmented; ipv6(7). */
    public static final Option<Integer> IPV6_MTU = of(InetConstants.IPV6_MTU, INT);
    /** Path MTU discovery: {@code IPV6_PMTUDISC_DO}, …; ipv6(7). */
    public static final Option<Integer> IPV6_MTU_DISCOVER = of(InetConstants.IPV6_MTU_DISCOVER, INT);
    /** Messages of groups that only other sockets joined arrive too; on from birth; kernel. */
    public static final Option<Boolean> IPV6_MULTICAST_ALL = of(InetConstants.IPV6_MULTICAST_ALL, BOOLEAN);
    /** Hop limit of outgoing multicast; -1 for the system's; ipv6(7). */
    public static final Option<Integer> IPV6_MULTICAST_HOPS = of(InetConstants.IPV6_MULTICAST_HOPS, INT);
    /** The interface for outgoing multicast; its number, 0 for any; ipv6(7). */
    public static final Option<Integer> IPV6_MULTICAST_IF = of(InetConstants.IPV6_MULTICAST_IF, INT);
    /** Whether multicast comes back to this host; ipv6(7). */
    public static final Option<Boolean> IPV6_MULTICAST_LOOP = of(InetConstants.IPV6_MULTICAST_LOOP, BOOLEAN);
    /** Each message carries its destination options; RFC 3542. */
    public static final Option<Boolean> IPV6_RECVDSTOPTS = of(InetConstants.IPV6_RECVDSTOPTS, BOOLEAN);
    /** Errors are queued for MSG_ERRQUEUE; ipv6(7). */
    public static final Option<Boolean> IPV6_RECVERR = of(InetConstants.IPV6_RECVERR, BOOLEAN);
    /** Errors tell where the extension of ICMP starts; kernel. */
    public static final Option<Boolean> IPV6_RECVERR_RFC4884 = of(InetConstants.IPV6_RECVERR_RFC4884, BOOLEAN);
    /** Each message carries the size of its largest fragment; kernel. */
    public static final Option<Boolean> IPV6_RECVFRAGSIZE = of(InetConstants.IPV6_RECVFRAGSIZE, BOOLEAN);
    /** Each message carries its hop limit; RFC 3542. */
    public static final Option<Boolean> IPV6_RECVHOPLIMIT = of(InetConstants.IPV6_RECVHOPLIMIT, BOOLEAN);
    /** Each message carries its hop-by-hop options; RFC 3542. */
    public static final Option<Boolean> IPV6_RECVHOPOPTS = of(InetConstants.IPV6_RECVHOPOPTS, BOOLEAN);
    /** Each message carries the address it was first sent to; kernel. */
    public static final Option<Boolean> IPV6_RECVORIGDSTADDR = of(InetConstants.IPV6_RECVORIGDSTADDR, BOOLEAN);
    /** Each message carries the path's MTU when it changed; RFC 3542. */
    public static final Option<Boolean> IPV6_RECVPATHMTU = of(InetConstants.IPV6_RECVPATHMTU, BOOLEAN);
    /** Each message carries device and address; ipv6(7). */
    public static final Option<Boolean> IPV6_RECVPKTINFO = of(InetConstants.IPV6_RECVPKTINFO, BOOLEAN);
    /** Each message carries its routing header; RFC 3542. */
    public static final Option<Boolean> IPV6_RECVRTHDR = of(InetConstants.IPV6_RECVRTHDR, BOOLEAN);
    /** Each message carries its traffic class; RFC 3542. */
    public static final Option<Boolean> IPV6_RECVTCLASS = of(InetConstants.IPV6_RECVTCLASS, BOOLEAN);
    /** Takes packets that ask every router to look, of this kind, for raw sockets; ipv6(7). */
    public static final WritableOption<Integer> IPV6_ROUTER_ALERT = of(InetConstants.IPV6_ROUTER_ALERT, INT);
    /** Router alerts of this network namespace only; kernel. */
    public static final Option<Boolean> IPV6_ROUTER_ALERT_ISOLATE =
            of(InetConstants.IPV6_ROUTER_ALERT_ISOLATE, BOOLEAN);
    /** Traffic class of each packet; -1 for the system's; RFC 3542. */
    public static final Option<Integer> IPV6_TCLASS = of(InetConstants.IPV6_TCLASS, INT);
    /** bind to an address of another host, for proxies. Needs CAP_NET_ADMIN; kernel. */
    public static final Option<Boolean> IPV6_TRANSPARENT = of(InetConstants.IPV6_TRANSPARENT, BOOLEAN);
    /** Hop limit of outgoing unicast; -1 for the system's; ipv6(7). */
    public static final Option<Integer> IPV6_UNICAST_HOPS = of(InetConstants.IPV6_UNICAST_HOPS, INT);
    /** The interface for outgoing unicast; its number, 0 for any; kernel. */
    public static final Option<Integer> IPV6_UNICAST_IF = of(InetConstants.IPV6_UNICAST_IF, NETWORK_INT);
    /** No IPv4 through this socket; ipv6(7). */
    public static final Option<Boolean> IPV6_V6ONLY = of(InetConstants.IPV6_V6ONLY, BOOLEAN);

    private Ipv6Options() {}

    private static <T> Option<T> of(int number, OptionValue<T> value) {
        return new TypedOption<>(IPPROTO_IPV6, number, value);
    }
}
