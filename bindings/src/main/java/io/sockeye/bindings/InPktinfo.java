package io.sockeye.bindings;

import static io.sockeye.bindings.Network.NETWORK_INT;

import io.sockeye.bindings.generated.in_pktinfo;
import java.lang.foreign.MemorySegment;

/**
 * {@code struct in_pktinfo}: where a datagram came in, or shall go out. The data of an IP_PKTINFO, which starts at an offset
 * into its buffer: {@link Cmsg#CMSG_DATA}. Addresses are in host order; ip(7).
 */
public final class InPktinfo {
    /** Its size. */
    public static final int BYTES = StructSizes.IN_PKTINFO;

    private InPktinfo() {}

    /**
     * {@code ipi_ifindex}: the interface
     *
     * @param memory where it is
     * @param offset from where on
     * @return its number
     */
    public static int ifindex(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(in_pktinfo.ipi_ifindex$layout(), offset + in_pktinfo.ipi_ifindex$offset());
    }

    /**
     * {@code ipi_spec_dst}: the local address of the packet
     *
     * @param memory where it is
     * @param offset from where on
     * @return an address as one number
     */
    public static int specDst(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(NETWORK_INT, offset + in_pktinfo.ipi_spec_dst$offset());
    }

    /**
     * {@code ipi_addr}: the destination in the packet's header
     *
     * @param memory where it is
     * @param offset from where on
     * @return an address as one number
     */
    public static int addr(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(NETWORK_INT, offset + in_pktinfo.ipi_addr$offset());
    }

    /**
     * Writes one, to be sent.
     *
     * @param memory where to
     * @param offset from where on
     * @param ifindex the interface to send from; 0 for any
     * @param specDst the local address to send from; 0 for any
     */
    public static void put(MemorySegment memory, long offset, int ifindex, int specDst) {
        Platform.check();
        memory.set(in_pktinfo.ipi_ifindex$layout(), offset + in_pktinfo.ipi_ifindex$offset(), ifindex);
        memory.set(NETWORK_INT, offset + in_pktinfo.ipi_spec_dst$offset(), specDst);
        memory.set(NETWORK_INT, offset + in_pktinfo.ipi_addr$offset(), 0);
    }
}
