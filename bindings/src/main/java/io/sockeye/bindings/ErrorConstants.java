package io.sockeye.bindings;

/**
 * What the queue of errors tells, which recvmsg reads with MSG_ERRQUEUE: struct sock_extended_err; ip(7).
 */
public final class ErrorConstants {
    // ip(7): ee_origin

    /** From nowhere; ip(7). */
    public static final int SO_EE_ORIGIN_NONE = 0;
    /** From this host; ip(7). */
    public static final int SO_EE_ORIGIN_LOCAL = 1;
    /** From an ICMP message, whose type and code are in ee_type and ee_code; ip(7). */
    public static final int SO_EE_ORIGIN_ICMP = 2;
    /** From an ICMPv6 message, whose type and code are in ee_type and ee_code; ip(7). */
    public static final int SO_EE_ORIGIN_ICMP6 = 3;
    /** The status of what was sent; kernel. */
    public static final int SO_EE_ORIGIN_TXSTATUS = 4;
    /** A timestamp of what was sent; kernel, timestamping.rst. */
    public static final int SO_EE_ORIGIN_TIMESTAMPING = 4;
    /** The kernel is done with memory of MSG_ZEROCOPY; kernel, msg_zerocopy.rst. */
    public static final int SO_EE_ORIGIN_ZEROCOPY = 5;
    /** A packet could not leave in time; kernel. */
    public static final int SO_EE_ORIGIN_TXTIME = 6;

    // ip(7): ee_code

    /** Of SO_EE_ORIGIN_ZEROCOPY: it was copied after all; kernel, msg_zerocopy.rst. */
    public static final int SO_EE_CODE_ZEROCOPY_COPIED = 1;
    /** Of SO_EE_ORIGIN_TXTIME: no such time; kernel. */
    public static final int SO_EE_CODE_TXTIME_INVALID_PARAM = 1;
    /** Of SO_EE_ORIGIN_TXTIME: the time was over; kernel. */
    public static final int SO_EE_CODE_TXTIME_MISSED = 2;
    /** Of ee_rfc4884: the extension is broken; kernel. */
    public static final int SO_EE_RFC4884_FLAG_INVALID = 1;

    private ErrorConstants() {}
}
