package io.sockeye.bindings;

import io.sockeye.bindings.generated.linux_h;

/**
 * What the queue of errors tells, which recvmsg reads with MSG_ERRQUEUE: struct sock_extended_err; ip(7).
 */
public final class ErrorConstants {
    static {
        Platform.check();
    }

    // ip(7): ee_origin

    /** From nowhere; ip(7). */
    public static final int SO_EE_ORIGIN_NONE = linux_h.SO_EE_ORIGIN_NONE();
    /** From this host; ip(7). */
    public static final int SO_EE_ORIGIN_LOCAL = linux_h.SO_EE_ORIGIN_LOCAL();
    /** From an ICMP message, whose type and code are in ee_type and ee_code; ip(7). */
    public static final int SO_EE_ORIGIN_ICMP = linux_h.SO_EE_ORIGIN_ICMP();
    /** From an ICMPv6 message, whose type and code are in ee_type and ee_code; ip(7). */
    public static final int SO_EE_ORIGIN_ICMP6 = linux_h.SO_EE_ORIGIN_ICMP6();
    /** The status of what was sent; kernel. */
    public static final int SO_EE_ORIGIN_TXSTATUS = linux_h.SO_EE_ORIGIN_TXSTATUS();
    /** A timestamp of what was sent; kernel, timestamping.rst. */
    public static final int SO_EE_ORIGIN_TIMESTAMPING = linux_h.SO_EE_ORIGIN_TIMESTAMPING();
    /** The kernel is done with memory of MSG_ZEROCOPY; kernel, msg_zerocopy.rst. */
    public static final int SO_EE_ORIGIN_ZEROCOPY = linux_h.SO_EE_ORIGIN_ZEROCOPY();
    /** A packet could not leave in time; kernel. */
    public static final int SO_EE_ORIGIN_TXTIME = linux_h.SO_EE_ORIGIN_TXTIME();

    // ip(7): ee_code

    /** Of SO_EE_ORIGIN_ZEROCOPY: it was copied after all; kernel, msg_zerocopy.rst. */
    public static final int SO_EE_CODE_ZEROCOPY_COPIED = linux_h.SO_EE_CODE_ZEROCOPY_COPIED();
    /** Of SO_EE_ORIGIN_TXTIME: no such time; kernel. */
    public static final int SO_EE_CODE_TXTIME_INVALID_PARAM = linux_h.SO_EE_CODE_TXTIME_INVALID_PARAM();
    /** Of SO_EE_ORIGIN_TXTIME: the time was over; kernel. */
    public static final int SO_EE_CODE_TXTIME_MISSED = linux_h.SO_EE_CODE_TXTIME_MISSED();
    /** Of ee_rfc4884: the extension is broken; kernel. */
    public static final int SO_EE_RFC4884_FLAG_INVALID = linux_h.SO_EE_RFC4884_FLAG_INVALID();

    private ErrorConstants() {}
}
