package io.sockeye;

import static io.sockeye.bindings.InetConstants.UDP_GRO;
import static io.sockeye.bindings.SocketConstants.SCM_RIGHTS;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SOL_UDP;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.bindings.Cmsg;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The buffer for the control messages of one received message; cmsg(3). Each descriptor in it becomes a
 * {@link ReceivedDescriptor} as soon as recvmsg has returned, so that an object owns and closes it.
 */
final class ControlBuffer {
    /**
     * {@code SCM_PIDFD}, in header files since Linux 6.5. It and {@code SCM_RIGHTS} are all control messages with which the
     * kernel installs a descriptor: the callers of receive_fd and pidfd_prepare below net/. Any further kind would need an
     * option that the program sets, as SCM_PIDFD does.
     */
    static final int SCM_PIDFD = 4;

    /** More than all kinds of control messages of one message together. */
    private static final int BYTES_MAX = 1 << 20;

    /**
     * Room for what the options of a UNIX socket add to each message: credentials (32), a pidfd (24), timestamps (32 and 64),
     * drop counter, mark and priority (24 each), and a security label, which SELinux limits to a page. Reserving it
     * costs less than reading each option.
     */
    private static final int OTHER_BYTES = 256 + 4096;

    private final MemorySegment memory;

    /** The number of bytes that the kernel has written. */
    private long length;

    /** In the order of the control messages. */
    private List<ReceivedDescriptor> descriptors = List.of();

    /** The maximum number of passed descriptors; the others are closed immediately, as by the kernel if there is no room. */
    private int descriptorsMax = Integer.MAX_VALUE;

    private boolean descriptorsCut;

    /** {@code memory} starts and ends where a header may: glibc's CMSG_NXTHDR skips a header at an unaligned end; cmsg(3). */
    ControlBuffer(MemorySegment memory) {
        if (Cmsg.CMSG_ALIGN(memory.byteSize()) != memory.byteSize()) {
            throw new IllegalArgumentException("control space of " + memory.byteSize() + " bytes");
        }
        this.memory = memory;
    }

    /** The size of a buffer, rounded up to the alignment of its end. */
    static long size(String name, long bytes) {
        if (bytes < 0 || bytes > BYTES_MAX) {
            throw new IllegalArgumentException(
                    name + " " + bytes + ": the room for control messages must be 0 to " + BYTES_MAX + " bytes");
        }
        return Cmsg.CMSG_ALIGN(bytes);
    }

    /**
     * The size of a buffer for {@code count} passed descriptors, and for everything that the kernel may put before them: it
     * writes timestamps and credentials first, and closes the descriptors that have no room left.
     */
    static long sizeForDescriptors(int count) {
        if (count < 0 || count > ControlEncoder.DESCRIPTORS_MAX) {
            throw new IllegalArgumentException("count " + count + ": one message has at most SCM_MAX_FD, "
                    + ControlEncoder.DESCRIPTORS_MAX + ", descriptors");
        }
        return OTHER_BYTES + Cmsg.CMSG_SPACE((long) count * Integer.BYTES);
    }

    /** Sets the maximum number of passed descriptors, whatever the room for them. */
    void limitDescriptors(int count) {
        descriptorsMax = count;
    }

    /** Whether the last message had more descriptors than the limit. */
    boolean descriptorsCut() {
        return descriptorsCut;
    }

    /** For {@code msg_control}. */
    MemorySegment memory() {
        return memory;
    }

    /** Discards the control messages, and closes the descriptors that were not taken. */
    void clear() {
        var ended = release();
        for (int i = 0; i < ended.size(); i++) {
            ended.get(i).closeUnlessTaken();
        }
    }

    /** Discards the control messages, and transfers their descriptors to the caller. */
    List<ReceivedDescriptor> release() {
        var ended = descriptors;
        descriptors = List.of();
        length = 0;
        return ended;
    }

