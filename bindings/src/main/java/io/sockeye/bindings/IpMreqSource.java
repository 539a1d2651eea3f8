package io.sockeye.bindings;

import static io.sockeye.bindings.Network.NETWORK_INT;

import io.sockeye.bindings.generated.ip_mreq_source;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A {@code struct ip_mreq_source}: one source of a multicast group, for IP_ADD_SOURCE_MEMBERSHIP, IP_DROP_SOURCE_MEMBERSHIP,
 * IP_BLOCK_SOURCE, IP_UNBLOCK_SOURCE. Addresses are in host order. For one thread at a time; ip(7).
 */
public final class IpMreqSource {
    private final MemorySegment segment;

    /**
     * Allocates one of zero.
     *
     * @param arena its lifetime
     */
    public IpMreqSource(Arena arena) {
        Platform.check();
        segment = ip_mreq_source.allocate(arena);
    }

    /**
     * The argument {@code struct ip_mreq_source *}.
     *
     * @return its memory
     */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * Sets it.
     *
     * @param group the group as one number
     * @param address the address of an interface; 0 for any
     * @param source the sender's address
     * @return its memory
     */
    public MemorySegment set(int group, int address, int source) {
        segment.set(NETWORK_INT, ip_mreq_source.imr_multiaddr$offset(), group);
        segment.set(NETWORK_INT, ip_mreq_source.imr_interface$offset(), address);
        segment.set(NETWORK_INT, ip_mreq_source.imr_sourceaddr$offset(), source);
        return segment;
    }
}
