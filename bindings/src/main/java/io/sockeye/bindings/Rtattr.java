package io.sockeye.bindings;

import io.sockeye.bindings.generated.rtattr;
import java.lang.foreign.MemorySegment;

/**
 * {@code struct rtattr}: the header of an attribute, at an offset into a buffer; rtnetlink(3).
 */
public final class Rtattr {
    /** Its size. */
    public static final int BYTES = StructSizes.RTATTR;

    private Rtattr() {}

    /**
     * {@code rta_len}: the length of the attribute
     *
     * @param memory where it is
     * @param offset from where on
     * @return bytes, with this header, without padding
     */
    public static int len(MemorySegment memory, long offset) {
        Platform.check();
        return Short.toUnsignedInt(memory.get(rtattr.rta_len$layout(), offset + rtattr.rta_len$offset()));
    }

    /**
     * {@code rta_type}: which one it is
     *
     * @param memory where it is
     * @param offset from where on
     * @return {@code IFLA_IFNAME}, {@code RTA_DST}, …
     */
    public static int type(MemorySegment memory, long offset) {
        Platform.check();
        return Short.toUnsignedInt(memory.get(rtattr.rta_type$layout(), offset + rtattr.rta_type$offset()));
    }

    /**
     * Writes one.
     *
     * @param memory where to
     * @param offset from where on
     * @param len bytes, with this header, without padding
     * @param type {@code IFLA_IFNAME}, …
     */
    public static void put(MemorySegment memory, long offset, int len, int type) {
        Platform.check();
        memory.set(rtattr.rta_len$layout(), offset + rtattr.rta_len$offset(), (short) len);
        memory.set(rtattr.rta_type$layout(), offset + rtattr.rta_type$offset(), (short) type);
    }
}
