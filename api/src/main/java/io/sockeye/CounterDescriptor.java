package io.sockeye;

import static io.sockeye.bindings.PollConstants.POLLIN;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.internal.memory.CallMemory;
import io.sockeye.internal.poll.IoWaiter;

/** A descriptor whose record is a 64-bit counter, which read returns and resets. */
abstract class CounterDescriptor extends EventDescriptor {
    /** Takes ownership of {@code number}. */
    CounterDescriptor(int number) {
        super(number);
    }

    /** Reads the counter without allocating; 0 if it is 0 and the deadline is {@code NOW}. */
    long take(long deadline) throws ErrnoException {
        int fd = descriptor.acquire("read");
        try {
            keepNonblocking("read");
            for (int report = IoWaiter.NONE;;) {
                int seen = waiter.edges();
                long result;
                var memory = CallMemory.borrow();
                try {
                    result = FileSyscalls.read(fd, memory.value, Long.BYTES);
                    if (result > 0) {
                        // SAFETY: the kernel writes all 8 bytes or none.
                        return memory.value.get(JAVA_LONG, 0);
                    }
                } finally {
                    memory.release();
                }
                if (waiter.foundNothing(result, deadline)) {
                    return 0;
                }
                report = waiter.retryOrThrow("read", null, result, POLLIN, report, seen, deadline);
            }
        } finally {
            descriptor.release();
        }
    }
}
