package io.sockeye.bindings;

import io.sockeye.bindings.generated.iovec;
import io.sockeye.bindings.generated.msghdr;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * A {@code struct msghdr} with its array of {@code struct iovec}: several buffers in one {@code sendmsg} or {@code recvmsg}.
 * It holds addresses only: the buffers must stay until the call is over. For one thread at a time.
 */
public final class Msghdr {
    static {
        Platform.check();
    }

    private final MemorySegment header;
    private final MemorySegment array;
    private final int capacity;

    /**
     * Allocates one without buffers.
     *
     * @param arena how long it lives
     * @param capacity at most so many buffers, {@code IOV_MAX} at the most
     */
    public Msghdr(Arena arena, int capacity) {
        this.header = msghdr.allocate(arena);
        this.array = iovec.allocateArray(capacity, arena);
        this.capacity = capacity;
        msghdr.msg_iov(header, array);
    }

    /**
     * The argument {@code struct msghdr *}.
     *
     * @return its memory
     */
    public MemorySegment segment() {
        return header;
    }

    /**
     * Sets a buffer. The call uses all up to the highest that was set.
     *
     * @param index which one
     * @param buffer outside the heap
     */
    public void set(int index, MemorySegment buffer) {
        if (!buffer.isNative()) {
            throw new IllegalArgumentException("a buffer on the heap has no address that stays");
        }
        var entry = iovec.asSlice(array, Objects.checkIndex(index, capacity));
        iovec.iov_base(entry, buffer);
        iovec.iov_len(entry, buffer.byteSize());
        msghdr.msg_iovlen(header, Math.max(msghdr.msg_iovlen(header), index + 1L));
    }
}
