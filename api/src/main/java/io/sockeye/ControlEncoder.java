package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.InetConstants.IPV6_HOPLIMIT;
import static io.sockeye.bindings.InetConstants.IPV6_PKTINFO;
import static io.sockeye.bindings.InetConstants.IPV6_TCLASS;
import static io.sockeye.bindings.InetConstants.IP_PKTINFO;
import static io.sockeye.bindings.InetConstants.IP_TOS;
import static io.sockeye.bindings.InetConstants.IP_TTL;
import static io.sockeye.bindings.InetConstants.UDP_SEGMENT;
import static io.sockeye.bindings.SocketConstants.SCM_CREDENTIALS;
import static io.sockeye.bindings.SocketConstants.SCM_RIGHTS;
import static io.sockeye.bindings.SocketConstants.SOL_IP;
import static io.sockeye.bindings.SocketConstants.SOL_IPV6;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SOL_UDP;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.sockeye.bindings.Cmsg;
import io.sockeye.bindings.In6Pktinfo;
import io.sockeye.bindings.InPktinfo;
import io.sockeye.bindings.Ucred;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Control messages to send, encoded for the kernel; cmsg(3). The numbers of passed descriptors are written at each call,
 * between {@link #acquire} and {@link #release}, which keep the descriptors open; everything else is written once.
 */
final class ControlEncoder {
    /** {@code SCM_MAX_FD} of the kernel, which is in no header file; unix(7). */
    static final int DESCRIPTORS_MAX = 253;

    /** No control messages. Shared by all slots: do not encode into it. */
    static final ControlEncoder NONE = new ControlEncoder(Arena.global());

    private final Arena arena;
    private MemorySegment memory = MemorySegment.NULL;

    /** The part of memory in use. */
    private MemorySegment encoded = MemorySegment.NULL;

    private final List<Pollable> passed = new ArrayList<>();

    /** The offset in memory of the number of each passed descriptor. */
    private final List<Long> places = new ArrayList<>();

    /** The offset of the next header. */
    private long end;

    /** Allocates from {@code arena}; the memory is reused for the next messages if it is large enough. */
    ControlEncoder(Arena arena) {
        this.arena = arena;
    }

    /** Replaces the encoded messages. If one of the new ones cannot be sent, nothing changes. */
    void encode(ControlMessage... messages) {
        long bytes = 0;
        for (var message : messages) {
            bytes += Cmsg.CMSG_SPACE(size(message));
        }
        if (bytes > memory.byteSize()) {
            // Doubled, because an arena that is not closed keeps the old memory: all of it together is less than the new.
            memory = arena.allocate(Math.max(bytes, 2 * memory.byteSize()), Long.BYTES);
        }
        encoded = bytes == 0 ? MemorySegment.NULL : memory.asSlice(0, bytes).fill((byte) 0);
        passed.clear();
        places.clear();
        end = 0;
        for (var message : messages) {
            put(message);
        }
    }

    private static long size(ControlMessage message) {
        return switch (message) {
            case ControlMessage.SentRights rights -> descriptorBytes(rights.descriptors());
            case ControlMessage.Rights rights -> descriptorBytes(rights.descriptors());
            case ControlMessage.Credentials credentials -> Ucred.BYTES;
            case ControlMessage.Pktinfo pktinfo -> InPktinfo.BYTES;
            case ControlMessage.Pktinfo6 pktinfo -> In6Pktinfo.BYTES;
            case ControlMessage.SegmentSize segment -> Short.BYTES;
            case ControlMessage.Unknown unknown -> unknown.data().length;
            case ControlMessage.Ttl number -> Integer.BYTES;
            case ControlMessage.HopLimit number -> Integer.BYTES;
            case ControlMessage.Tos number -> Integer.BYTES;
            case ControlMessage.TrafficClass number -> Integer.BYTES;
            case ControlMessage.OriginalDestination received -> throw onlyReceived(received);
            case ControlMessage.Timestamp received -> throw onlyReceived(received);
            case ControlMessage.GroSize received -> throw onlyReceived(received);
            case ControlMessage.ExtendedError received -> throw onlyReceived(received);
            case ControlMessage.Pidfd received -> throw onlyReceived(received);
        };
    }

    private static long descriptorBytes(List<? extends Pollable> descriptors) {
        if (descriptors.isEmpty() || descriptors.size() > DESCRIPTORS_MAX) {
            throw new IllegalArgumentException(
                    descriptors.size() + " descriptors in one message; sendmsg takes 1 to " + DESCRIPTORS_MAX);
        }
        return (long) descriptors.size() * Integer.BYTES;
    }

    private static IllegalArgumentException onlyReceived(ControlMessage message) {
        return new IllegalArgumentException(
                message.getClass().getSimpleName() + " is only received, and cannot be sent");
    }

    private void put(ControlMessage message) {
        switch (message) {
            case ControlMessage.SentRights rights -> put(rights.descriptors());
            case ControlMessage.Rights rights -> put(rights.descriptors());
            case ControlMessage.Credentials own ->
                Ucred.put(memory, header(SOL_SOCKET, SCM_CREDENTIALS, Ucred.BYTES), own.pid(), own.uid(), own.gid());
            case ControlMessage.Pktinfo from ->
                InPktinfo.put(memory, header(SOL_IP, IP_PKTINFO, InPktinfo.BYTES), from.ifindex(), from.specDst());
            case ControlMessage.Pktinfo6 from ->
                In6Pktinfo.put(
                        memory,
                        header(SOL_IPV6, IPV6_PKTINFO, In6Pktinfo.BYTES),
                        from.high(),
                        from.low(),
                        from.ifindex());
            case ControlMessage.SegmentSize segment ->
                memory.set(JAVA_SHORT, header(SOL_UDP, UDP_SEGMENT, Short.BYTES), (short) segment.bytes());
            case ControlMessage.Unknown other -> {
                var data = other.data();
                long start = header(other.level(), other.type(), data.length);
                MemorySegment.copy(data, 0, memory, JAVA_BYTE, start, data.length);
            }
            case ControlMessage.Ttl ttl -> put(SOL_IP, IP_TTL, ttl.hops());
            case ControlMessage.HopLimit limit -> put(SOL_IPV6, IPV6_HOPLIMIT, limit.hops());
            case ControlMessage.Tos tos -> put(SOL_IP, IP_TOS, tos.tos());
            case ControlMessage.TrafficClass tclass -> put(SOL_IPV6, IPV6_TCLASS, tclass.tclass());
            case ControlMessage.OriginalDestination received -> throw onlyReceived(received);
            case ControlMessage.Timestamp received -> throw onlyReceived(received);
            case ControlMessage.GroSize received -> throw onlyReceived(received);
            case ControlMessage.ExtendedError received -> throw onlyReceived(received);
            case ControlMessage.Pidfd received -> throw onlyReceived(received);
        }
    }

    private void put(int level, int type, int value) {
        memory.set(JAVA_INT, header(level, type, Integer.BYTES), value);
    }

    private void put(List<? extends Pollable> descriptors) {
        long start = header(SOL_SOCKET, SCM_RIGHTS, descriptorBytes(descriptors));
        for (var descriptor : descriptors) {
            passed.add(descriptor);
            places.add(start);
            start += Integer.BYTES;
        }
    }

    /** Writes a header, and returns the offset of its data. */
    private long header(int level, int type, long bytes) {
        long header = end;
        Cmsg.put(memory, header, level, type, bytes);
        end = header + Cmsg.CMSG_SPACE(bytes);
        return Cmsg.CMSG_DATA(header);
    }

    /** For {@code msg_control}. */
    MemorySegment memory() {
        return encoded;
    }

    boolean isEmpty() {
        return encoded.byteSize() == 0;
    }

    boolean passesDescriptors() {
        return !passed.isEmpty();
    }

    /** Keeps the passed descriptors open until {@link #release}, and writes their numbers. */
    void acquire() throws ErrnoException {
        for (int i = 0; i < passed.size(); i++) {
            try {
                // SAFETY: the descriptor stays open until release: a reused number would pass another file than the caller named.
                memory.set(JAVA_INT, places.get(i), acquire(passed.get(i)));
            } catch (ErrnoException | RuntimeException e) {
                // fileno() of a caller's own Pollable may throw any exception.
                release(i);
                throw e;
            }
        }
    }

    private static int acquire(Pollable item) throws ErrnoException {
        var descriptor = OwnedDescriptor.of(item);
        int number = descriptor == null ? item.fileno() : descriptor.acquire("sendmsg");
        // The receiving process becomes an owner of the file.
        switch (item) {
            case Socket socket -> socket.share();
            case EventDescriptor events -> events.share();
            default -> {}
        }
        if (number < 0) {
            throw ErrnoException.of("sendmsg", item + " to be passed", EBADF);
        }
        return number;
    }

    void release() {
        release(passed.size());
    }

    private void release(int count) {
        for (int i = 0; i < count; i++) {
            var descriptor = OwnedDescriptor.of(passed.get(i));
            if (descriptor != null) {
                descriptor.release();
            }
        }
    }
}
