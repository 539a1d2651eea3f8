package io.sockeye.bindings;

import static io.sockeye.bindings.Network.NETWORK_INT;

import io.sockeye.bindings.generated.ip_mreqn;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A {@code struct ip_mreqn}: a multicast group and an interface, for IP_ADD_MEMBERSHIP, IP_DROP_MEMBERSHIP, IP_MULTICAST_IF.
 * Addresses are in host order. For one thread at a time; ip(7).
 */
public final class IpMreqn {
    private final MemorySegment segment;

    /**
     * Allocates one of zero.
     *
     * @param arena its lifetime
     */
    public IpMreqn(Arena arena) {
        Platform.check();
        segment = ip_mreqn.allocate(arena);
    }

    /**
     * The argument {@code struct ip_mreqn *}.
     *
     * @return its memory
     */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * Sets it.
     *
     * @param group the group as one number; 0 for IP_MULTICAST_IF
     * @param address the address of an interface, looked at if there is no number; 0 for any
     * @param ifindex the number of an interface, or 0
     * @return its memory
     */
    public MemorySegment set(int group, int address, int ifindex) {
        segment.set(NETWORK_INT, ip_mreqn.imr_multiaddr$offset(), group);
        segment.set(NETWORK_INT, ip_mreqn.imr_address$offset(), address);
        ip_mreqn.imr_ifindex(segment, ifindex);
        return segment;
    }
}
