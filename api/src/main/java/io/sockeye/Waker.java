package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.EventConstants.EFD_CLOEXEC;
import static io.sockeye.bindings.EventConstants.EFD_NONBLOCK;
import static io.sockeye.bindings.EventConstants.EFD_SEMAPHORE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sockeye.bindings.EventSyscalls;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.internal.memory.CallMemory;

/** An eventfd that ends a wait for something else; eventfd(2). Any thread may call it, also after it was closed. */
final class Waker implements AutoCloseable {
    private final Descriptor eventfd;

    private Waker(int number) {
        eventfd = Descriptor.withoutShutdown(number);
    }

    static Waker open() throws ErrnoException {
        int number = EventSyscalls.eventfd(0, EFD_SEMAPHORE | EFD_CLOEXEC | EFD_NONBLOCK);
        if (number < 0) {
            throw ErrnoException.of("eventfd", "0", -number);
        }
        return new Waker(number);
    }

    int number() {
        return eventfd.number();
    }

    /** Makes it readable, until {@link #takeBack} was called as often. */
    void wake() {
        transfer(true);
    }

    /** Undoes one {@link #wake}. */
    void takeBack() {
        transfer(false);
    }

    private void transfer(boolean write) {
        int fd;
        try {
            fd = eventfd.enter("write");
        } catch (ClosedDescriptorException nobodyWaitsForItAnyMore) {
            return;
        }
        var workspace = CallMemory.borrow();
        try {
            workspace.value.set(JAVA_LONG, 0, 1);
            long result = write
                    ? FileSyscalls.write(fd, workspace.value, Long.BYTES)
                    : FileSyscalls.read(fd, workspace.value, Long.BYTES);
            // EAGAIN: it is as readable as it can be, or not readable already.
            if (result < 0 && result != -EAGAIN) {
                throw new IllegalStateException(
                        ErrnoException.of(write ? "write" : "read", eventfd.toString(), (int) -result));
            }
        } finally {
            workspace.release();
            eventfd.leave();
        }
    }

    @Override
    public void close() {
        eventfd.close();
    }
}
