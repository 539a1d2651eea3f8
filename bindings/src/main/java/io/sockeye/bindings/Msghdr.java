package io.sockeye.bindings;

import io.sockeye.bindings.generated.iovec;
import io.sockeye.bindings.generated.msghdr;
import io.sockeye.bindings.internal.NativeAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * A {@code struct msghdr} with its array of {@code struct iovec}: several buffers in one {@code sendmsg} or {@code recvmsg}.
 * It holds addresses only: the buffers must stay allocated until the call has returned. For one thread at a time.
 */
public final class Msghdr {
    private final MemorySegment header;
    private final MemorySegment array;
    private final int capacity;

    /**
     * Allocates one without buffers.
     *
     * @param arena its lifetime
     * @param capacity the maximum number of buffers, at most {@code IOV_MAX}
     */
    public Msghdr(Arena arena, int capacity) {
        Platform.check();
        this.header = msghdr.allocate(arena);
        this.array = iovec.allocateArray(Downcalls.capacity(capacity), arena);
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
     * @throws IllegalArgumentException if it is on the heap
     * @throws IllegalStateException if its arena is closed
     * @throws WrongThreadException if it is confined to another thread
     */
    public void set(int index, MemorySegment buffer) {
        var entry = iovec.asSlice(array, Objects.checkIndex(index, capacity));
        iovec.iov_base(entry, NativeAddress.of(buffer));
        iovec.iov_len(entry, buffer.byteSize());
        msghdr.msg_iovlen(header, Math.max(msghdr.msg_iovlen(header), index + 1L));
    }

    /**
     * {@code msg_iovlen}: the call uses the first of the buffers only.
     *
     * @param count how many, 0 for none
     */
    public void iovlen(int count) {
        msghdr.msg_iovlen(header, Objects.checkIndex(count, capacity + 1));
    }

    /**
     * {@code msg_name}: where to send, or room for the sender's address. After {@code recvmsg} its length is {@link #namelen}.
     *
     * @param address the address, or one that was cleared
     */
    public void name(SockaddrStorage address) {
        msghdr.msg_name(header, NativeAddress.of(address.address()));
        msghdr.msg_namelen(header, address.length());
    }

    /**
     * {@code msg_namelen}, as the kernel wrote it.
     *
     * @return for {@link SockaddrStorage#setLength}
     */
    public int namelen() {
        return msghdr.msg_namelen(header);
    }

    /**
     * {@code msg_control}: control messages to send, or room for some. The kernel writes the length, so set it before each
     * {@code recvmsg}.
     *
     * @param control outside the heap, aligned to 8; NULL for none
     */
    public void control(MemorySegment control) {
        msghdr.msg_control(header, NativeAddress.of(control));
        msghdr.msg_controllen(header, control.byteSize());
    }

    /**
     * {@code msg_controllen}, as the kernel wrote it.
     *
     * @return bytes of control messages
     */
    public long controllen() {
        return msghdr.msg_controllen(header);
    }

    /**
     * {@code msg_flags}, as the kernel wrote them.
     *
     * @return {@code MSG_TRUNC}, {@code MSG_CTRUNC}, {@code MSG_EOR}, …
     */
    public int flags() {
        return msghdr.msg_flags(header);
    }
}
