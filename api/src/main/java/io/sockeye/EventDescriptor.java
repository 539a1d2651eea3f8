package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.PollConstants.POLLIN;

import io.sockeye.bindings.FileSyscalls;
import java.lang.foreign.MemorySegment;

/**
 * A descriptor that stands for things that happen, and gives them to read as whole records. It has {@code O_NONBLOCK} from birth:
 * who waits does so by poll, or parks, and closing wakes either.
 */
abstract class EventDescriptor extends OwnedDescriptor {
    final Blocking blocking;

    /** Takes over {@code number}. */
    EventDescriptor(int number) {
        super(Descriptor.withoutShutdown(number));
        blocking = new Blocking(descriptor, true, null);
    }

    /**
     * {@code read(fd, memory, bytes)}: waits until there is something. A record is never cut: what has no room stays, EINVAL.
     *
     * @return how many bytes; 0 if there is nothing and the deadline is {@link Waiting#NOW}
     */
    long read(MemorySegment memory, long bytes, long deadline) throws ErrnoException {
        int fd = descriptor.enter("read");
        try {
            for (;;) {
                long result = FileSyscalls.read(fd, memory, bytes);
                if (result > 0) {
                    // Also if it was closed meanwhile: what was taken from the kernel must not be lost.
                    return result;
                }
                if (result == -EAGAIN && deadline == Waiting.NOW) {
                    return 0;
                }
                blocking.again("read", result, POLLIN, deadline, false);
            }
        } finally {
            descriptor.leave();
        }
    }
}
