package io.sockeye;

import static io.sockeye.bindings.SocketConstants.MSG_CTRUNC;
import static io.sockeye.bindings.SocketConstants.MSG_TRUNC;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code recvmsg} with an array of its own, as in Python. Two are equal only if they have the same array. Closing it
 * closes the received descriptors that were not {@linkplain ReceivedDescriptor#take taken}.
 *
 * @param data the received bytes
 * @param control the received control messages
 * @param flags {@code MSG_TRUNC}, {@code MSG_CTRUNC}, {@code MSG_EOR}, …
 * @param from the sender; null on a connected stream, where the kernel reports none
 */
@SuppressWarnings("ArrayRecordComponent") // For convenience; recvmsg into a Message is the fast path.
public record ReceivedMessage(byte[] data, List<ControlMessage> control, int flags, @Nullable Sockaddr from)
        implements
            AutoCloseable {
    /**
     * The received descriptors: those passed by {@code SCM_RIGHTS} in the order in which they were sent, and after them the pidfd of
     * {@code SCM_PIDFD}.
     *
     * @return those that are not taken are closed with the message
     */
    public List<ReceivedDescriptor> descriptors() {
        var descriptors = new ArrayList<ReceivedDescriptor>();
        for (var message : control) {
            if (message instanceof ControlMessage.Rights rights) {
                descriptors.addAll(rights.descriptors());
            } else if (message instanceof ControlMessage.Pidfd pidfd) {
                descriptors.add(pidfd.descriptor());
            }
        }
        return List.copyOf(descriptors);
    }

    /**
     * Whether the datagram was truncated: {@code MSG_TRUNC}.
     *
     * @return whether it was longer than {@code bufsize}
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

    @Override
    public void close() {
        descriptors().forEach(ReceivedDescriptor::closeUnlessTaken);
    }
}
