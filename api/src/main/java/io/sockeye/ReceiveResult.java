package io.sockeye;

import org.jspecify.annotations.Nullable;

/**
 * What {@code recvfrom} put into a buffer.
 *
 * @param count how many bytes are in the buffer
 * @param length how long the datagram was; more than {@code count} if the buffer was too short
 * @param from who sent it; null on a connected stream, where the kernel does not say
 */
public record ReceiveResult(int count, int length, @Nullable Sockaddr from) {
    /**
     * Whether the end of the datagram was lost.
     *
     * @return whether the buffer was too short
     */
    public boolean truncated() {
        return length > count;
    }
}
