package io.sockeye.bindings;

import io.sockeye.bindings.generated.iovec;
import io.sockeye.bindings.generated.mmsghdr;
import io.sockeye.bindings.generated.msghdr;
import io.sockeye.bindings.internal.NativeAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * An array of {@code struct mmsghdr} with one buffer each: many messages in one {@code sendmmsg} or {@code recvmmsg}. It holds
 * addresses only: the buffers must stay allocated until the call has returned. For one thread at a time.
 */
public final class MmsghdrArray {
    private final MemorySegment array;
    private final MemorySegment buffers;
    private final int capacity;

    /**
     * Allocates messages without bytes, addresses and control messages.
     *
     * @param arena its lifetime
     * @param capacity how many; the kernel takes {@code UIO_MAXIOV}, 1024, in one call
     */
    public MmsghdrArray(Arena arena, int capacity) {
        Platform.check();
        this.array = mmsghdr.allocateArray(Downcalls.capacity(capacity), arena);
        this.buffers = iovec.allocateArray(capacity, arena);
        this.capacity = capacity;
        for (int index = 0; index < capacity; index++) {
            long message = message(index);
            array.set(msghdr.msg_iov$layout(), message + msghdr.msg_iov$offset(), iovec.asSlice(buffers, index));
            array.set(msghdr.msg_iovlen$layout(), message + msghdr.msg_iovlen$offset(), 1);
        }
    }

    /**
     * The argument {@code struct mmsghdr *}.
     *
     * @return the memory of the messages
     */
    public MemorySegment segment() {
        return array;
    }

    /**
     * How many messages there are.
     *
     * @return the capacity
     */
    public int capacity() {
        return capacity;
    }

    /**
     * Sets the bytes of a message, or the room for them.
     *
     * @param index which message
     * @param buffer outside the heap
     * @throws IllegalArgumentException if it is on the heap
     * @throws IllegalStateException if its arena is closed
     * @throws WrongThreadException if it is confined to another thread
     */
    public void set(int index, MemorySegment buffer) {
        long entry = Objects.checkIndex(index, capacity) * iovec.sizeof();
        buffers.set(iovec.iov_base$layout(), entry + iovec.iov_base$offset(), NativeAddress.of(buffer));
        buffers.set(iovec.iov_len$layout(), entry + iovec.iov_len$offset(), buffer.byteSize());
    }

    /**
     * {@code msg_name}: where to send, or room for the sender's address. The kernel writes the length, so set it before each
     * call.
     *
     * @param index which message
     * @param address the address, or one that was cleared
     */
    public void name(int index, SockaddrStorage address) {
        long message = message(index);
        array.set(msghdr.msg_name$layout(), message + msghdr.msg_name$offset(), NativeAddress.of(address.address()));
        array.set(msghdr.msg_namelen$layout(), message + msghdr.msg_namelen$offset(), address.length());
    }

    /**
     * {@code msg_namelen}, as the kernel wrote it.
     *
     * @param index which message
     * @return for {@link SockaddrStorage#setLength}
     */
    public int namelen(int index) {
        return array.get(msghdr.msg_namelen$layout(), message(index) + msghdr.msg_namelen$offset());
    }

    /**
     * {@code msg_control}: control messages to send, or room for some. The kernel writes the length, so set it before each
     * call.
     *
     * @param index which message
     * @param control outside the heap, aligned to 8; NULL for none
     */
    public void control(int index, MemorySegment control) {
        long message = message(index);
        array.set(msghdr.msg_control$layout(), message + msghdr.msg_control$offset(), NativeAddress.of(control));
        array.set(msghdr.msg_controllen$layout(), message + msghdr.msg_controllen$offset(), control.byteSize());
    }

    /**
     * {@code msg_controllen}, as the kernel wrote it.
     *
     * @param index which message
     * @return bytes of control messages
     */
    public long controllen(int index) {
        return array.get(msghdr.msg_controllen$layout(), message(index) + msghdr.msg_controllen$offset());
    }

    /**
     * {@code msg_flags}, as the kernel wrote them.
     *
     * @param index which message
     * @return {@code MSG_TRUNC}, {@code MSG_CTRUNC}, …
     */
    public int flags(int index) {
        return array.get(msghdr.msg_flags$layout(), message(index) + msghdr.msg_flags$offset());
    }

    /**
     * {@code msg_len}: how many bytes of a message were sent or received.
     *
     * @param index which message
     * @return bytes
     */
    public int length(int index) {
        long entry = Objects.checkIndex(index, capacity) * mmsghdr.sizeof();
        return array.get(mmsghdr.msg_len$layout(), entry + mmsghdr.msg_len$offset());
    }

    private long message(int index) {
        return Objects.checkIndex(index, capacity) * mmsghdr.sizeof() + mmsghdr.msg_hdr$offset();
    }
}
