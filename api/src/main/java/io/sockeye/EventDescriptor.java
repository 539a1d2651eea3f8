package io.sockeye;

import static io.sockeye.bindings.PollConstants.POLLIN;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.internal.memory.CallMemory;
import io.sockeye.internal.poll.BlockingMode;
import io.sockeye.internal.poll.Descriptor;
import io.sockeye.internal.poll.IoWaiter;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor that stands for events, and gives them to read as whole records. It has {@code O_NONBLOCK}: a thread waits by poll, or
 * parks, and closing wakes it either way.
 */
abstract class EventDescriptor extends OwnedDescriptor {
    final BlockingMode mode;
    final IoWaiter waiter;

    /** Takes over {@code number}. */
    EventDescriptor(int number) {
        super(Descriptor.withoutShutdown(number));
        mode = new BlockingMode(descriptor, true, null);
        waiter = new IoWaiter(descriptor, mode);
    }

    /**
     * {@code read(fd, memory, bytes)}: waits until there is something. A record is never cut: one without room stays, EINVAL.
     *
     * @return what {@code decode} makes of it; null if there is nothing and the deadline is {@code NOW}
     */
    <T> @Nullable T take(int bytes, Function<MemorySegment, T> decode, long deadline) throws ErrnoException {
        int fd = descriptor.acquire("read");
        try {
            mode.keepNonblocking("read");
            for (int report = IoWaiter.NONE;;) {
                int seen = waiter.edges();
                long result;
                var memory = CallMemory.borrow();
                try {
                    var room = memory.copy(bytes);
                    result = FileSyscalls.read(fd, room, bytes);
                    if (result > 0) {
                        // Also if it was closed in the same moment: what was taken from the kernel must not be lost.
                        return decode.apply(room.asSlice(0, result));
                    }
                } finally {
                    memory.release();
                }
                if (waiter.foundNothing(result, deadline)) {
                    return null;
                }
                report = waiter.retryOrThrow("read", null, result, POLLIN, report, seen, deadline);
            }
        } finally {
            descriptor.release();
        }
    }
}
