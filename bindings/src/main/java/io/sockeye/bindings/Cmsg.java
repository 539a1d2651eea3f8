package io.sockeye.bindings;

import io.sockeye.bindings.generated.cmsghdr;
import java.lang.foreign.MemorySegment;

/**
 * The macros of cmsg(3), which walk the control messages of a {@code struct msghdr}, and the headers. Where C has pointers, these have
 * offsets into the control buffer, and -1 for NULL.
 */
public final class Cmsg {
    private static final long HEADER = StructSizes.CMSGHDR;

    private Cmsg() {}

    /**
     * {@code CMSG_ALIGN(length)}: rounds up to where the next header may start.
     *
     * @param length bytes
     * @return bytes
     */
    public static long CMSG_ALIGN(long length) {
        return (length + Long.BYTES - 1) & -Long.BYTES;
    }

    /**
     * {@code CMSG_LEN(length)}: what {@code cmsg_len} must be for so much data.
     *
     * @param length bytes of data
     * @return bytes with the header
     */
    public static long CMSG_LEN(long length) {
        return CMSG_ALIGN(HEADER) + length;
    }

    /**
     * {@code CMSG_SPACE(length)}: how much room so much data takes.
     *
     * @param length bytes of data
     * @return bytes with the header and the padding after it
     */
    public static long CMSG_SPACE(long length) {
        return CMSG_ALIGN(HEADER) + CMSG_ALIGN(length);
    }

    /**
     * {@code CMSG_DATA(header)}.
     *
     * @param header the offset of a header
     * @return the offset of its data
     */
    public static long CMSG_DATA(long header) {
        return header + CMSG_ALIGN(HEADER);
    }

    /**
     * {@code CMSG_FIRSTHDR(msg)}.
     *
     * @param length {@code msg_controllen}
     * @return 0, or -1 if there is no message
     */
    public static long CMSG_FIRSTHDR(long length) {
        return length >= HEADER ? 0 : -1;
    }

    /**
     * {@code CMSG_NXTHDR(msg, header)}.
     *
     * @param control {@code msg_control}
     * @param length {@code msg_controllen}
     * @param header the offset of a header
     * @return the offset of the next one, or -1 if there is none, or only a part of one
     */
    public static long CMSG_NXTHDR(MemorySegment control, long length, long header) {
        Platform.check();
        // SAFETY: cmsg_len comes from the kernel or from a buggy caller; nothing beyond length is looked at.
        long own = cmsghdr.cmsg_len(control.asSlice(header, HEADER));
        if (own < HEADER || own > length - header) {
            return -1;
        }
        long next = header + CMSG_ALIGN(own);
        return length - next < HEADER || CMSG_ALIGN(cmsghdr.cmsg_len(control.asSlice(next, HEADER))) > length - next
                ? -1
                : next;
    }

    /**
     * {@code cmsg_level}.
     *
     * @param control {@code msg_control}
     * @param header the offset of a header
     * @return {@code SOL_SOCKET}, {@code IPPROTO_IP}, …
     */
    public static int cmsg_level(MemorySegment control, long header) {
        Platform.check();
        return control.get(cmsghdr.cmsg_level$layout(), header + cmsghdr.cmsg_level$offset());
    }

    /**
     * {@code cmsg_type}.
     *
     * @param control {@code msg_control}
     * @param header the offset of a header
     * @return {@code SCM_RIGHTS}, {@code IP_PKTINFO}, …
     */
    public static int cmsg_type(MemorySegment control, long header) {
        Platform.check();
        return control.get(cmsghdr.cmsg_type$layout(), header + cmsghdr.cmsg_type$offset());
    }

    /**
     * {@code cmsg_len}.
     *
     * @param control {@code msg_control}
     * @param header the offset of a header
     * @return bytes with the header: {@link #CMSG_LEN} of the data, unless it was cut
     */
    public static long cmsg_len(MemorySegment control, long header) {
        Platform.check();
        return control.get(cmsghdr.cmsg_len$layout(), header + cmsghdr.cmsg_len$offset());
    }

    /**
     * Writes a header. Its data goes to {@link #CMSG_DATA}, the next header {@link #CMSG_SPACE} after this one.
     *
     * @param control {@code msg_control}
     * @param header the offset of the header
     * @param level {@code SOL_SOCKET}, {@code IPPROTO_IP}, …
     * @param type {@code SCM_RIGHTS}, {@code IP_PKTINFO}, …
     * @param length bytes of data
     */
    public static void put(MemorySegment control, long header, int level, int type, long length) {
        Platform.check();
        control.set(cmsghdr.cmsg_len$layout(), header + cmsghdr.cmsg_len$offset(), CMSG_LEN(length));
        control.set(cmsghdr.cmsg_level$layout(), header + cmsghdr.cmsg_level$offset(), level);
        control.set(cmsghdr.cmsg_type$layout(), header + cmsghdr.cmsg_type$offset(), type);
    }
}
