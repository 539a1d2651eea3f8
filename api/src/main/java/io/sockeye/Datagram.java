package io.sockeye;

import org.jspecify.annotations.Nullable;

/**
 * What {@code recvfrom} received, in an array of its own. Two are equal only if they have the same array.
 *
 * @param data what came, as far as it was asked for
 * @param length how long it was; more than {@code data} has if less was asked for
 * @param from who sent it; null on a connected stream, where the kernel does not say
 */
@SuppressWarnings("ArrayRecordComponent") // A hot path of its own has recvfrom into memory; this one is for ease.
public record Datagram(byte[] data, int length, @Nullable Sockaddr from) {
    /**
     * Whether the end of the datagram was lost.
     *
     * @return whether less was asked for than came
     */
    public boolean truncated() {
        return length > data.length;
    }
}
