package io.sockeye;

import org.jspecify.annotations.Nullable;

/**
 * The result of {@code recvfrom} into a buffer.
 *
 * @param count the number of bytes in the buffer
 * @param length the length of the datagram, which is more than {@code count} if it was truncated
 * @param from the sender; null on a connected stream, where the kernel reports none
 */
public record ReceiveResult(int count, int length, @Nullable Sockaddr from) {
    /** {@return whether the datagram was longer than the buffer} */
    public boolean truncated() {
        return length > count;
    }
}
