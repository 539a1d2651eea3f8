package io.sockeye.bindings;

import static io.sockeye.bindings.Network.NETWORK_LONG;

import io.sockeye.bindings.generated.ipv6_mreq;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A {@code struct ipv6_mreq}: a multicast group and an interface, for IPV6_ADD_MEMBERSHIP, IPV6_DROP_MEMBERSHIP. For one
 * thread at a time; ipv6(7).
 */
public final class Ipv6Mreq {
    private final MemorySegment segment;

    /**
     * Allocates one of zero.
     *
     * @param arena its lifetime
     */
    public Ipv6Mreq(Arena arena) {
        Platform.check();
        segment = ipv6_mreq.allocate(arena);
    }

    /**
     * The argument {@code struct ipv6_mreq *}.
     *
     * @return its memory
     */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * Sets it.
     *
     * @param high the group's first 8 bytes as one number
     * @param low the other 8
     * @param ifindex the number of an interface; 0 for any
     * @return its memory
     */
    public MemorySegment set(long high, long low, int ifindex) {
        segment.set(NETWORK_LONG, ipv6_mreq.ipv6mr_multiaddr$offset(), high);
        segment.set(NETWORK_LONG, ipv6_mreq.ipv6mr_multiaddr$offset() + Long.BYTES, low);
        ipv6_mreq.ipv6mr_interface(segment, ifindex);
        return segment;
    }
}
