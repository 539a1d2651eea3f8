package io.sockeye.bindings;

import io.sockeye.bindings.generated.group_req;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A {@code struct group_req}: a multicast group of either family, for MCAST_JOIN_GROUP, MCAST_LEAVE_GROUP. For one thread at
 * a time.
 */
public final class GroupReq {
    private final MemorySegment segment;

    /**
     * Allocates one of zero.
     *
     * @param arena its lifetime
     */
    public GroupReq(Arena arena) {
        Platform.check();
        segment = group_req.allocate(arena);
    }

    /**
     * The argument {@code struct group_req *}.
     *
     * @return its memory
     */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * Sets it.
     *
     * @param ifindex the number of an interface; 0 for any
     * @param group the group
     * @return its memory
     */
    public MemorySegment set(int ifindex, SockaddrStorage group) {
        group_req.gr_interface(segment, ifindex);
        group_req.gr_group(segment, group.address());
        return segment;
    }
}
