package io.sockeye.bindings;

import io.sockeye.bindings.generated.ifaddrmsg;
import java.lang.foreign.MemorySegment;

/**
 * {@code struct ifaddrmsg}: an address of an interface, after the header of a message; rtnetlink(7).
 */
public final class Ifaddrmsg {
    /** Its size. */
    public static final int BYTES = StructSizes.IFADDRMSG;

    private Ifaddrmsg() {}

    /**
     * {@code ifa_family}: the family
     *
     * @param memory where it is
     * @param offset from where on
     * @return {@code AF_INET}, {@code AF_INET6}
     */
    public static int family(MemorySegment memory, long offset) {
        Platform.check();
        return Byte.toUnsignedInt(memory.get(ifaddrmsg.ifa_family$layout(), offset + ifaddrmsg.ifa_family$offset()));
    }

    /**
     * {@code ifa_prefixlen}: the size of the network
     *
     * @param memory where it is
     * @param offset from where on
     * @return bits
     */
    public static int prefixlen(MemorySegment memory, long offset) {
        Platform.check();
        return Byte
                .toUnsignedInt(memory.get(ifaddrmsg.ifa_prefixlen$layout(), offset + ifaddrmsg.ifa_prefixlen$offset()));
    }

    /**
     * {@code ifa_flags}: its state
     *
     * @param memory where it is
     * @param offset from where on
     * @return {@code IFA_F_PERMANENT}, …; IFA_FLAGS has more
     */
    public static int flags(MemorySegment memory, long offset) {
        Platform.check();
        return Byte.toUnsignedInt(memory.get(ifaddrmsg.ifa_flags$layout(), offset + ifaddrmsg.ifa_flags$offset()));
    }

    /**
     * {@code ifa_scope}: where it is valid
     *
     * @param memory where it is
     * @param offset from where on
     * @return {@code RT_SCOPE_HOST}, …
     */
    public static int scope(MemorySegment memory, long offset) {
        Platform.check();
        return Byte.toUnsignedInt(memory.get(ifaddrmsg.ifa_scope$layout(), offset + ifaddrmsg.ifa_scope$offset()));
    }

    /**
     * {@code ifa_index}: whose address it is
     *
     * @param memory where it is
     * @param offset from where on
     * @return the number of an interface
     */
    public static int index(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(ifaddrmsg.ifa_index$layout(), offset + ifaddrmsg.ifa_index$offset());
    }

    /**
     * Writes one.
     *
     * @param memory where to
     * @param offset from where on
     * @param family {@code AF_INET}, {@code AF_INET6}
     * @param prefixlen bits
     * @param flags {@code IFA_F_NODAD}, …
     * @param scope {@code RT_SCOPE_UNIVERSE}, …
     * @param index the number of an interface
     */
    public static void put(MemorySegment memory, long offset, int family, int prefixlen, int flags, int scope,
            int index) {
        Platform.check();
        memory.set(ifaddrmsg.ifa_family$layout(), offset + ifaddrmsg.ifa_family$offset(), (byte) family);
        memory.set(ifaddrmsg.ifa_prefixlen$layout(), offset + ifaddrmsg.ifa_prefixlen$offset(), (byte) prefixlen);
        memory.set(ifaddrmsg.ifa_flags$layout(), offset + ifaddrmsg.ifa_flags$offset(), (byte) flags);
        memory.set(ifaddrmsg.ifa_scope$layout(), offset + ifaddrmsg.ifa_scope$offset(), (byte) scope);
        memory.set(ifaddrmsg.ifa_index$layout(), offset + ifaddrmsg.ifa_index$offset(), index);
    }
}
