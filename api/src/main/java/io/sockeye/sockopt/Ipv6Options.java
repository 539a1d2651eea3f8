package io.sockeye.sockopt;

import static io.sockeye.sockopt.OptionValue.BOOLEAN;
import static io.sockeye.sockopt.OptionValue.INT;
import static io.sockeye.sockopt.OptionValue.NETWORK_INT;
import static io.sockeye.bindings.InetConstants.IPPROTO_IPV6;

import io.sockeye.bindings.InetConstants;

/**
 * The options of the level {@code IPPROTO_IPV6}: ipv6(7), RFC 3493, RFC 3542. An option marked "kernel" has no man page.
 * To join groups, use {@link io.sockeye.Socket#multicast}.
 */
public final class Ipv6Options {
    /** The preferred source addresses: {@code IPV6_PREFER_SRC_TMP}, …; kernel. */
    public static final Option<Integer> IPV6_ADDR_PREFERENCES = of(InetConstants.IPV6_ADDR_PREFERENCES, INT);
    /** Assigns a flow label to each connection; kernel. */
    public static final Option<Boolean> IPV6_AUTOFLOWLABEL = of(InetConstants.IPV6_AUTOFLOWLABEL, BOOLEAN);
    /** The offset of the checksum in a raw packet; -1 for none; ipv6(7). */
    public static final Option<Integer> IPV6_CHECKSUM = of(InetConstants.IPV6_CHECKSUM, INT);
    /** Does not fragment outgoing packets; RFC 3542. */
    public static final Option<Boolean> IPV6_DONTFRAG = of(InetConstants.IPV6_DONTFRAG, BOOLEAN);
    /** Each message carries its flow label; kernel. */
    public static final Option<Boolean> IPV6_FLOWINFO = of(InetConstants.IPV6_FLOWINFO, BOOLEAN);
    /** Sends the flow label of the destination address; kernel. */
    public static final Option<Boolean> IPV6_FLOWINFO_SEND = of(InetConstants.IPV6_FLOWINFO_SEND, BOOLEAN);
    /** Allows bind to an address that does not exist yet; kernel. */
    public static final Option<Boolean> IPV6_FREEBIND = of(InetConstants.IPV6_FREEBIND, BOOLEAN);
    /** The program writes the IPv6 header itself, for raw sockets; kernel. */
    public static final Option<Boolean> IPV6_HDRINCL = of(InetConstants.IPV6_HDRINCL, BOOLEAN);
    /** Drops received packets with a lower hop limit; kernel. */
    public static final Option<Integer> IPV6_MINHOPCOUNT = of(InetConstants.IPV6_MINHOPCOUNT, INT);
    /** Reads the path MTU of a connected socket; sets the MTU of the socket; ipv6(7). */
    public static final Option<Integer> IPV6_MTU = of(InetConstants.IPV6_MTU, INT);
    /** Path MTU discovery: {@code IPV6_PMTUDISC_DO}, …; ipv6(7). */
    public static final Option<Integer> IPV6_MTU_DISCOVER = of(InetConstants.IPV6_MTU_DISCOVER, INT);
    /** Also receives messages of groups that only other sockets have joined; on by default; kernel. */
    public static final Option<Boolean> IPV6_MULTICAST_ALL = of(InetConstants.IPV6_MULTICAST_ALL, BOOLEAN);
    /** Hop limit of outgoing multicast; -1 for the system default; ipv6(7). */
    public static final Option<Integer> IPV6_MULTICAST_HOPS = of(InetConstants.IPV6_MULTICAST_HOPS, INT);
    /** The index of the interface for outgoing multicast; 0 for any; ipv6(7). */
    public static final Option<Integer> IPV6_MULTICAST_IF = of(InetConstants.IPV6_MULTICAST_IF, INT);
    /** Whether outgoing multicast is looped back to this host; ipv6(7). */
    public static final Option<Boolean> IPV6_MULTICAST_LOOP = of(InetConstants.IPV6_MULTICAST_LOOP, BOOLEAN);
    /** Each message carries its destination options; RFC 3542. */
    public static final Option<Boolean> IPV6_RECVDSTOPTS = of(InetConstants.IPV6_RECVDSTOPTS, BOOLEAN);
    /** Errors are queued for MSG_ERRQUEUE; ipv6(7). */
    public static final Option<Boolean> IPV6_RECVERR = of(InetConstants.IPV6_RECVERR, BOOLEAN);
    /** Queued errors carry the offset of the ICMP extension; kernel. */
    public static final Option<Boolean> IPV6_RECVERR_RFC4884 = of(InetConstants.IPV6_RECVERR_RFC4884, BOOLEAN);
    /** Each message carries the size of its largest fragment; kernel. */
    public static final Option<Boolean> IPV6_RECVFRAGSIZE = of(InetConstants.IPV6_RECVFRAGSIZE, BOOLEAN);
    /** Each message carries its hop limit; RFC 3542. */
    public static final Option<Boolean> IPV6_RECVHOPLIMIT = of(InetConstants.IPV6_RECVHOPLIMIT, BOOLEAN);
    /** Each message carries its hop-by-hop options; RFC 3542. */
    public static final Option<Boolean> IPV6_RECVHOPOPTS = of(InetConstants.IPV6_RECVHOPOPTS, BOOLEAN);
    /** Each message carries its original destination address; kernel. */
    public static final Option<Boolean> IPV6_RECVORIGDSTADDR = of(InetConstants.IPV6_RECVORIGDSTADDR, BOOLEAN);
    /** A message carries the path MTU when it has changed; RFC 3542. */
    public static final Option<Boolean> IPV6_RECVPATHMTU = of(InetConstants.IPV6_RECVPATHMTU, BOOLEAN);
    /** Each message carries its interface and destination address; ipv6(7). */
    public static final Option<Boolean> IPV6_RECVPKTINFO = of(InetConstants.IPV6_RECVPKTINFO, BOOLEAN);
    /** Each message carries its routing header; RFC 3542. */
    public static final Option<Boolean> IPV6_RECVRTHDR = of(InetConstants.IPV6_RECVRTHDR, BOOLEAN);
    /** Each message carries its traffic class; RFC 3542. */
    public static final Option<Boolean> IPV6_RECVTCLASS = of(InetConstants.IPV6_RECVTCLASS, BOOLEAN);
    /** Passes packets with a Router Alert option of this value to this raw socket; ipv6(7). */
    public static final WritableOption<Integer> IPV6_ROUTER_ALERT = of(InetConstants.IPV6_ROUTER_ALERT, INT);
    /** Receives router alerts of this network namespace only; kernel. */
    public static final Option<Boolean> IPV6_ROUTER_ALERT_ISOLATE =
            of(InetConstants.IPV6_ROUTER_ALERT_ISOLATE, BOOLEAN);
    /** Traffic class of each packet; -1 for the system default; RFC 3542. */
    public static final Option<Integer> IPV6_TCLASS = of(InetConstants.IPV6_TCLASS, INT);
    /** Allows bind to an address of another host, for proxies. Needs CAP_NET_ADMIN; kernel. */
    public static final Option<Boolean> IPV6_TRANSPARENT = of(InetConstants.IPV6_TRANSPARENT, BOOLEAN);
    /** Hop limit of outgoing unicast; -1 for the system default; ipv6(7). */
    public static final Option<Integer> IPV6_UNICAST_HOPS = of(InetConstants.IPV6_UNICAST_HOPS, INT);
    /** The index of the interface for outgoing unicast; 0 for any; kernel. */
    public static final Option<Integer> IPV6_UNICAST_IF = of(InetConstants.IPV6_UNICAST_IF, NETWORK_INT);
    /** Restricts the socket to IPv6, without IPv4-mapped addresses; ipv6(7). */
    public static final Option<Boolean> IPV6_V6ONLY = of(InetConstants.IPV6_V6ONLY, BOOLEAN);

    private Ipv6Options() {}

    private static <T> Option<T> of(int number, OptionValue<T> value) {
        return new TypedOption<>(IPPROTO_IPV6, number, value);
    }
}
