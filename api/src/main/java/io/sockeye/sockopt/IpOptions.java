package io.sockeye.sockopt;

import static io.sockeye.sockopt.OptionValue.BOOLEAN;
import static io.sockeye.sockopt.OptionValue.INT;
import static io.sockeye.sockopt.OptionValue.NETWORK_INT;
import static io.sockeye.sockopt.OptionValue.bytes;
import static io.sockeye.bindings.InetConstants.IPPROTO_IP;

import io.sockeye.bindings.InetConstants;

/**
 * The options of the level {@code IPPROTO_IP}: ip(7), raw(7). An option marked "kernel" has no man page. To join groups, use
 * {@link io.sockeye.Socket#multicast}.
 */
public final class IpOptions {
    /** Delays the choice of the port of a bind to port 0 until connect; ip(7). */
    public static final Option<Boolean> IP_BIND_ADDRESS_NO_PORT = of(InetConstants.IP_BIND_ADDRESS_NO_PORT, BOOLEAN);
    /** Each message carries the checksum of its data; kernel. */
    public static final Option<Boolean> IP_CHECKSUM = of(InetConstants.IP_CHECKSUM, BOOLEAN);
    /** Allows bind to an address that does not exist yet; ip(7). */
    public static final Option<Boolean> IP_FREEBIND = of(InetConstants.IP_FREEBIND, BOOLEAN);
    /** The program writes the IP header itself; raw(7). */
    public static final Option<Boolean> IP_HDRINCL = of(InetConstants.IP_HDRINCL, BOOLEAN);
    /** Drops received packets with a lower time to live; kernel. */
    public static final Option<Integer> IP_MINTTL = of(InetConstants.IP_MINTTL, INT);
    /** The path MTU of a connected socket; ip(7). */
    public static final ReadableOption<Integer> IP_MTU = of(InetConstants.IP_MTU, INT);
    /** Path MTU discovery: {@code IP_PMTUDISC_DO}, …; ip(7). */
    public static final Option<Integer> IP_MTU_DISCOVER = of(InetConstants.IP_MTU_DISCOVER, INT);
    /** Also receives messages of groups that only other sockets have joined; on by default; ip(7). */
    public static final Option<Boolean> IP_MULTICAST_ALL = of(InetConstants.IP_MULTICAST_ALL, BOOLEAN);
    /** Whether outgoing multicast is looped back to this host; ip(7). */
    public static final Option<Boolean> IP_MULTICAST_LOOP = of(InetConstants.IP_MULTICAST_LOOP, BOOLEAN);
    /** Time to live of outgoing multicast; ip(7). */
    public static final Option<Integer> IP_MULTICAST_TTL = of(InetConstants.IP_MULTICAST_TTL, INT);
    /** Disables the reassembly of outgoing packets in netfilter, for raw sockets; ip(7). */
    public static final Option<Boolean> IP_NODEFRAG = of(InetConstants.IP_NODEFRAG, BOOLEAN);
    /** The IP options of outgoing packets, in the format of the header; ip(7). */
    public static final Option<byte[]> IP_OPTIONS = of(InetConstants.IP_OPTIONS, bytes(40));
    /** Each message carries the peer's security context; ip(7). */
    public static final Option<Boolean> IP_PASSSEC = of(InetConstants.IP_PASSSEC, BOOLEAN);
    /** Each message carries its interface and destination address; ip(7). */
    public static final Option<Boolean> IP_PKTINFO = of(InetConstants.IP_PKTINFO, BOOLEAN);
    /** Errors are queued for MSG_ERRQUEUE; ip(7). */
    public static final Option<Boolean> IP_RECVERR = of(InetConstants.IP_RECVERR, BOOLEAN);
    /** Each message carries the size of its largest fragment; kernel. */
    public static final Option<Boolean> IP_RECVFRAGSIZE = of(InetConstants.IP_RECVFRAGSIZE, BOOLEAN);
    /** Each message carries its IP options; ip(7). */
    public static final Option<Boolean> IP_RECVOPTS = of(InetConstants.IP_RECVOPTS, BOOLEAN);
    /** Each message carries its original destination address; kernel. */
    public static final Option<Boolean> IP_RECVORIGDSTADDR = of(InetConstants.IP_RECVORIGDSTADDR, BOOLEAN);
    /** Each message carries its type of service; ip(7). */
    public static final Option<Boolean> IP_RECVTOS = of(InetConstants.IP_RECVTOS, BOOLEAN);
    /** Each message carries its time to live; ip(7). */
    public static final Option<Boolean> IP_RECVTTL = of(InetConstants.IP_RECVTTL, BOOLEAN);
    /** Each message carries its IP options, unprocessed; ip(7). */
    public static final Option<Boolean> IP_RETOPTS = of(InetConstants.IP_RETOPTS, BOOLEAN);
    /** Passes packets with the Router Alert option to this raw socket; ip(7). */
    public static final WritableOption<Boolean> IP_ROUTER_ALERT = of(InetConstants.IP_ROUTER_ALERT, BOOLEAN);
    /** Type of service of each packet; ip(7). */
    public static final Option<Integer> IP_TOS = of(InetConstants.IP_TOS, INT);
    /** Allows bind to an address of another host, for proxies. Needs CAP_NET_ADMIN; ip(7). */
    public static final Option<Boolean> IP_TRANSPARENT = of(InetConstants.IP_TRANSPARENT, BOOLEAN);
    /** Time to live of outgoing packets; -1 for the system default; ip(7). */
    public static final Option<Integer> IP_TTL = of(InetConstants.IP_TTL, INT);
    /** The index of the interface for outgoing unicast; 0 for any; kernel. */
    public static final Option<Integer> IP_UNICAST_IF = of(InetConstants.IP_UNICAST_IF, NETWORK_INT);

    private IpOptions() {}

    private static <T> Option<T> of(int number, OptionValue<T> value) {
        return new TypedOption<>(IPPROTO_IP, number, value);
    }
}
