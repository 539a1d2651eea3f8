package io.sockeye.internal.poll;

import static io.sockeye.bindings.EventConstants.EFD_CLOEXEC;
import static io.sockeye.bindings.EventConstants.EFD_NONBLOCK;
import static io.sockeye.bindings.EventConstants.EFD_SEMAPHORE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sockeye.ClosedDescriptorException;
import io.sockeye.ErrnoException;
import io.sockeye.bindings.EventSyscalls;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.internal.memory.CallMemory;
import java.lang.foreign.MemorySegment;

/**
 * An eventfd that interrupts a wait for something else: it is part of what the wait watches; eventfd(2). Any thread may call it, also
 * after it was closed.
 */
public final class Waker implements AutoCloseable {
    private final Descriptor eventfd;

    private Waker(int number) {
        eventfd = Descriptor.withoutShutdown(number);
    }

    /**
     * A new one, not readable yet.
     *
     * @throws ErrnoException EMFILE, ENFILE, ENOMEM
     */
    public static Waker open() throws ErrnoException {
        int number = EventSyscalls.eventfd(0, EFD_SEMAPHORE | EFD_CLOEXEC | EFD_NONBLOCK);
        if (number < 0) {
            throw ErrnoException.of("eventfd", "0, EFD_SEMAPHORE|EFD_CLOEXEC|EFD_NONBLOCK", -number);
        }
        return new Waker(number);
    }

    /** The descriptor to watch for reading; -1 once it is closed. */
    public int number() {
        return eventfd.number();
    }

    /** Makes it readable, until {@link #reset} was called as often. */
    public void wake() {
        transfer(true);
    }

    /** Undoes one {@link #wake}. */
    public void reset() {
        transfer(false);
    }

    private void transfer(boolean write) {
        int fd;
        try {
            fd = eventfd.acquire(write ? "write" : "read");
        } catch (ClosedDescriptorException noWaitWatchesIt) {
            return;
        }
        var memory = CallMemory.borrow();
        try {
            memory.value.set(JAVA_LONG, 0, 1);
            // SAFETY: 8 bytes, as eventfd(2) asks for.
            long result = transfer(fd, memory.value, write);
            // EAGAIN: the counter is at its maximum, and so readable; or it is 0, and so not readable.
            if (result < 0 && !IoWaiter.wouldBlock(result)) {
                throw new IllegalStateException(
                        ErrnoException.of(write ? "write" : "read", eventfd.toString(), (int) -result));
            }
        } finally {
            memory.release();
            eventfd.release();
        }
    }

    private static long transfer(int fd, MemorySegment one, boolean write) {
        for (;;) {
            long result = write ? FileSyscalls.write(fd, one, Long.BYTES) : FileSyscalls.read(fd, one, Long.BYTES);
            if (!IoWaiter.isInterrupted(result)) {
                return result;
            }
        }
    }

    @Override
    public void close() {
        eventfd.close();
    }
}
