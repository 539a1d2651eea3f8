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
 * Room for the control messages of one message that is received. Descriptors become objects as soon as they have come, so
 * there is no moment at which a number belongs to nobody.
 */
final class ControlSpace {
    private final MemorySegment memory;

    /** What the kernel has written. */
    private long length;

    /** Those that have come with the message. */
    private List<ReceivedDescriptor> descriptors = List.of();

    /** {@code memory} starts and ends where a header may: glibc's CMSG_NXTHDR passes over one at an odd end; cmsg(3). */
    ControlSpace(MemorySegment memory) {
        if (Cmsg.CMSG_ALIGN(memory.byteSize()) != memory.byteSize()) {
            throw new IllegalArgumentException("control space of " + memory.byteSize() + " bytes");
        }
        this.memory = memory;
    }

    /** For {@code msg_control}. */
    MemorySegment memory() {
        return memory;
    }

    /** The message is over: closes what nobody took. */
    void clear() {
        length = 0;
        if (!descriptors.isEmpty()) {
            var ended = descriptors;
            descriptors = List.of();
            ended.forEach(ReceivedDescriptor::closeUnlessTaken);
        }
    }

    /** {@code controllen} is what the kernel has written; {@code unix} says whether there may be descriptors in it. */
    void received(long controllen, boolean unix) {
        // SAFETY: no more than the room is looked at, whatever the kernel says.
        length = Math.min(controllen, memory.byteSize());
        if (!unix) {
            return;
        }
        for (long header = Cmsg.CMSG_FIRSTHDR(length); header >= 0; header = next(header)) {
            if (isRights(header)) {
                own(header);
            }
        }
    }

    private void own(long header) {
        if (descriptors.isEmpty()) {
            descriptors = new ArrayList<>();
        }
        // SAFETY: cmsg_len has whole numbers, as many as the kernel has opened; those cut off it has closed itself.
        long data = Cmsg.CMSG_DATA(header);
        for (long i = 0; i < count(header); i++) {
            descriptors.add(new ReceivedDescriptor(memory.get(JAVA_INT, data + i * Integer.BYTES)));
        }
    }

    private boolean isRights(long header) {
        return Cmsg.cmsg_level(memory, header) == SOL_SOCKET && Cmsg.cmsg_type(memory, header) == SCM_RIGHTS;
    }

    private int count(long header) {
        return (int) (dataLength(header) / Integer.BYTES);
    }

    private long dataLength(long header) {
        long data = Cmsg.CMSG_DATA(header);
        return Math.min(header + Cmsg.cmsg_len(memory, header), length) - data;
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

    /** The {@code UDP_GRO} among them, without an object for it; 0 if there is none. */
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

    /** All of them as records. */
    List<ControlMessage> messages() {
        if (isEmpty()) {
            return List.of();
        }
        var messages = new ArrayList<ControlMessage>();
        int taken = 0;
        for (long header = Cmsg.CMSG_FIRSTHDR(length); header >= 0; header = next(header)) {
            if (isRights(header)) {
                int count = count(header);
                messages.add(new ControlMessage.Rights(List.copyOf(descriptors.subList(taken, taken + count))));
                taken += count;
            } else {
                messages.add(ControlDecoding.decode(
                        Cmsg.cmsg_level(memory, header),
                        Cmsg.cmsg_type(memory, header),
                        memory.asSlice(Cmsg.CMSG_DATA(header), dataLength(header))));
            }
        }
        return List.copyOf(messages);
    }
}
