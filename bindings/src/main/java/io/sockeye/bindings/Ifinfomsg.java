package io.sockeye.bindings;

import io.sockeye.bindings.generated.ifinfomsg;
import java.lang.foreign.MemorySegment;

/**
 * {@code struct ifinfomsg}: an interface, after the header of a message; rtnetlink(7).
 */
public final class Ifinfomsg {
    /** Its size. */
    public static final int BYTES = StructSizes.IFINFOMSG;

    private Ifinfomsg() {}

    /**
     * {@code ifi_family}: the family
     *
     * @param memory where it is
     * @param offset from where on
     * @return {@code AF_UNSPEC}
     */
    public static int family(MemorySegment memory, long offset) {
        Platform.check();
        return Byte.toUnsignedInt(memory.get(ifinfomsg.ifi_family$layout(), offset + ifinfomsg.ifi_family$offset()));
    }

    /**
     * {@code ifi_type}: the kind of interface
     *
     * @param memory where it is
     * @param offset from where on
     * @return {@code ARPHRD_ETHER}, …
     */
    public static int type(MemorySegment memory, long offset) {
        Platform.check();
        return Short.toUnsignedInt(memory.get(ifinfomsg.ifi_type$layout(), offset + ifinfomsg.ifi_type$offset()));
    }

    /**
     * {@code ifi_index}: which interface
     *
     * @param memory where it is
     * @param offset from where on
     * @return its number
     */
    public static int index(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(ifinfomsg.ifi_index$layout(), offset + ifinfomsg.ifi_index$offset());
    }

    /**
     * {@code ifi_flags}: its state
     *
     * @param memory where it is
     * @param offset from where on
     * @return {@code IFF_UP}, …
     */
    public static int flags(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(ifinfomsg.ifi_flags$layout(), offset + ifinfomsg.ifi_flags$offset());
    }

    /**
     * {@code ifi_change}: which flags are meant
     *
     * @param memory where it is
     * @param offset from where on
     * @return {@code IFF_UP}, …
     */
    public static int change(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(ifinfomsg.ifi_change$layout(), offset + ifinfomsg.ifi_change$offset());
    }

    /**
     * Writes one.
     *
     * @param memory where to
     * @param offset from where on
     * @param family {@code AF_UNSPEC}
     * @param type 0 in a request
     * @param index its number; 0 for all, or by name
     * @param flags {@code IFF_UP}, …
     * @param change which of the flags to change
     */
    public static void put(MemorySegment memory, long offset, int family, int type, int index, int flags, int change) {
        Platform.check();
        memory.set(ifinfomsg.ifi_family$layout(), offset + ifinfomsg.ifi_family$offset(), (byte) family);
        memory.set(ifinfomsg.ifi_type$layout(), offset + ifinfomsg.ifi_type$offset(), (short) type);
        memory.set(ifinfomsg.ifi_index$layout(), offset + ifinfomsg.ifi_index$offset(), index);
        memory.set(ifinfomsg.ifi_flags$layout(), offset + ifinfomsg.ifi_flags$offset(), flags);
        memory.set(ifinfomsg.ifi_change$layout(), offset + ifinfomsg.ifi_change$offset(), change);
    }
}
