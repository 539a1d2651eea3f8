package io.sockeye;

import org.jspecify.annotations.Nullable;

/**
 * The result of {@code recvfrom} with an array of its own. Two are equal only if they have the same array.
 *
 * @param data the received bytes, at most as many as requested
 * @param length the length of the datagram, which is more than {@code data} has if it was truncated
 * @param from the sender; null on a connected stream, where the kernel reports none
 */
@SuppressWarnings("ArrayRecordComponent") // For convenience; recvfrom into a MemorySegment is the fast path.
public record Datagram(byte[] data, int length, @Nullable Sockaddr from) {
    /** {@return whether the datagram was longer than the requested size} */
    public boolean truncated() {
        return length > data.length;
    }
}
