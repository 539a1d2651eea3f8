package io.sockeye;

import static io.sockeye.bindings.FileConstants.IOV_MAX;
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
 * Many messages for one {@code sendmmsg} or {@code recvmmsg}: slots of equal size, each with a length, an address, and control
 * messages; sendmmsg(2). It has memory of its own and is used again and again, which allocates nothing. For one thread at a time.
 *
 * <p>What was received can be sent as it is: lengths and addresses are where {@code sendmmsg} looks for them. There is always room
 * for control messages, since without it {@code UDP_GRO} would put datagrams together and not say where each ends.
 */
public final class MessageBatch implements AutoCloseable {
    private static final long CONTROL_BYTES = 128;

    /** Slots start in a cache line of their own. */
    private static final int ALIGNMENT = 64;

    /** Is told of each datagram. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * One datagram.
         *
         * @param memory {@link MessageBatch#memory}, where it is
         * @param offset from where on
         * @param length how many bytes
         * @param slot which message it came in: its address, and its other control messages
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
    private final ControlSpace[] spaces;
    private final SentControl[] controls;
    private final int[] lengths;
    private int received;

    /**
     * Allocates one.
     *
     * @param capacity how many messages; 1 to 1024, {@code UIO_MAXIOV}
     * @param slotBytes how long each may be
     */
    public MessageBatch(int capacity, int slotBytes) {
        this(capacity, slotBytes, (int) CONTROL_BYTES);
    }

    /**
     * Allocates one with more room for control messages than the 128 bytes that are usual.
     *
     * @param capacity how many messages; 1 to 1024, {@code UIO_MAXIOV}
     * @param slotBytes how long each may be
     * @param controlBytes the sum of {@link Cmsg#CMSG_SPACE} of what a message may bring; at least that of an int
     */
    public MessageBatch(int capacity, int slotBytes, int controlBytes) {
        // UIO_MAXIOV in the kernel: of more, sendmmsg and recvmmsg would take so many; sendmmsg(2).
        if (capacity < 1 || capacity > IOV_MAX || slotBytes < 0) {
            throw new IllegalArgumentException(capacity + " slots of " + slotBytes + " bytes; 1 to " + IOV_MAX);
        }
        this.capacity = capacity;
        this.slotBytes = slotBytes;
        this.stride = (slotBytes + ALIGNMENT - 1L) & -ALIGNMENT;
        this.memory = arena.allocate(Math.max(1, stride * capacity), ALIGNMENT);
        this.incoming = new MmsghdrArray(arena, capacity);
        this.outgoing = new MmsghdrArray(arena, capacity);
        this.headerBytes = incoming.segment().byteSize() / capacity;
        this.addresses = new SockaddrStorage[capacity];
        this.spaces = new ControlSpace[capacity];
        this.controls = new SentControl[capacity];
        this.lengths = new int[capacity];
        long space = Math.max(Cmsg.CMSG_SPACE(Integer.BYTES), Cmsg.CMSG_ALIGN(controlBytes));
        var allSpace = arena.allocate(space * capacity, Long.BYTES);
        for (int slot = 0; slot < capacity; slot++) {
            addresses[slot] = new SockaddrStorage(arena);
            addresses[slot].setLength(0);
            spaces[slot] = new ControlSpace(allSpace.asSlice(slot * space, space));
            incoming.set(slot, slot(slot));
        }
        Arrays.fill(controls, SentControl.NONE);
        lengthOfAll(slotBytes);
    }

    /**
     * How many messages there are.
     *
     * @return as it was made
     */
    public int capacity() {
        return capacity;
    }

    /**
     * The memory of all the slots, so that a loop makes no segment for each.
     *
     * @return outside the heap
     */
    public MemorySegment memory() {
        return memory;
    }

    /**
     * Where a slot starts in {@link #memory}.
     *
     * @param slot which
     * @return bytes
     */
    public long offset(int slot) {
        return Objects.checkIndex(slot, capacity) * stride;
    }

    /**
     * All the memory of a slot.
     *
     * @param slot which
     * @return outside the heap
     */
    public MemorySegment slot(int slot) {
        return memory.asSlice(offset(slot), slotBytes);
    }

    /**
     * What a slot holds: {@link #slot} up to {@link #length(int)}.
     *
     * @param slot which
     * @return outside the heap
     */
    public MemorySegment data(int slot) {
        return memory.asSlice(offset(slot), length(slot));
    }

    /**
     * How much a slot holds: what was received, or what is to be sent.
     *
     * @param slot which
     * @return bytes; to begin with, all of it
     */
    public int length(int slot) {
        return lengths[slot];
    }

    /**
     * How much of a slot is to be sent.
     *
     * @param slot which
     * @param bytes no more than it has
     */
    public void length(int slot, int bytes) {
        if (bytes < 0 || bytes > slotBytes) {
            throw new IllegalArgumentException(bytes + " bytes of a slot that has " + slotBytes);
        }
        lengths[slot] = bytes;
        outgoing.set(slot, data(slot));
    }

    /**
     * How much of each slot is to be sent.
     *
     * @param bytes no more than it has
     */
    public void lengthOfAll(int bytes) {
        for (int slot = 0; slot < capacity; slot++) {
            length(slot, bytes);
        }
    }

