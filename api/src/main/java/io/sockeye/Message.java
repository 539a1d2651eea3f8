package io.sockeye;

import static io.sockeye.bindings.SocketConstants.MSG_CTRUNC;
import static io.sockeye.bindings.SocketConstants.MSG_TRUNC;

import io.sockeye.bindings.Cmsg;
import io.sockeye.bindings.Msghdr;
import io.sockeye.bindings.SockaddrStorage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code sendmsg} sends and {@code recvmsg} receives: buffers, an address, control messages, flags; {@code struct msghdr},
 * sendmsg(2). It is prepared once and used again and again, which allocates nothing. For one thread at a time.
 *
 * <p>A descriptor that comes with it and that nobody {@linkplain ReceivedDescriptor#take takes} is closed when it is received
 * into again, or closed. An arena of several threads must not be closed while a call uses memory of it; {@link #allocate} has
 * none that could be.
 */
public final class Message implements AutoCloseable {
    /** Room for {@code UDP_GRO}, a timestamp, {@code IP_PKTINFO} and credentials together. */
    private static final int CONTROL_BYTES = 128;

    private final Arena arena = Arena.ofAuto();
    private final SockaddrStorage address = new SockaddrStorage(arena);
    private Msghdr header;
    private MessageBuffers buffers;
    private ControlSpace space = new ControlSpace(arena.allocate(CONTROL_BYTES, Long.BYTES));
    private SentControl control = SentControl.NONE;

    // What the last recvmsg has left.
    private long count;
    private long length;
    private int flags;

    private Message(MessageBuffers buffers) {
        this.buffers = buffers;
        this.header = new Msghdr(arena, Math.max(1, buffers.count()));
        address.setLength(0);
    }

    /**
     * With one buffer of its own, outside the heap.
     *
     * @param bytes how long
     * @return the message
     */
    public static Message allocate(int bytes) {
        return of(Arena.ofAuto().allocate(bytes));
    }

    /**
     * With the caller's memory.
     *
     * @param buffers sent and filled in order; at most {@code IOV_MAX}, 1024
     * @return the message
     */
    public static Message of(MemorySegment... buffers) {
        return new Message(MessageBuffers.of(buffers));
    }

    /**
     * With the caller's buffers, as far as each call finds room or bytes in them. Their positions move on.
     *
     * @param buffers sent and filled in order; at most {@code IOV_MAX}, 1024
     * @return the message
     */
    public static Message of(ByteBuffer... buffers) {
        return new Message(MessageBuffers.of(buffers));
    }

    /**
     * Other buffers from now on: to send back a part of what came, say.
     *
     * @param buffers as for {@link #of(MemorySegment...)}
     * @return this message
     */
    public Message buffers(MemorySegment... buffers) {
        return use(MessageBuffers.of(buffers));
    }

    /**
     * Other buffers from now on.
     *
     * @param buffers as for {@link #of(ByteBuffer...)}
     * @return this message
     */
    public Message buffers(ByteBuffer... buffers) {
        return use(MessageBuffers.of(buffers));
    }

    private Message use(MessageBuffers other) {
        if (other.count() > buffers.count()) {
            header = new Msghdr(arena, other.count());
        }
        buffers = other;
        return this;
    }

    /**
     * Where it is to be sent. What is received overwrites it with who sent it, so that an answer goes there.
     *
     * @param to null for a socket that is connected
     * @return this message
     */
    public Message address(@Nullable Sockaddr to) {
        if (to == null) {
            address.setLength(0);
        } else {
            to.copyTo(address);
        }
        return this;
    }

    /**
     * Who sent it; with {@code MSG_ERRQUEUE}, where it had been sent.
     *
     * @return null on a connected stream, where the kernel does not say
     */
    public @Nullable Sockaddr address() {
        return address.family() == 0 ? null : Sockaddr.of(address);
    }

    /**
     * Control messages that go with each {@code sendmsg} from now on. What is received does not change them.
     *
     * @param messages none for none
     * @return this message
     * @throws IllegalArgumentException if one is of a kind that is only received, or has no descriptors or more than 253
     */
    public Message control(ControlMessage... messages) {
        control = SentControl.of(messages);
        return this;
    }

    /**
     * Room for control messages that are received: 128 bytes if nothing is said. What does not fit is cut, and
     * {@link #controlTruncated} says so.
     *
     * @param bytes the sum of {@link Cmsg#CMSG_SPACE} of each; rounded up to 8; 0 for none
     * @return this message
     */
    public Message controlSpace(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("control space of " + bytes + " bytes");
        }
        space.clear();
        space = new ControlSpace(arena.allocate(Cmsg.CMSG_ALIGN(bytes), Long.BYTES));
        return this;
    }

    /**
     * The control messages that came.
     *
     * @return a new list of new records
     */
    public List<ControlMessage> controlMessages() {
        return space.messages();
    }

    /**
     * The descriptors that came.
     *
     * @return in the order in which they were sent; those that nobody takes are closed with the message
     */
    public List<ReceivedDescriptor> descriptors() {
        return List.copyOf(space.descriptors());
    }

    /**
     * How long each datagram of the data is, if {@code UDP_GRO} has put several together: the last may be shorter.
     *
     * @return bytes; what came if it is one
     */
    public int segmentSize() {
        int size = space.groSize();
        return size > 0 ? size : (int) count;
    }

    /**
     * How much is in the buffers.
     *
     * @return what {@code recvmsg} returned
     */
    public long count() {
        return count;
    }

    /**
     * How long the datagram was: more than {@link #count} if there was no room for all of it.
     *
     * @return bytes
     */
    public long length() {
        return length;
    }

    /**
     * {@code msg_flags}; recvmsg(2).
     *
     * @return {@code MSG_TRUNC}, {@code MSG_CTRUNC}, {@code MSG_EOR}, {@code MSG_ERRQUEUE}, …
     */
    public int flags() {
        return flags;
    }

    /**
     * Whether the end of the datagram was lost: {@code MSG_TRUNC}.
     *
     * @return whether the buffers were too short
     */
    public boolean truncated() {
        return (flags & MSG_TRUNC) != 0;
    }

    /**
     * Whether control messages were lost: {@code MSG_CTRUNC}. Descriptors that are missing were closed by the kernel.
     *
     * @return whether the room for them was too small, or this process has too many descriptors
     */
    public boolean controlTruncated() {
        return (flags & MSG_CTRUNC) != 0;
    }

    /** Closes the descriptors that came with it and that nobody took. It can be used again. */
    @Override
    public void close() {
        space.clear();
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

    // ---- for the calls

    boolean isEmpty() {
        return buffers.byteSize() == 0;
    }

    SentControl control() {
        return control;
    }

    MemorySegment toReceive() {
        space.clear();
        count = 0;
        length = 0;
        flags = 0;
        address.clear();
        header.name(address);
        header.control(space.memory());
        buffers.toReceive(header);
        return header.segment();
    }

    MemorySegment toSend() {
        header.name(address);
        header.control(control.memory());
        buffers.toSend(header);
        return header.segment();
    }

    /** {@code result} may be the length of a datagram that has no room. */
    long received(long result, boolean unix) {
        space.received(header.controllen(), unix);
        address.setLength(header.namelen());
        flags = header.flags();
        length = result;
        count = Math.min(result, buffers.byteSize());
        buffers.received(count);
        return count;
    }

    void sent(long result) {
        buffers.sent(result);
    }
}
