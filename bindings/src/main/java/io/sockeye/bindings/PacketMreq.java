package io.sockeye.bindings;

import io.sockeye.bindings.generated.packet_mreq;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A {@code struct packet_mreq}: what an interface shall receive too, for PACKET_ADD_MEMBERSHIP, PACKET_DROP_MEMBERSHIP. For
 * one thread at a time; packet(7).
 */
public final class PacketMreq {
    private final MemorySegment segment;

    /**
     * Allocates one of zero.
     *
     * @param arena its lifetime
     */
    public PacketMreq(Arena arena) {
        Platform.check();
        segment = packet_mreq.allocate(arena);
    }

    /**
     * The argument {@code struct packet_mreq *}.
     *
     * @return its memory
     */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * Sets it.
     *
     * @param ifindex the number of an interface
     * @param type {@code PACKET_MR_PROMISC}, …
     * @param address a hardware address of at most 8 bytes; none for all
     * @return its memory
     */
    public MemorySegment set(int ifindex, int type, byte... address) {
        segment.fill((byte) 0);
        packet_mreq.mr_ifindex(segment, ifindex);
        packet_mreq.mr_type(segment, (short) type);
        packet_mreq.mr_alen(segment, (short) address.length);
        packet_mreq.mr_address(segment).asSlice(0, address.length).copyFrom(MemorySegment.ofArray(address));
        return segment;
    }
}
