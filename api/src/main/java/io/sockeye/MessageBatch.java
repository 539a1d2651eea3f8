package io.sockeye;

import static io.sockeye.bindings.FileConstants.IOV_MAX;
import static io.sockeye.bindings.SocketConstants.MSG_CMSG_CLOEXEC;
import static io.sockeye.bindings.SocketConstants.MSG_CTRUNC;
import static io.sockeye.bindings.SocketConstants.MSG_TRUNC;

import io.sockeye.bindings.Cmsg;
import io.sockeye.bindings.MessageSyscalls;
import io.sockeye.bindings.MmsghdrArray;
import io.sockeye.bindings.SockaddrStorage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one {@code sendmmsg} or {@code recvmmsg}: slots of equal size, each with a length, an address and control
 * messages; sendmmsg(2). It has memory of its own, is made once and used for many calls, which allocate nothing.
 *
 * <p>For one thread at a time: a call, or {@link #close}, throws IllegalStateException while another thread's call uses it.
 * Received messages can be sent as they are: lengths and addresses are where {@code sendmmsg} reads them. There is always room
 * for one control message, because a coalesced message cannot be split without {@code UDP_GRO}.
 */
public final class MessageBatch implements AutoCloseable {
    /** Room for {@code UDP_GRO}, all timestamps, {@code IP_PKTINFO}, {@code IPV6_PKTINFO} and credentials together. */
    private static final int CONTROL_BYTES = 256;

    /** {@code recvmmsg} reports lengths, and {@link #length(int)} returns them, as ints. */
    private static final long BYTES_MAX = 1L << 31;

    /** Each slot starts in a cache line of its own. */
    private static final int ALIGNMENT = 64;

    /** Receives each datagram of {@link #forEachDatagram}. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * One datagram.
         *
         * @param memory {@link MessageBatch#memory}, which contains it
         * @param offset its first byte
         * @param length bytes
         * @param slot its message, which has the address and the other control messages
         */
        void datagram(MemorySegment memory, long offset, int length, int slot);
    }

    private final Arena arena = Arena.ofAuto();
    private final int capacity;
    private final int slotBytes;
    private final long stride;
    private final MemorySegment memory;
    private final MmsghdrArray incoming;
    private final MmsghdrArray outgoing;
    private final long headerBytes;
    private final SockaddrStorage[] addresses;
    private final ControlBuffer[] receivedControls;
    private final ControlEncoder[] controls;

    /** Of {@link #controlOfAll}. */
    private final ControlEncoder controlOfAll;

    /** Of {@link #control}; null until it is first called for the slot. */
    private final @Nullable ControlEncoder[] ownControls;

    private final int[] lengths;
    private int received;

    private final ExclusiveUse use = new ExclusiveUse("batch");

    /**
     * Allocates a batch with room for 256 bytes of control messages per slot.
     *
     * @param capacity the number of slots; 1 to 1024, {@code UIO_MAXIOV}
     * @param slotBytes the size of each slot; all slots together at most 2 GiB
     * @throws IllegalArgumentException if a value is out of range
     */
    public MessageBatch(int capacity, int slotBytes) {
        this(capacity, slotBytes, CONTROL_BYTES);
    }

    /**
     * Allocates a batch.
     *
     * @param capacity the number of slots; 1 to 1024, {@code UIO_MAXIOV}
     * @param slotBytes the size of each slot; all slots together at most 2 GiB
     * @param controlBytes the room for control messages per slot: the sum of {@link Cmsg#CMSG_SPACE} of each; at most 1 MiB; less than
     *     the room for an int is rounded up to it
     * @throws IllegalArgumentException if a value is out of range
     */
    public MessageBatch(int capacity, int slotBytes, int controlBytes) {
        // UIO_MAXIOV in the kernel: sendmmsg and recvmmsg ignore the messages beyond it; sendmmsg(2).
        if (capacity < 1 || capacity > IOV_MAX) {
            throw new IllegalArgumentException("capacity " + capacity + ": a batch has 1 to " + IOV_MAX + " slots");
        }
        if (slotBytes < 0 || (long) slotBytes * capacity > BYTES_MAX) {
            throw new IllegalArgumentException("slotBytes " + slotBytes + ": " + capacity + " slots have 0 to "
                    + BYTES_MAX / capacity + " bytes each");
        }
        long space = Math.max(Cmsg.CMSG_SPACE(Integer.BYTES), ControlBuffer.size("controlBytes", controlBytes));
        this.capacity = capacity;
        this.slotBytes = slotBytes;
        this.stride = (slotBytes + ALIGNMENT - 1L) & -ALIGNMENT;
        this.memory = arena.allocate(Math.max(1, stride * capacity), ALIGNMENT);
        this.incoming = new MmsghdrArray(arena, capacity);
        this.outgoing = new MmsghdrArray(arena, capacity);
        this.headerBytes = incoming.segment().byteSize() / capacity;
        this.addresses = new SockaddrStorage[capacity];
        this.receivedControls = new ControlBuffer[capacity];
        this.controls = new ControlEncoder[capacity];
        this.controlOfAll = new ControlEncoder(arena);
        this.ownControls = new ControlEncoder[capacity];
        this.lengths = new int[capacity];
        var allSpace = arena.allocate(space * capacity, Long.BYTES);
        for (int slot = 0; slot < capacity; slot++) {
            addresses[slot] = new SockaddrStorage(arena);
            addresses[slot].setLength(0);
            receivedControls[slot] = new ControlBuffer(allSpace.asSlice(slot * space, space));
            incoming.set(slot, slot(slot));
        }
        Arrays.fill(controls, ControlEncoder.NONE);
        lengthOfAll(slotBytes);
    }

    /**
     * The number of slots.
     *
     * @return as given to the constructor
     */
    public int capacity() {
        return capacity;
    }

    /**
     * The memory of all slots, for loops that make no segment for each slot.
     *
     * @return native memory
     */
    public MemorySegment memory() {
        return memory;
    }

    /**
     * The offset of a slot in {@link #memory}.
     *
     * @param slot the index of the message
     * @return bytes
     */
    public long offset(int slot) {
        return Objects.checkIndex(slot, capacity) * stride;
    }

    /**
     * The whole memory of a slot.
     *
     * @param slot the index of the message
     * @return native memory
     */
    public MemorySegment slot(int slot) {
        return memory.asSlice(offset(slot), slotBytes);
    }

    /**
     * The data of a slot: {@link #slot} up to {@link #length(int)}.
     *
     * @param slot the index of the message
     * @return native memory
     */
    public MemorySegment data(int slot) {
        return memory.asSlice(offset(slot), length(slot));
    }

    /**
     * The length of the data of a slot, received or to be sent.
     *
     * @param slot the index of the message
     * @return bytes; at first the size of the slot
     */
    public int length(int slot) {
        return lengths[slot];
    }

    /**
     * Sets the length of the data of a slot.
     *
     * @param slot the index of the message
     * @param bytes 0 to the size of the slot
     * @throws IllegalArgumentException if a value is out of range
     */
    public void length(int slot, int bytes) {
        if (bytes < 0 || bytes > slotBytes) {
            throw new IllegalArgumentException("length " + bytes + ": a slot has 0 to " + slotBytes + " bytes");
        }
        lengths[slot] = bytes;
        outgoing.set(slot, data(slot));
    }

    /**
     * Sets the length of the data of each slot.
     *
     * @param bytes 0 to the size of the slots
     * @throws IllegalArgumentException if a value is out of range
     */
    public void lengthOfAll(int bytes) {
        for (int slot = 0; slot < capacity; slot++) {
            length(slot, bytes);
        }
    }

    /**
     * {@code msg_name}: the sender of a message.
     *
     * @param slot the index of the message
     * @return null where the kernel reports none
     */
    public @Nullable Sockaddr address(int slot) {
        var address = addresses[slot];
        return address.family() == 0 ? null : Sockaddr.of(address);
    }

    /**
     * {@code msg_name}: sets the destination of a message.
     *
     * @param slot the index of the message
     * @param to null for a connected socket
     */
    public void address(int slot, @Nullable Sockaddr to) {
        if (to == null) {
            addresses[slot].setLength(0);
        } else {
            to.copyTo(addresses[slot]);
        }
    }

    /**
     * {@code msg_name}: sets the destination of all messages.
     *
     * @param to null for a connected socket
     */
    public void addressOfAll(@Nullable Sockaddr to) {
        for (int slot = 0; slot < capacity; slot++) {
            address(slot, to);
        }
    }

    /**
     * {@code msg_control}: sets the control messages of each following send of a message.
     *
     * @param slot the index of the message
     * @param messages may be empty
     * @throws IllegalArgumentException as {@link Message#control}
     */
    public void control(int slot, ControlMessage... messages) {
        use.check("control");
        var control = ownControls[slot];
        if (control == null) {
            control = new ControlEncoder(arena);
            ownControls[slot] = control;
        }
        control.encode(messages);
        controls[slot] = control;
    }

    /**
     * {@code msg_control}: sets the control messages of all messages; for example {@code UDP_SEGMENT}.
     *
     * @param messages may be empty
     * @throws IllegalArgumentException as {@link Message#control}
     */
    public void controlOfAll(ControlMessage... messages) {
        use.check("controlOfAll");
        controlOfAll.encode(messages);
        Arrays.fill(controls, controlOfAll);
    }

    /**
     * The received control messages of a message, with their descriptors.
     *
     * @param slot the index of the message
     * @return a new list of new records
     */
    public List<ControlMessage> controlMessages(int slot) {
        return receivedControls[slot].messages();
    }

    /**
     * {@code msg_flags} of a received message, without {@code MSG_CMSG_CLOEXEC}, which the kernel repeats from the call.
     *
     * @param slot the index of the message
     * @return {@code MSG_TRUNC}, {@code MSG_CTRUNC}, …
     */
    public int flags(int slot) {
        return incoming.flags(slot) & ~MSG_CMSG_CLOEXEC;
    }

    /**
     * Whether a datagram was truncated: {@code MSG_TRUNC}.
     *
     * @param slot the index of the message
     * @return whether the slot was too short
     */
    public boolean truncated(int slot) {
        return (flags(slot) & MSG_TRUNC) != 0;
    }

    /**
     * Whether control messages were truncated: {@code MSG_CTRUNC}. The kernel has closed descriptors that had no room.
     *
     * @param slot the index of the message
     * @return whether the room for them was too small
     */
    public boolean controlTruncated(int slot) {
        return (flags(slot) & MSG_CTRUNC) != 0;
    }

    /**
     * The size of each datagram in a slot, if {@code UDP_GRO} has coalesced several; the last may be shorter.
     *
     * @param slot the index of the message
     * @return bytes; its length for a single datagram
     */
    public int segmentSize(int slot) {
        int size = receivedControls[slot].groSize();
        return size > 0 ? size : lengths[slot];
    }

    /**
     * The number of messages that the last {@code recvmmsg} received.
     *
     * @return slots 0 to this one, exclusive, have a message
     */
    public int received() {
        return received;
    }

    /**
     * Calls a visitor for each datagram of the last {@code recvmmsg}; a message that {@code UDP_GRO} has coalesced is split. It
     * allocates nothing.
     *
     * @param visitor called in the order of the slots
     */
    public void forEachDatagram(Visitor visitor) {
        for (int slot = 0; slot < received; slot++) {
            int length = lengths[slot];
            int size = segmentSize(slot);
            long start = offset(slot);
            // An empty datagram is reported too.
            int at = 0;
            do {
                visitor.datagram(memory, start + at, Math.min(size, length - at), slot);
                at += size;
            } while (at < length);
        }
    }

    /**
     * Closes the received descriptors that were not taken. The batch can be used again.
     *
     * @throws IllegalStateException if a call of another thread uses it
     */
    @Override
    public void close() {
        use.check("close");
        clear();
    }

    // ---- for SendRecvMsg

    /** Starts a call of this thread, which {@link #end} ends. Throws IllegalStateException if another call is in progress. */
    void begin(String call) {
        use.begin(call);
    }

    void end() {
        use.end();
    }

    /** Discards the results of the last receive, and closes its descriptors. */
    void clear() {
        for (int slot = 0; slot < received; slot++) {
            receivedControls[slot].clear();
        }
        received = 0;
    }

    /**
     * {@code recvmmsg(fd, this, capacity, how)}, once, between {@link #begin} and {@link #end}.
     *
     * @param unix whether descriptors may be received
     * @return the number of messages, or a negative errno
     */
    int receiveOnce(int fd, int how, boolean unix) {
        clear();
        for (int slot = 0; slot < capacity; slot++) {
            addresses[slot].clear();
            incoming.name(slot, addresses[slot]);
            incoming.control(slot, receivedControls[slot].memory());
        }
        int result = MessageSyscalls.recvmmsg(fd, incoming.segment(), capacity, how, MemorySegment.NULL);
        if (result > 0) {
            received(result, unix);
        }
        return result;
    }

    private void received(int count, boolean unix) {
        received = count;
        for (int slot = 0; slot < count; slot++) {
            receivedControls[slot].received(incoming.controllen(slot), unix);
            addresses[slot].setLength(incoming.namelen(slot));
            length(slot, Math.min(incoming.length(slot), slotBytes));
        }
        // The kernel has not written the other slots, so they have no address.
        for (int slot = count; slot < capacity; slot++) {
            addresses[slot].setLength(0);
        }
    }

    /** A slot and its destination, for exception messages. */
    Object slotAsText(int slot) {
        var to = address(slot);
        return "slot " + slot + (to == null ? "" : " to " + to);
    }

    boolean passesDescriptors() {
        for (var control : controls) {
            if (control.passesDescriptors()) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@code sendmmsg(fd, this, count, how)}, once, between {@link #begin} and {@link #end}.
     *
     * @return the number of messages, or a negative errno
     * @throws ErrnoException EBADF if a descriptor to be passed is closed
     */
    int sendOnce(int fd, int first, int count, int how) throws ErrnoException {
        int acquired = first;
        try {
            for (int slot = first; slot < first + count; slot++) {
                controls[slot].acquire();
                acquired++;
                outgoing.name(slot, addresses[slot]);
                outgoing.control(slot, controls[slot].memory());
            }
            // asSlice allocates, and most batches start with the first slot.
            var messages = first == 0 ? outgoing.segment() : outgoing.segment().asSlice(first * headerBytes);
            return MessageSyscalls.sendmmsg(fd, messages, count, how);
        } finally {
            for (int slot = first; slot < acquired; slot++) {
                controls[slot].release();
            }
        }
    }
}
