package io.sockeye;

import static io.sockeye.bindings.PollConstants.POLLIN;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.internal.memory.CallMemory;
import io.sockeye.internal.poll.IoWaiter;

/** A descriptor whose whole content is a number of 64 bits, which reading takes. */
abstract class CounterDescriptor extends EventDescriptor {
    /** Takes over {@code number}. */
    CounterDescriptor(int number) {
        super(number);
    }

    /** Takes the number, without an object for it; 0 if there is none and the deadline is {@code NOW}. */
    long take(long deadline) throws ErrnoException {
        int fd = descriptor.acquire("read");
        try {
            mode.keepNonblocking("read");
            for (int report = IoWaiter.NONE;;) {
                int seen = waiter.edges();
                long result;
                var memory = CallMemory.borrow();
                try {
                    result = FileSyscalls.read(fd, memory.value, Long.BYTES);
                    if (result > 0) {
                        // The kernel gives all 8 bytes or none.
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
