package io.sockeye;

import static io.sockeye.bindings.SocketConstants.MSG_CMSG_CLOEXEC;
import static io.sockeye.bindings.SocketConstants.MSG_CTRUNC;
import static io.sockeye.bindings.SocketConstants.MSG_TRUNC;

import io.sockeye.bindings.Cmsg;
import io.sockeye.bindings.SockaddrStorage;
import io.sockeye.internal.memory.HeldMemory;
import io.sockeye.internal.memory.IovecBuffers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct msghdr}: the buffers, the address, the control messages and the flags of {@code sendmsg} and {@code recvmsg};
 * sendmsg(2). Made once and used for many calls, which allocate nothing if the buffers are native.
 *
 * <p>For one thread at a time: a call, or {@link #close}, throws IllegalStateException while another thread's call uses it.
 * Received descriptors that were not {@linkplain ReceivedDescriptor#take taken} are closed by the next receive and by
 * {@link #close}.
 *
 * <p>The buffers are checked before each system call: memory of a closed arena throws IllegalStateException, memory confined to
 * another thread WrongThreadException. The kernel works on native memory itself; an array, or memory of
 * {@link Arena#ofShared}, which another thread could free during the call, goes through a copy.
 */
public final class Message implements AutoCloseable {
    /** Room for all kinds of control messages of one message together, except security labels, IP options and long extension headers. */
    private static final int CONTROL_BYTES = 512;

    private final Arena arena;
    private final boolean closesArena;
    private final SockaddrStorage address;
    private final IovecBuffers buffers;
    private final ControlEncoder control;
    private MemorySegment controlMemory;
    private ControlBuffer received;

    /** The size of the buffer of {@link #allocate}, which exists from the first call until {@link #close}; -1 if there is none. */
    private long allocatedBytes = -1;

    private @Nullable HeldMemory allocated;

    private final ExclusiveUse use = new ExclusiveUse("message");

    // The results of the last recvmsg.
    private long count;
    private long length;
    private int flags;

    private Message(Arena arena, boolean closesArena, long controlBytes) {
        this.arena = arena;
        this.closesArena = closesArena;
        this.address = new SockaddrStorage(arena);
        this.buffers = new IovecBuffers(arena);
        this.control = new ControlEncoder(arena);
        this.controlMemory = arena.allocate(controlBytes, Long.BYTES);
        this.received = new ControlBuffer(controlMemory);
        address.setLength(0);
    }

    private Message() {
        this(Arena.ofAuto(), false, CONTROL_BYTES);
    }

    /** A message for one call of this thread, with all its memory freed by {@link #close}. */
    static Message forCall(byte[] data, long controlBytes) {
        var message = new Message(Arena.ofConfined(), true, controlBytes);
        message.buffers.set(MemorySegment.ofArray(data));
        return message;
    }

    /**
     * Makes a message with one native buffer of its own, which {@link #close} frees.
     *
     * @param bytes the size of the buffer
     * @return the message
     * @throws IllegalArgumentException if {@code bytes} is negative
     */
    public static Message allocate(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes " + bytes + ": the size of a buffer is not negative");
        }
        var message = new Message();
        message.allocatedBytes = bytes;
        return message;
    }

    /**
     * Makes a message with the caller's memory.
     *
     * @param buffers sent and filled in order; at most {@code IOV_MAX}, 1024
     * @return the message
     * @throws IllegalArgumentException if there are more
     */
    public static Message of(MemorySegment... buffers) {
        return new Message().buffers(buffers);
    }

    /**
     * Makes a message with the caller's buffers. Each call uses them from position to limit, and advances the positions.
     *
     * @param buffers sent and filled in order; at most {@code IOV_MAX}, 1024
     * @return the message
     * @throws IllegalArgumentException if there are more
     */
    public static Message of(ByteBuffer... buffers) {
        return new Message().buffers(buffers);
    }

    /**
     * Replaces the buffers: for example by the part of a buffer that is sent back.
     *
     * @param memory as for {@link #of(MemorySegment...)}
     * @return this message
     */
    public Message buffers(MemorySegment... memory) {
        use.check("buffers");
        buffers.set(memory);
        freeAllocated();
        allocatedBytes = -1;
        return this;
    }

    /**
     * Replaces the buffers.
     *
     * @param memory as for {@link #of(ByteBuffer...)}
     * @return this message
     */
    public Message buffers(ByteBuffer... memory) {
        use.check("buffers");
        buffers.set(memory);
        freeAllocated();
        allocatedBytes = -1;
        return this;
    }

    /**
     * {@code msg_name}: sets the destination. A receive overwrites it with the sender, so that the next send is an answer.
     *
     * @param to null for a connected socket
     * @return this message
     */
    public Message address(@Nullable Sockaddr to) {
        use.check("address");
        if (to == null) {
            address.setLength(0);
        } else {
            to.copyTo(address);
        }
        return this;
    }

    /**
     * {@code msg_name}: the sender; with {@code MSG_ERRQUEUE}, the destination of the datagram that failed.
     *
     * @return null on a connected stream, where the kernel reports none
     */
    public @Nullable Sockaddr address() {
        return address.family() == 0 ? null : Sockaddr.of(address);
    }

    /**
     * {@code msg_control}: sets the control messages of each following {@code sendmsg}. A receive does not change them.
     *
     * @param messages may be empty
     * @return this message
     * @throws IllegalArgumentException if one is of a kind that is only received, or has no descriptors or more than 253
     */
    public Message control(ControlMessage... messages) {
        use.check("control");
        control.encode(messages);
        return this;
    }

    /**
     * {@code msg_controllen}: sets the room for received control messages, 512 bytes by default. If it is too small,
     * {@link #controlTruncated} is set. Closes received descriptors.
     *
     * @param bytes the sum of {@link Cmsg#CMSG_SPACE} of each, including those that options such as {@code SO_PASSCRED} add, which
     *     come before descriptors; rounded up to 8; 0 for none
     * @return this message
     * @throws IllegalArgumentException if it is negative, or more than 1 MiB
     */
    public Message controlSpace(int bytes) {
        use.check("controlSpace");
        long size = ControlBuffer.size("bytes", bytes);
        received.clear();
        if (size > controlMemory.byteSize()) {
            controlMemory = arena.allocate(Math.max(size, 2 * controlMemory.byteSize()), Long.BYTES);
        }
        received = new ControlBuffer(controlMemory.asSlice(0, size));
        return this;
    }

    /**
     * The received control messages.
     *
     * @return a new list of new records
     */
    public List<ControlMessage> controlMessages() {
        return received.messages();
    }

    /**
     * The received descriptors: those passed by {@code SCM_RIGHTS} in the order in which they were sent, and after them the pidfd of
     * {@code SCM_PIDFD}.
     *
     * @return those that are not taken are closed with the message
     */
    public List<ReceivedDescriptor> descriptors() {
        return List.copyOf(received.descriptors());
    }

    /**
     * The size of each datagram, if {@code UDP_GRO} has coalesced several; the last may be shorter.
     *
     * @return bytes; {@link #count} for a single datagram
     */
    public int segmentSize() {
        int size = received.groSize();
        return size > 0 ? size : (int) count;
    }

    /**
     * The number of bytes that the last {@code recvmsg} has received into the buffers.
     *
     * @return bytes
     */
    public long count() {
        return count;
    }

    /**
     * The size of the datagram, which is more than {@link #count} if it was truncated.
     *
     * @return bytes
     */
    public long length() {
        return length;
    }

    /**
     * {@code msg_flags}, without {@code MSG_CMSG_CLOEXEC}, which the kernel repeats from the call; recvmsg(2).
     *
     * @return {@code MSG_TRUNC}, {@code MSG_CTRUNC}, {@code MSG_EOR}, {@code MSG_ERRQUEUE}, …
     */
    public int flags() {
        return flags;
    }

    /**
     * Whether the datagram was truncated: {@code MSG_TRUNC}.
     *
     * @return whether the buffers were too short
     */
    public boolean truncated() {
        return (flags & MSG_TRUNC) != 0;
    }

    /**
     * Whether control messages were truncated: {@code MSG_CTRUNC}. The kernel has closed descriptors that had no room.
     *
     * @return whether the room for them was too small, or the process has reached its limit of descriptors
     */
    public boolean controlTruncated() {
        return (flags & MSG_CTRUNC) != 0;
    }

    /**
     * Closes the received descriptors that were not taken, and frees the buffer of {@link #allocate}. The message can be used
     * again.
     *
     * @throws IllegalStateException if a call of another thread uses it
     */
    @Override
    public void close() {
        use.check("close");
        received.clear();
        freeAllocated();
        if (closesArena) {
            arena.close();
        }
    }

    private void freeAllocated() {
        if (allocated != null) {
            allocated.free();
            allocated = null;
        }
    }

    /**
     * A human-readable description.
     *
     * @return {@code "3 bytes to 127.0.0.1:9999"}
     */
    @Override
    public String toString() {
        var to = address();
        return buffers.byteSize() + " bytes" + (to == null ? "" : " to " + to);
    }

    // ---- for SendRecvMsg

    /** Starts a call of this thread, which {@link #end} ends. Throws IllegalStateException if another call is in progress. */
    void begin(String call) {
        use.begin(call);
        if (allocatedBytes >= 0 && allocated == null) {
            boolean begun = false;
            try {
                allocated = new HeldMemory(allocatedBytes);
                buffers.setOwned(allocated.segment());
                begun = true;
            } finally {
                if (!begun) {
                    end();
                }
            }
        }
    }

    void end() {
        try {
            use.end();
        } finally {
            // SAFETY: the memory of allocate() is freed when this object is collected, which must not be during a call.
            Reference.reachabilityFence(this);
        }
    }

    /** Closes received descriptors beyond this number, and reports {@code MSG_CTRUNC}. */
    Message limitDescriptors(int most) {
        received.limitDescriptors(most);
        return this;
    }

    boolean isEmpty() {
        return allocatedBytes <= 0 && buffers.byteSize() == 0;
    }

    /** Whether the last receive has left room in the buffers. */
    boolean hasRoom() {
        return buffers.hasRoom();
    }

    /** Forgets what was peeked at, so that the next receive puts it into the same place. */
    void peekAgain() {
        buffers.moveBack();
        clear();
    }

    ControlEncoder control() {
        return control;
    }

    /** Discards the results of the last receive, and closes its descriptors. */
    void clear() {
        received.clear();
        count = 0;
        length = 0;
        flags = 0;
    }

    /**
     * {@code recvmsg(fd, this, how)}, once, between {@link #begin} and {@link #end}. The buffers are checked each time.
     *
     * @param stream whether it is SOCK_STREAM, where MSG_TRUNC in {@code how} discards
     * @param unix whether descriptors may be received
     * @return what recvmsg returns: for a datagram its length, or a negative errno
     */
    long receiveOnce(int fd, int how, boolean stream, boolean unix) {
        clear();
        address.clear();
        var header = buffers.header();
        header.name(address);
        header.control(received.memory());
        long result;
        try {
            result = buffers.receive(fd, how, stream && (how & MSG_TRUNC) != 0);
        } finally {
            // Descriptors have been received even if the copy to a buffer has failed, because its arena was closed during the call.
            if (buffers.result() >= 0) {
                received.received(header.controllen(), unix);
            }
        }
        if (result >= 0) {
            address.setLength(header.namelen());
            flags = (header.flags() & ~MSG_CMSG_CLOEXEC) | (received.descriptorsCut() ? MSG_CTRUNC : 0);
            length = result;
            count = buffers.received();
        }
        return result;
    }

    /**
     * {@code sendmsg(fd, this, how)}, once, between {@link #begin} and {@link #end}. The buffers are checked each time.
     *
     * @return a count, or a negative errno
     * @throws ErrnoException EBADF if a descriptor to be passed is closed
     */
    long sendOnce(int fd, int how) throws ErrnoException {
        var header = buffers.header();
        // Before the header is written: fileno() of a caller's own Pollable may run any code, also calls that use the memory of this thread.
        control.acquire();
        try {
            header.name(address);
            header.control(control.memory());
            return buffers.send(fd, how);
        } finally {
            control.release();
        }
    }

    /** The received message as a record, which owns the descriptors from now on. {@code data} is the buffer of this message. */
    ReceivedMessage toReceivedMessage(byte[] data) {
        var result = new ReceivedMessage(Arrays.copyOf(data, (int) count), controlMessages(), flags, address());
        // SAFETY: only now that the record owns the descriptors; until then close() closes them.
        var _ = received.release();
        return result;
    }
}