    /**
     * Who sent a message.
     *
     * @param slot which
     * @return null where the kernel does not say
     */
    public @Nullable Sockaddr address(int slot) {
        var address = addresses[slot];
        return address.family() == 0 ? null : Sockaddr.of(address);
    }

    /**
     * Where a message is to be sent.
     *
     * @param slot which
     * @param to null for a socket that is connected
     */
    public void address(int slot, @Nullable Sockaddr to) {
        if (to == null) {
            addresses[slot].setLength(0);
        } else {
            to.copyTo(addresses[slot]);
        }
    }

    /**
     * Where all messages are to be sent.
     *
     * @param to null for a socket that is connected
     */
    public void addressOfAll(@Nullable Sockaddr to) {
        for (int slot = 0; slot < capacity; slot++) {
            address(slot, to);
        }
    }

    /**
     * The control messages that go with a message whenever it is sent.
     *
     * @param slot which
     * @param messages none for none
     */
    public void control(int slot, ControlMessage... messages) {
        controls[slot] = SentControl.of(messages);
    }

    /**
     * The control messages that go with each message: {@code UDP_SEGMENT}, say.
     *
     * @param messages none for none
     */
    public void controlOfAll(ControlMessage... messages) {
        Arrays.fill(controls, SentControl.of(messages));
    }

    /**
     * The control messages that came with a message.
     *
     * @param slot which
     * @return a new list of new records
     */
    public List<ControlMessage> controlMessages(int slot) {
        return spaces[slot].messages();
    }

    /**
     * {@code msg_flags} of a message that was received.
     *
     * @param slot which
     * @return {@code MSG_TRUNC}, {@code MSG_CTRUNC}, …
     */
    public int flags(int slot) {
        return incoming.flags(slot);
    }

    /**
     * Whether the end of a datagram was lost: {@code MSG_TRUNC}.
     *
     * @param slot which
     * @return whether the slot was too short
     */
    public boolean truncated(int slot) {
        return (flags(slot) & MSG_TRUNC) != 0;
    }

    /**
     * Whether control messages were lost: {@code MSG_CTRUNC}.
     *
     * @param slot which
     * @return whether the room for them was too small
     */
    public boolean controlTruncated(int slot) {
        return (flags(slot) & MSG_CTRUNC) != 0;
    }

    /**
     * How long each datagram in a slot is, if {@code UDP_GRO} has put several together: the last may be shorter.
     *
     * @param slot which
     * @return bytes; its length if it is one
     */
    public int segmentSize(int slot) {
        int size = spaces[slot].groSize();
        return size > 0 ? size : lengths[slot];
    }

    /**
     * How many messages the last {@code recvmmsg} received.
     *
     * @return the slots from 0 on that hold one
     */
    public int received() {
        return received;
    }

    /**
     * Hands out what the last {@code recvmmsg} received, one datagram after the other, also those that {@code UDP_GRO} has put
     * together. It allocates nothing.
     *
     * @param visitor is told of each
     */
    public void forEachDatagram(Visitor visitor) {
        for (int slot = 0; slot < received; slot++) {
            int length = lengths[slot];
            int size = segmentSize(slot);
            long start = offset(slot);
            // An empty datagram is one too.
            int at = 0;
            do {
                visitor.datagram(memory, start + at, Math.min(size, length - at), slot);
                at += size;
            } while (at < length);
        }
    }

    /** Closes the descriptors that came and that nobody took. It can be used again. */
    @Override
    public void close() {
        for (int slot = 0; slot < received; slot++) {
            spaces[slot].clear();
        }
        received = 0;
    }

    // ---- for the calls

    MemorySegment toReceive() {
        close();
        for (int slot = 0; slot < capacity; slot++) {
            addresses[slot].clear();
            incoming.name(slot, addresses[slot]);
            incoming.control(slot, spaces[slot].memory());
        }
        return incoming.segment();
    }

    void received(int count, boolean unix) {
        received = count;
        for (int slot = 0; slot < count; slot++) {
            spaces[slot].received(incoming.controllen(slot), unix);
            addresses[slot].setLength(incoming.namelen(slot));
            length(slot, Math.min(incoming.length(slot), slotBytes));
        }
        // The kernel has not looked at the others: they have no address.
        for (int slot = count; slot < capacity; slot++) {
            addresses[slot].setLength(0);
        }
    }

    /** A slot as messages of exceptions show it. */
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

    int send(int fd, int first, int count, int flags) throws ErrnoException {
        int entered = first;
        try {
            for (int slot = first; slot < first + count; slot++) {
                controls[slot].enter();
                entered++;
                outgoing.name(slot, addresses[slot]);
                outgoing.control(slot, controls[slot].memory());
            }
            // A slice is an object, and the usual batch starts with the first.
            var messages = first == 0 ? outgoing.segment() : outgoing.segment().asSlice(first * headerBytes);
            return MessageSyscalls.sendmmsg(fd, messages, count, flags);
        } finally {
            for (int slot = first; slot < entered; slot++) {
                controls[slot].leave();
            }
        }
    }
}
