package io.sockeye.bindings;

import io.sockeye.bindings.generated.group_source_req;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A {@code struct group_source_req}: one source of a multicast group of either family, for MCAST_JOIN_SOURCE_GROUP,
 * MCAST_LEAVE_SOURCE_GROUP, MCAST_BLOCK_SOURCE, MCAST_UNBLOCK_SOURCE. For one thread at a time.
 */
public final class GroupSourceReq {
    private final MemorySegment segment;

    /**
     * Allocates one of zero.
     *
     * @param arena its lifetime
     */
    public GroupSourceReq(Arena arena) {
        Platform.check();
        segment = group_source_req.allocate(arena);
    }

    /**
     * The argument {@code struct group_source_req *}.
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
     * @param source the sender's address
     * @return its memory
     */
    public MemorySegment set(int ifindex, SockaddrStorage group, SockaddrStorage source) {
        group_source_req.gsr_interface(segment, ifindex);
        group_source_req.gsr_group(segment, group.address());
        group_source_req.gsr_source(segment, source.address());
        return segment;
    }
}
