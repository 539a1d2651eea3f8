package io.sockeye;

import static io.sockeye.bindings.EventConstants.EFD_CLOEXEC;
import static io.sockeye.bindings.EventConstants.EFD_NONBLOCK;
import static io.sockeye.bindings.EventConstants.EFD_SEMAPHORE;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sockeye.internal.poll.Deadline;
import io.sockeye.internal.poll.IoWaiter;
import io.sockeye.bindings.EventSyscalls;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.internal.memory.CallMemory;

/**
 * A 64-bit counter that can be waited for: readable while it is not 0, writable while 1 can be added; eventfd(2).
 *
 * <p>Thread-safe. If another thread closes it, blocked calls throw {@link ClosedDescriptorException}. On a virtual thread they park; an
 * interrupt closes it.
 */
public final class EventFd extends CounterDescriptor {
    private EventFd(int number) {
        super(number);
    }

    /**
     * {@code eventfd(count, EFD_CLOEXEC | EFD_NONBLOCK)}; eventfd(2). {@link #read} returns the counter and resets it to 0.
     *
     * @param count the initial value, unsigned
     * @return the counter
     * @throws ErrnoException EMFILE, ENFILE
     */
    public static EventFd create(int count) throws ErrnoException {
        return create(count, 0);
    }

    /**
     * {@code eventfd(count, EFD_CLOEXEC | EFD_NONBLOCK | EFD_SEMAPHORE)}; eventfd(2). {@link #read} returns 1 and decrements the counter.
     *
     * @param count the initial value, unsigned
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
     * {@code read(fd)}: waits until the counter is not 0, then resets or decrements it; eventfd(2).
     *
     * @return the value before, unsigned; 1 for a semaphore
     * @throws ErrnoException EBADF if it is closed, also by another thread during the call; EMFILE if the wait
     *     needs a descriptor of its own and none is left
     */
    public long read() throws ErrnoException {
        return take(Deadline.NEVER);
    }

    /**
     * {@link #read} that does not wait.
     *
     * @return as {@link #read}; 0 if the counter is 0
     * @throws ErrnoException EBADF if it is closed
     */
    public long tryRead() throws ErrnoException {
        return take(Deadline.NOW);
    }

    /**
     * {@code write(fd, count)}: adds to the counter, and waits while the sum would exceed 2^64 - 2; eventfd(2). Adding 0 changes
     * nothing.
     *
     * @param count the value to add, unsigned; not 2^64 - 1
     * @throws ErrnoException EINVAL for 2^64 - 1; EBADF if it is closed, also by another thread during the call; EMFILE as for {@link #read}
     */
    public void write(long count) throws ErrnoException {
        add(count, Deadline.NEVER);
    }

    /**
     * {@link #write} that does not wait.
     *
     * @param count the value to add, unsigned; not 2^64 - 1
     * @return whether it was added; false if the sum would exceed 2^64 - 2
     * @throws ErrnoException EINVAL for 2^64 - 1; EBADF if it is closed
     */
    public boolean tryWrite(long count) throws ErrnoException {
        return add(count, Deadline.NOW);
    }

    private boolean add(long count, long deadline) throws ErrnoException {
        int fd = descriptor.acquire("write");
        try {
            keepNonblocking("write");
            for (int report = IoWaiter.NONE;;) {
                int seen = waiter.edges();
                long result = put(fd, count);
                if (result == Long.BYTES) {
                    return true;
                }
                if (waiter.foundNothing(result, deadline)) {
                    return false;
                }
                // POLLOUT means that 1 can be added. For larger values each read is an edge, by which the next attempt waits.
                report = waiter.retryOrThrow("write", null, result, POLLOUT, report, seen, deadline);
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
