package io.sockeye.bindings;

import static io.sockeye.bindings.Network.NETWORK_LONG;

import io.sockeye.bindings.generated.in6_pktinfo;
import java.lang.foreign.MemorySegment;

/**
 * {@code struct in6_pktinfo}: where a datagram came in, or shall go out. The data of an IPV6_PKTINFO, which starts at an
 * offset into its buffer: {@link Cmsg#CMSG_DATA}; ipv6(7).
 */
public final class In6Pktinfo {
    /** Its size. */
    public static final int BYTES = StructSizes.IN6_PKTINFO;

    private In6Pktinfo() {}

    /**
     * {@code ipi6_addr}: the first half of the local address
     *
     * @param memory where it is
     * @param offset from where on
     * @return 8 bytes as one number
     */
    public static long addrHigh(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(NETWORK_LONG, offset + in6_pktinfo.ipi6_addr$offset());
    }

    /**
     * {@code ipi6_addr}: the other half of the local address
     *
     * @param memory where it is
     * @param offset from where on
     * @return 8 bytes as one number
     */
    public static long addrLow(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(NETWORK_LONG, offset + in6_pktinfo.ipi6_addr$offset() + Long.BYTES);
    }

    /**
     * {@code ipi6_ifindex}: the interface
     *
     * @param memory where it is
     * @param offset from where on
     * @return its number
     */
    public static int ifindex(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(in6_pktinfo.ipi6_ifindex$layout(), offset + in6_pktinfo.ipi6_ifindex$offset());
    }

    /**
     * Writes one, to be sent.
     *
     * @param memory where to
     * @param offset from where on
     * @param high the first half of the address to send from; 0 for any
     * @param low the other half
     * @param ifindex the interface to send from; 0 for any
     */
    public static void put(MemorySegment memory, long offset, long high, long low, int ifindex) {
        Platform.check();
        memory.set(NETWORK_LONG, offset + in6_pktinfo.ipi6_addr$offset(), high);
        memory.set(NETWORK_LONG, offset + in6_pktinfo.ipi6_addr$offset() + Long.BYTES, low);
        memory.set(in6_pktinfo.ipi6_ifindex$layout(), offset + in6_pktinfo.ipi6_ifindex$offset(), ifindex);
    }
}