    /** {@code controllen} bytes were written by the kernel, which installs descriptors only if {@code unix}. */
    void received(long controllen, boolean unix) {
        // SAFETY: no more than the memory is read, whatever length the kernel reports.
        length = Math.min(controllen, memory.byteSize());
        descriptorsCut = false;
        if (!unix) {
            return;
        }
        for (long header = Cmsg.CMSG_FIRSTHDR(length); header >= 0; header = next(header)) {
            long data = Cmsg.CMSG_DATA(header);
            int kept = kept(header);
            for (int i = 0; i < installed(header); i++) {
                own(memory.get(JAVA_INT, data + (long) i * Integer.BYTES), i < kept);
            }
        }
    }

    private void own(int number, boolean keep) {
        var descriptor = new ReceivedDescriptor(number);
        if (!keep) {
            descriptorsCut = true;
            descriptor.close();
            return;
        }
        if (descriptors.isEmpty()) {
            descriptors = new ArrayList<>();
        }
        descriptors.add(descriptor);
    }

    /** The number of descriptors that the kernel has installed for a control message. */
    private int installed(long header) {
        // SAFETY: the whole ints of cmsg_len, no more: the kernel has closed the descriptors that were truncated.
        if (isRights(header)) {
            return (int) (dataLength(header) / Integer.BYTES);
        }
        boolean pidfd = Cmsg.cmsg_level(memory, header) == SOL_SOCKET && Cmsg.cmsg_type(memory, header) == SCM_PIDFD;
        // A negative value is an errno, not a descriptor.
        return pidfd && dataLength(header) >= Integer.BYTES && memory.get(JAVA_INT, Cmsg.CMSG_DATA(header)) >= 0
                ? 1
                : 0;
    }

    /** The number of them that are kept. A message has at most one {@code SCM_RIGHTS}; unix(7). */
    private int kept(long header) {
        int installed = installed(header);
        return isRights(header) ? Math.min(installed, descriptorsMax) : installed;
    }

    private boolean isRights(long header) {
        return Cmsg.cmsg_level(memory, header) == SOL_SOCKET && Cmsg.cmsg_type(memory, header) == SCM_RIGHTS;
    }

    private long dataLength(long header) {
        long data = Cmsg.CMSG_DATA(header);
        return Math.max(0, Math.min(header + Cmsg.cmsg_len(memory, header), length) - data);
    }

    private long next(long header) {
        return Cmsg.CMSG_NXTHDR(memory, length, header);
    }

    boolean isEmpty() {
        return length == 0;
    }

    List<ReceivedDescriptor> descriptors() {
        return descriptors;
    }

    /** The value of {@code UDP_GRO}, or 0 if there is none. Allocates nothing. */
    int groSize() {
        for (long header = Cmsg.CMSG_FIRSTHDR(length); header >= 0; header = next(header)) {
            if (Cmsg.cmsg_level(memory, header) == SOL_UDP
                    && Cmsg.cmsg_type(memory, header) == UDP_GRO
                    && dataLength(header) >= Integer.BYTES) {
                return memory.get(JAVA_INT, Cmsg.CMSG_DATA(header));
            }
        }
        return 0;
    }

    /** Decodes all control messages. */
    List<ControlMessage> messages() {
        if (isEmpty()) {
            return List.of();
        }
        var messages = new ArrayList<ControlMessage>();
        int used = 0;
        for (long header = Cmsg.CMSG_FIRSTHDR(length); header >= 0; header = next(header)) {
            // Only UNIX sockets have descriptors; elsewhere the same level and type mean nothing.
            int count = Math.min(kept(header), descriptors.size() - used);
            if (isRights(header)) {
                messages.add(new ControlMessage.Rights(List.copyOf(descriptors.subList(used, used + count))));
            } else if (count == 1) {
                messages.add(new ControlMessage.Pidfd(descriptors.get(used)));
            } else {
                messages.add(ControlDecoder.decode(
                        Cmsg.cmsg_level(memory, header),
                        Cmsg.cmsg_type(memory, header),
                        memory.asSlice(Cmsg.CMSG_DATA(header), dataLength(header))));
            }
            used += count;
        }
        return List.copyOf(messages);
    }
}
