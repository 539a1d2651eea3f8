package io.sockeye.bindings;

import io.sockeye.bindings.generated.rtmsg;
import java.lang.foreign.MemorySegment;

/**
 * {@code struct rtmsg}: a route, after the header of a message; rtnetlink(7).
 */
public final class Rtmsg {
    /** Its size. */
    public static final int BYTES = StructSizes.RTMSG;

    private Rtmsg() {}

    /**
     * {@code rtm_family}: the family
     *
     * @param memory where it is
     * @param offset from where on
     * @return {@code AF_INET}, {@code AF_INET6}
     */
    public static int family(MemorySegment memory, long offset) {
        Platform.check();
        return Byte.toUnsignedInt(memory.get(rtmsg.rtm_family$layout(), offset + rtmsg.rtm_family$offset()));
    }

    /**
     * {@code rtm_dst_len}: the size of the network that it leads to
     *
     * @param memory where it is
     * @param offset from where on
     * @return bits; 0 is the default route
     */
    public static int dstLen(MemorySegment memory, long offset) {
        Platform.check();
        return Byte.toUnsignedInt(memory.get(rtmsg.rtm_dst_len$layout(), offset + rtmsg.rtm_dst_len$offset()));
    }

    /**
     * {@code rtm_src_len}: the size of the network that it is for
     *
     * @param memory where it is
     * @param offset from where on
     * @return bits
     */
    public static int srcLen(MemorySegment memory, long offset) {
        Platform.check();
        return Byte.toUnsignedInt(memory.get(rtmsg.rtm_src_len$layout(), offset + rtmsg.rtm_src_len$offset()));
    }

    /**
     * {@code rtm_table}: its table
     *
     * @param memory where it is
     * @param offset from where on
     * @return {@code RT_TABLE_MAIN}, …; RTA_TABLE has more
     */
    public static int table(MemorySegment memory, long offset) {
        Platform.check();
        return Byte.toUnsignedInt(memory.get(rtmsg.rtm_table$layout(), offset + rtmsg.rtm_table$offset()));
    }

    /**
     * {@code rtm_protocol}: the origin of the route
     *
     * @param memory where it is
     * @param offset from where on
     * @return {@code RTPROT_KERNEL}, …
     */
    public static int protocol(MemorySegment memory, long offset) {
        Platform.check();
        return Byte.toUnsignedInt(memory.get(rtmsg.rtm_protocol$layout(), offset + rtmsg.rtm_protocol$offset()));
    }

    /**
     * {@code rtm_scope}: how far it leads
     *
     * @param memory where it is
     * @param offset from where on
     * @return {@code RT_SCOPE_LINK}, …
     */
    public static int scope(MemorySegment memory, long offset) {
        Platform.check();
        return Byte.toUnsignedInt(memory.get(rtmsg.rtm_scope$layout(), offset + rtmsg.rtm_scope$offset()));
    }

    /**
     * {@code rtm_type}: what it does
     *
     * @param memory where it is
     * @param offset from where on
     * @return {@code RTN_UNICAST}, …
     */
    public static int type(MemorySegment memory, long offset) {
        Platform.check();
        return Byte.toUnsignedInt(memory.get(rtmsg.rtm_type$layout(), offset + rtmsg.rtm_type$offset()));
    }

    /**
     * Writes one without a source and flags.
     *
     * @param memory where to
     * @param offset from where on
     * @param family {@code AF_INET}, {@code AF_INET6}
     * @param dstLen bits of the network that it leads to
     * @param table {@code RT_TABLE_MAIN}, …
     * @param protocol {@code RTPROT_STATIC}, …
     * @param scope {@code RT_SCOPE_UNIVERSE}, …
     * @param type {@code RTN_UNICAST}, …
     */
    public static void put(MemorySegment memory, long offset, int family, int dstLen, int table, int protocol,
            int scope, int type) {
        Platform.check();
        memory.asSlice(offset, BYTES).fill((byte) 0);
        memory.set(rtmsg.rtm_family$layout(), offset + rtmsg.rtm_family$offset(), (byte) family);
        memory.set(rtmsg.rtm_dst_len$layout(), offset + rtmsg.rtm_dst_len$offset(), (byte) dstLen);
        memory.set(rtmsg.rtm_table$layout(), offset + rtmsg.rtm_table$offset(), (byte) table);
        memory.set(rtmsg.rtm_protocol$layout(), offset + rtmsg.rtm_protocol$offset(), (byte) protocol);
        memory.set(rtmsg.rtm_scope$layout(), offset + rtmsg.rtm_scope$offset(), (byte) scope);
        memory.set(rtmsg.rtm_type$layout(), offset + rtmsg.rtm_type$offset(), (byte) type);
    }
}
