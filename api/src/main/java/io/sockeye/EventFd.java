package io.sockeye;

import static io.sockeye.bindings.EventConstants.EFD_CLOEXEC;
import static io.sockeye.bindings.EventConstants.EFD_NONBLOCK;
import static io.sockeye.bindings.EventConstants.EFD_SEMAPHORE;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sockeye.internal.poll.Backoff;
import io.sockeye.internal.poll.Deadline;
import io.sockeye.internal.poll.IoWaiter;
import io.sockeye.bindings.EventSyscalls;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.internal.memory.CallMemory;

/**
 * A counter of 64 bits that can be waited for: readable while it is not 0, writable while 1 can be added; eventfd(2). Any thread
 * may use it, and close it.
 */
public final class EventFd extends CounterDescriptor {
    private EventFd(int number) {
        super(number);
    }

    /**
     * {@code eventfd(count, EFD_CLOEXEC | EFD_NONBLOCK)}; eventfd(2). {@link #read} takes all of the counter.
     *
     * @param count where it starts, without a sign
     * @return the counter
     * @throws ErrnoException EMFILE, ENFILE
     */
    public static EventFd create(int count) throws ErrnoException {
        return create(count, 0);
    }

    /**
     * {@code eventfd(count, EFD_CLOEXEC | EFD_NONBLOCK | EFD_SEMAPHORE)}; eventfd(2). {@link #read} takes 1 of the counter.
     *
     * @param count where it starts, without a sign
     * @return the counter
     * @throws ErrnoException EMFILE, ENFILE
     */
    public static EventFd semaphore(int count) throws ErrnoException {
        return create(count, EFD_SEMAPHORE);
    }

    private static EventFd create(int count, int flags) throws ErrnoException {
        int number = EventSyscalls.eventfd(count, flags | EFD_CLOEXEC | EFD_NONBLOCK);
        if (number < 0) {
            throw ErrnoException.of("eventfd", Integer.toUnsignedString(count), -number);
        }
        return new EventFd(number);
    }

    /**
     * {@code read(fd)}: waits until the counter is not 0, and takes it; eventfd(2).
     *
     * @return what it was, without a sign; 1 of a semaphore
     * @throws ErrnoException EBADF if it is closed, also meanwhile; EMFILE if there is no descriptor to be woken by
     */
    public long read() throws ErrnoException {
        return take(Deadline.NEVER);
    }

    /**
     * {@link #read} that does not wait.
     *
     * @return what it was; 0 if there is nothing to take
     * @throws ErrnoException EBADF if it is closed
     */
    public long tryRead() throws ErrnoException {
        return take(Deadline.NOW);
    }

    /**
     * {@code write(fd, count)}: adds to the counter, and waits while that would go beyond 2^64 - 2; eventfd(2). Adding 0 changes
     * nothing.
     *
     * @param count what to add, without a sign; not 2^64 - 1
     * @throws ErrnoException EINVAL for 2^64 - 1; EBADF if it is closed, also meanwhile; EMFILE as for {@link #read}
     */
    public void write(long count) throws ErrnoException {
        add(count, Deadline.NEVER);
    }

    /**
     * {@link #write} that does not wait.
     *
     * @param count what to add, without a sign; not 2^64 - 1
     * @return whether there was room for it
     * @throws ErrnoException EINVAL for 2^64 - 1; EBADF if it is closed
     */
    public boolean tryWrite(long count) throws ErrnoException {
        return add(count, Deadline.NOW);
    }

    private boolean add(long count, long deadline) throws ErrnoException {
        int fd = descriptor.acquire("write");
        try {
            mode.keepNonblocking("write");
            for (int report = IoWaiter.NONE;;) {
                int seen = waiter.edges();
                long result = put(fd, count);
                if (result == Long.BYTES) {
                    return true;
                }
                if (waiter.foundNothing(result, deadline)) {
                    return false;
                }
                if ((report & POLLOUT) == 0) {
                    report = waiter.retryOrThrow("write", null, result, POLLOUT, report, seen, deadline);
                } else {
                    // POLLOUT says that there is room for 1, and the kernel offers no event for more.
                    waiter.retryWithBackoff("write", null, result, Backoff.EVENTFD_ROOM, deadline);
                }
            }
        } finally {
            descriptor.release();
        }
    }

    private static long put(int fd, long count) {
        var workspace = CallMemory.borrow();
        try {
            workspace.value.set(JAVA_LONG, 0, count);
            return FileSyscalls.write(fd, workspace.value, Long.BYTES);
        } finally {
            workspace.release();
        }
    }
}
