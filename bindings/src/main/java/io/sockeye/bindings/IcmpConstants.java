package io.sockeye.bindings;

/**
 * Types and codes of icmp(7) messages, and of those of IPv6.
 */
public final class IcmpConstants {
    // icmp(7): types

    /** The answer to an echo request; icmp(7). */
    public static final int ICMP_ECHOREPLY = 0;
    /** It cannot be reached, see the codes; icmp(7). */
    public static final int ICMP_DEST_UNREACH = 3;
    /** Send more slowly; icmp(7). */
    public static final int ICMP_SOURCE_QUENCH = 4;
    /** There is a better way; icmp(7). */
    public static final int ICMP_REDIRECT = 5;
    /** An echo request, as ping sends it; icmp(7). */
    public static final int ICMP_ECHO = 8;
    /** The time to live ran out; icmp(7). */
    public static final int ICMP_TIME_EXCEEDED = 11;
    /** A bad header; icmp(7). */
    public static final int ICMP_PARAMETERPROB = 12;
    /** Asks for the time; icmp(7). */
    public static final int ICMP_TIMESTAMP = 13;
    /** The time; icmp(7). */
    public static final int ICMP_TIMESTAMPREPLY = 14;

    // icmp(7): codes of ICMP_DEST_UNREACH

    /** No way to the network; icmp(7). */
    public static final int ICMP_NET_UNREACH = 0;
    /** No way to the host; icmp(7). */
    public static final int ICMP_HOST_UNREACH = 1;
    /** The host does not speak the protocol; icmp(7). */
    public static final int ICMP_PROT_UNREACH = 2;
    /** Nobody has the port; icmp(7). */
    public static final int ICMP_PORT_UNREACH = 3;
    /** Too long, and must not be cut; icmp(7). */
    public static final int ICMP_FRAG_NEEDED = 4;
    /** The source route failed; icmp(7). */
    public static final int ICMP_SR_FAILED = 5;
    /** No such network; icmp(7). */
    public static final int ICMP_NET_UNKNOWN = 6;
    /** No such host; icmp(7). */
    public static final int ICMP_HOST_UNKNOWN = 7;
    /** The host is cut off; icmp(7). */
    public static final int ICMP_HOST_ISOLATED = 8;
    /** The network is forbidden; icmp(7). */
    public static final int ICMP_NET_ANO = 9;
    /** The host is forbidden; icmp(7). */
    public static final int ICMP_HOST_ANO = 10;
    /** A filter forbids it; icmp(7). */
    public static final int ICMP_PKT_FILTERED = 13;

    // icmp(7): codes of ICMP_TIME_EXCEEDED

    /** On its way; icmp(7). */
    public static final int ICMP_EXC_TTL = 0;
    /** While its pieces were put together; icmp(7). */
    public static final int ICMP_EXC_FRAGTIME = 1;

    // icmp(7): options

    /** Which types a raw socket does not receive, a bit for each; raw(7). */
    public static final int ICMP_FILTER = 1;

    // ICMPv6, RFC 4443: types

    /** It cannot be reached, see the codes; kernel. */
    public static final int ICMP6_DST_UNREACH = 1;
    /** Too long, and routers do not cut; kernel. */
    public static final int ICMP6_PACKET_TOO_BIG = 2;
    /** The hop limit ran out; kernel. */
    public static final int ICMP6_TIME_EXCEEDED = 3;
    /** A bad header; kernel. */
    public static final int ICMP6_PARAM_PROB = 4;
    /** An echo request, as ping sends it; kernel. */
    public static final int ICMP6_ECHO_REQUEST = 128;
    /** The answer to an echo request; kernel. */
    public static final int ICMP6_ECHO_REPLY = 129;

    // ICMPv6, RFC 4443: codes of ICMP6_DST_UNREACH

    /** No way there; kernel. */
    public static final int ICMP6_DST_UNREACH_NOROUTE = 0;
    /** A filter forbids it; kernel. */
    public static final int ICMP6_DST_UNREACH_ADMIN = 1;
    /** Beyond the scope of the source address; kernel. */
    public static final int ICMP6_DST_UNREACH_BEYONDSCOPE = 2;
    /** The host does not answer; kernel. */
    public static final int ICMP6_DST_UNREACH_ADDR = 3;
    /** Nobody has the port; kernel. */
    public static final int ICMP6_DST_UNREACH_NOPORT = 4;

    // ICMPv6, RFC 4443: codes of ICMP6_TIME_EXCEEDED

    /** On its way; kernel. */
    public static final int ICMP6_TIME_EXCEED_TRANSIT = 0;
    /** While its pieces were put together; kernel. */
    public static final int ICMP6_TIME_EXCEED_REASSEMBLY = 1;

    // RFC 3542: options of ICMPv6

    /** Which types a raw socket does not receive, a bit for each of 256; kernel. */
    public static final int ICMP6_FILTER = 1;

    private IcmpConstants() {}
}
