package io.sockeye;

import static io.sockeye.bindings.SocketConstants.MSG_CTRUNC;
import static io.sockeye.bindings.SocketConstants.MSG_TRUNC;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code recvmsg} received, in an array of its own, as Python's {@code recvmsg} returns it. Two are equal only if they have
 * the same array. Closing it closes the descriptors that came with it and that nobody {@linkplain ReceivedDescriptor#take took}.
 *
 * @param data what came, as far as it was asked for
 * @param control the control messages that came with it
 * @param flags {@code MSG_TRUNC}, {@code MSG_CTRUNC}, {@code MSG_EOR}, …
 * @param from who sent it; null on a connected stream, where the kernel does not say
 */
@SuppressWarnings("ArrayRecordComponent") // A hot path of its own has recvmsg into a Message; this one is for ease.
public record ReceivedMessage(byte[] data, List<ControlMessage> control, int flags, @Nullable Sockaddr from)
        implements
            AutoCloseable {
    /**
     * The descriptors that came.
     *
     * @return in the order in which they were sent
     */
    public List<ReceivedDescriptor> descriptors() {
        return control.stream()
                .filter(ControlMessage.Rights.class::isInstance)
                .flatMap(rights -> ((ControlMessage.Rights) rights).descriptors().stream())
                .toList();
    }

    /**
     * Whether the end of the datagram was lost: {@code MSG_TRUNC}.
     *
     * @return whether less was asked for than came
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

    @Override
    public void close() {
        descriptors().forEach(ReceivedDescriptor::closeUnlessTaken);
    }
}
