package io.sockeye.bindings;

import io.sockeye.bindings.generated.sock_extended_err;
import java.lang.foreign.MemorySegment;

/**
 * {@code struct sock_extended_err}: an error from the queue of errors. The data of an IP_RECVERR or IPV6_RECVERR, which
 * starts at an offset into its buffer: {@link Cmsg#CMSG_DATA}; ip(7).
 */
public final class SockExtendedErr {
    /** Its size. */
    public static final int BYTES = StructSizes.SOCK_EXTENDED_ERR;

    private SockExtendedErr() {}

    /**
     * {@code ee_errno}: what happened
     *
     * @param memory where it is
     * @param offset from where on
     * @return an errno; ENOMSG if it is a timestamp, 0 if it is MSG_ZEROCOPY
     */
    public static int errno(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(sock_extended_err.ee_errno$layout(), offset + sock_extended_err.ee_errno$offset());
    }

    /**
     * {@code ee_origin}: where it came from
     *
     * @param memory where it is
     * @param offset from where on
     * @return {@code SO_EE_ORIGIN_ICMP}, …
     */
    public static int origin(MemorySegment memory, long offset) {
        Platform.check();
        return Byte.toUnsignedInt(
                memory.get(sock_extended_err.ee_origin$layout(), offset + sock_extended_err.ee_origin$offset()));
    }

    /**
     * {@code ee_type}: the type of an ICMP message
     *
     * @param memory where it is
     * @param offset from where on
     * @return {@code ICMP_DEST_UNREACH}, …
     */
    public static int type(MemorySegment memory, long offset) {
        Platform.check();
        return Byte.toUnsignedInt(
                memory.get(sock_extended_err.ee_type$layout(), offset + sock_extended_err.ee_type$offset()));
    }

    /**
     * {@code ee_code}: the code of an ICMP message, and of others
     *
     * @param memory where it is
     * @param offset from where on
     * @return {@code ICMP_PORT_UNREACH}, {@code SO_EE_CODE_ZEROCOPY_COPIED}, …
     */
    public static int code(MemorySegment memory, long offset) {
        Platform.check();
        return Byte.toUnsignedInt(
                memory.get(sock_extended_err.ee_code$layout(), offset + sock_extended_err.ee_code$offset()));
    }

    /**
     * {@code ee_info}: more
     *
     * @param memory where it is
     * @param offset from where on
     * @return the MTU of EMSGSIZE; the kind of a timestamp; the first send of MSG_ZEROCOPY
     */
    public static int info(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(sock_extended_err.ee_info$layout(), offset + sock_extended_err.ee_info$offset());
    }

    /**
     * {@code ee_data}: more
     *
     * @param memory where it is
     * @param offset from where on
     * @return the number of a timestamp; the last send of MSG_ZEROCOPY
     */
    public static int data(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(sock_extended_err.ee_data$layout(), offset + sock_extended_err.ee_data$offset());
    }

    /**
     * {@code SO_EE_OFFENDER(err)}: the {@code struct sockaddr} of whom it came from.
     *
     * @param offset where the error starts
     * @return where the address starts, if there is one: the message must be long enough
     */
    public static long SO_EE_OFFENDER(long offset) {
        return offset + BYTES;
    }
}
