package io.sockeye.benchmarks.load;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A message that has to come back unchanged: its number, followed by bytes that are the same in all messages. */
final class NumberedMessage {
    /** 251 is a prime: bytes that come back at the wrong place are wrong, whatever power of two they are off by. */
    private static final int PERIOD = 251;

    private final MemorySegment bytes;

    NumberedMessage(int size) {
        if (size < Long.BYTES) {
            throw new IllegalArgumentException(
                    "a message of " + size + " bytes has no room for its number, which takes " + Long.BYTES);
        }
        bytes = Arena.ofAuto().allocate(size);
        for (int i = 0; i < size; i++) {
            bytes.set(JAVA_BYTE, i, (byte) (i % PERIOD));
        }
    }

    int size() {
        return (int) bytes.byteSize();
    }

    /** What is still to be sent. Only of a message that the kernel took in part an object is made. */
    MemorySegment from(long number, int sent) {
        bytes.set(JAVA_LONG_UNALIGNED, 0, number);
        return sent == 0 ? bytes : bytes.asSlice(sent);
    }

    /** Whether the first {@code count} bytes of {@code buffer} are those that come after the first {@code received} ones. */
    boolean goesOn(long number, int received, MemorySegment buffer, int count) {
        bytes.set(JAVA_LONG_UNALIGNED, 0, number);
        return received + count <= size()
                && MemorySegment.mismatch(bytes, received, received + count, buffer, 0, count) < 0;
    }
}
