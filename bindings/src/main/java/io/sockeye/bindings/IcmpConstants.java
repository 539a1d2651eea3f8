package io.sockeye.bindings;

import io.sockeye.bindings.generated.linux_h;

/**
 * Types and codes of icmp(7) messages, and of those of IPv6.
 */
public final class IcmpConstants {
    static {
        Platform.check();
    }

    // icmp(7): types

    /** The answer to an echo request; icmp(7). */
    public static final int ICMP_ECHOREPLY = linux_h.ICMP_ECHOREPLY();
    /** It cannot be reached, see the codes; icmp(7). */
    public static final int ICMP_DEST_UNREACH = linux_h.ICMP_DEST_UNREACH();
    /** Send more slowly; icmp(7). */
    public static final int ICMP_SOURCE_QUENCH = linux_h.ICMP_SOURCE_QUENCH();
    /** There is a better way; icmp(7). */
    public static final int ICMP_REDIRECT = linux_h.ICMP_REDIRECT();
    /** An echo request, as ping sends it; icmp(7). */
    public static final int ICMP_ECHO = linux_h.ICMP_ECHO();
    /** The time to live ran out; icmp(7). */
    public static final int ICMP_TIME_EXCEEDED = linux_h.ICMP_TIME_EXCEEDED();
    /** A bad header; icmp(7). */
    public static final int ICMP_PARAMETERPROB = linux_h.ICMP_PARAMETERPROB();
    /** Asks for the time; icmp(7). */
    public static final int ICMP_TIMESTAMP = linux_h.ICMP_TIMESTAMP();
    /** The time; icmp(7). */
    public static final int ICMP_TIMESTAMPREPLY = linux_h.ICMP_TIMESTAMPREPLY();

    // icmp(7): codes of ICMP_DEST_UNREACH

    /** No way to the network; icmp(7). */
    public static final int ICMP_NET_UNREACH = linux_h.ICMP_NET_UNREACH();
    /** No way to the host; icmp(7). */
    public static final int ICMP_HOST_UNREACH = linux_h.ICMP_HOST_UNREACH();
    /** The host does not speak the protocol; icmp(7). */
    public static final int ICMP_PROT_UNREACH = linux_h.ICMP_PROT_UNREACH();
    /** Nobody has the port; icmp(7). */
    public static final int ICMP_PORT_UNREACH = linux_h.ICMP_PORT_UNREACH();
    /** Too long, and must not be cut; icmp(7). */
    public static final int ICMP_FRAG_NEEDED = linux_h.ICMP_FRAG_NEEDED();
    /** The source route failed; icmp(7). */
    public static final int ICMP_SR_FAILED = linux_h.ICMP_SR_FAILED();
    /** No such network; icmp(7). */
    public static final int ICMP_NET_UNKNOWN = linux_h.ICMP_NET_UNKNOWN();
    /** No such host; icmp(7). */
    public static final int ICMP_HOST_UNKNOWN = linux_h.ICMP_HOST_UNKNOWN();
    /** The host is cut off; icmp(7). */
    public static final int ICMP_HOST_ISOLATED = linux_h.ICMP_HOST_ISOLATED();
    /** The network is forbidden; icmp(7). */
    public static final int ICMP_NET_ANO = linux_h.ICMP_NET_ANO();
    /** The host is forbidden; icmp(7). */
    public static final int ICMP_HOST_ANO = linux_h.ICMP_HOST_ANO();
    /** A filter forbids it; icmp(7). */
    public static final int ICMP_PKT_FILTERED = linux_h.ICMP_PKT_FILTERED();

    // icmp(7): codes of ICMP_TIME_EXCEEDED

    /** On its way; icmp(7). */
    public static final int ICMP_EXC_TTL = linux_h.ICMP_EXC_TTL();
    /** While its pieces were put together; icmp(7). */
    public static final int ICMP_EXC_FRAGTIME = linux_h.ICMP_EXC_FRAGTIME();

    // icmp(7): options

    /** Which types a raw socket does not receive, a bit for each; raw(7). */
    public static final int ICMP_FILTER = linux_h.ICMP_FILTER();

    // ICMPv6, RFC 4443: types

    /** It cannot be reached, see the codes; kernel. */
    public static final int ICMP6_DST_UNREACH = linux_h.ICMP6_DST_UNREACH();
    /** Too long, and routers do not cut; kernel. */
    public static final int ICMP6_PACKET_TOO_BIG = linux_h.ICMP6_PACKET_TOO_BIG();
    /** The hop limit ran out; kernel. */
    public static final int ICMP6_TIME_EXCEEDED = linux_h.ICMP6_TIME_EXCEEDED();
    /** A bad header; kernel. */
    public static final int ICMP6_PARAM_PROB = linux_h.ICMP6_PARAM_PROB();
    /** An echo request, as ping sends it; kernel. */
    public static final int ICMP6_ECHO_REQUEST = linux_h.ICMP6_ECHO_REQUEST();
    /** The answer to an echo request; kernel. */
    public static final int ICMP6_ECHO_REPLY = linux_h.ICMP6_ECHO_REPLY();

    // ICMPv6, RFC 4443: codes of ICMP6_DST_UNREACH

    /** No way there; kernel. */
    public static final int ICMP6_DST_UNREACH_NOROUTE = linux_h.ICMP6_DST_UNREACH_NOROUTE();
    /** A filter forbids it; kernel. */
    public static final int ICMP6_DST_UNREACH_ADMIN = linux_h.ICMP6_DST_UNREACH_ADMIN();
    /** Beyond the scope of the source address; kernel. */
    public static final int ICMP6_DST_UNREACH_BEYONDSCOPE = linux_h.ICMP6_DST_UNREACH_BEYONDSCOPE();
    /** The host does not answer; kernel. */
    public static final int ICMP6_DST_UNREACH_ADDR = linux_h.ICMP6_DST_UNREACH_ADDR();
    /** Nobody has the port; kernel. */
    public static final int ICMP6_DST_UNREACH_NOPORT = linux_h.ICMP6_DST_UNREACH_NOPORT();

    // ICMPv6, RFC 4443: codes of ICMP6_TIME_EXCEEDED

    /** On its way; kernel. */
    public static final int ICMP6_TIME_EXCEED_TRANSIT = linux_h.ICMP6_TIME_EXCEED_TRANSIT();
    /** While its pieces were put together; kernel. */
    public static final int ICMP6_TIME_EXCEED_REASSEMBLY = linux_h.ICMP6_TIME_EXCEED_REASSEMBLY();

    // RFC 3542: options of ICMPv6

    /** Which types a raw socket does not receive, a bit for each of 256; kernel. */
    public static final int ICMP6_FILTER = linux_h.ICMP6_FILTER();

    private IcmpConstants() {}
}
