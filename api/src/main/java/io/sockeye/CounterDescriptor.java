package io.sockeye;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sockeye.internal.memory.CallMemory;

/** A descriptor whose whole content is a number of 64 bits, which reading takes. */
abstract class CounterDescriptor extends EventDescriptor {
    /** Takes over {@code number}. */
    CounterDescriptor(int number) {
        super(number);
    }

    /** Takes the number; 0 if there is none and the deadline is {@link Waiting#NOW}. */
    long take(long deadline) throws ErrnoException {
        var workspace = CallMemory.borrow();
        try {
            // The kernel gives all 8 bytes or none.
            return read(workspace.value, Long.BYTES, deadline) == 0 ? 0 : workspace.value.get(JAVA_LONG, 0);
        } finally {
            workspace.release();
        }
    }
}
