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
 * A descriptor from which events are read as whole records. It has {@code O_NONBLOCK}: a platform thread waits by poll, a virtual thread
 * parks, and a close wakes both.
 */
abstract class EventDescriptor extends OwnedDescriptor {
    final IoWaiter waiter;
    private final BlockingMode mode;

    /** Whether code outside of this package may know the number, or own a duplicate: then it may have cleared O_NONBLOCK. */
    private volatile boolean isExposed;

    /** Takes ownership of {@code number}. */
    EventDescriptor(int number) {
        super(Descriptor.withoutShutdown(number));
        mode = new BlockingMode(descriptor, true, null);
        waiter = new IoWaiter(descriptor, mode);
    }

    @Override
    public int fileno() {
        isExposed = true;
        return super.fileno();
    }

    /** From now on the file has another owner. */
    void share() {
        isExposed = true;
    }

    /** The flag is set, and is asked for only where other code can have cleared it: the question is a system call of its own. */
    void keepNonblocking(String call) throws ErrnoException {
        if (isExposed) {
            mode.keepNonblocking(call);
        }
    }

    /**
     * {@code read(fd, memory, bytes)}: waits until records can be read. The kernel never truncates a record: if there is no room for the
     * first one, it stays in the queue, and read returns EINVAL.
     *
     * @return the result of {@code decode}; null if there is no record and the deadline is {@code NOW}
     */
    <T> @Nullable T take(int bytes, Function<MemorySegment, T> decode, long deadline) throws ErrnoException {
        int fd = descriptor.acquire("read");
        try {
            keepNonblocking("read");
            for (int report = IoWaiter.NONE;;) {
                int seen = waiter.edges();
                long result;
                var memory = CallMemory.borrow();
                try {
                    var room = memory.copy(bytes);
                    result = FileSyscalls.read(fd, room, bytes);
                    if (result > 0) {
                        // Also if another thread has closed it since: the records left the kernel and must not be lost.
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
