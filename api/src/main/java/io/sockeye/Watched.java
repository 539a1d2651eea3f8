package io.sockeye;

import static io.sockeye.bindings.EventConstants.EFD_CLOEXEC;
import static io.sockeye.bindings.FileConstants.F_GETFD;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sockeye.bindings.EventSyscalls;
import io.sockeye.bindings.FileSyscalls;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** The descriptors that one select is inside of: their numbers stay theirs until it ends, and closing one ends it. */
final class Watched implements AutoCloseable {
    private final List<Descriptor> descriptors = new ArrayList<>();
    private final Runnable wake = this::wake;
    private int highest = -1;

    // Guarded by this.
    private int eventfd = -1;

    /** Goes into each. Returns their numbers, in order. */
    int[] enter(Collection<? extends Pollable> items) throws ErrnoException {
        var numbers = new int[items.size()];
        int i = 0;
        for (var item : items) {
            var owned = OwnedDescriptor.of(item);
            int number = owned == null ? openNumber(item) : enter(owned);
            highest = Math.max(highest, number);
            numbers[i++] = number;
        }
        return numbers;
    }

    /**
     * The number of something that is not ours to count. The kernel passes over numbers beyond its table without a word, and leaves their
     * bits set, so it is asked first.
     */
    static int openNumber(Pollable item) throws ErrnoException {
        int number = item.fileno();
        if (number < 0) {
            throw new ClosedDescriptorException("select", item.toString());
        }
        int result = FileSyscalls.fcntl(number, F_GETFD, 0);
        if (result < 0) {
            throw ErrnoException.of("select", "fd=" + number, -result);
        }
        return number;
    }

    private int enter(Descriptor descriptor) throws ClosedDescriptorException {
        int number = descriptor.enter("select");
        descriptors.add(descriptor);
        return number;
    }

    /**
     * Closing shuts a socket down, and that makes it readable, but neither exceptional nor always writable. For those that are not
     * watched for reading, or are no sockets, there is an eventfd in the set of readers.
     *
     * @return its number, or -1 if it is not needed
     */
    synchronized int wakeBesides(int[] readers) throws ErrnoException {
        var read = new HashSet<Integer>();
        for (int number : readers) {
            read.add(number);
        }
        for (var descriptor : descriptors) {
            if (!descriptor.isSocket() || !read.contains(descriptor.inside())) {
                if (eventfd < 0) {
                    eventfd = EventSyscalls.eventfd(0, EFD_CLOEXEC);
                    if (eventfd < 0) {
                        throw ErrnoException.of("eventfd", "EFD_CLOEXEC", -eventfd);
                    }
                    highest = Math.max(highest, eventfd);
                }
                descriptor.whenClosed(wake);
            }
        }
        return eventfd;
    }

    private synchronized void wake() {
        if (eventfd >= 0) {
            try (var arena = Arena.ofConfined()) {
                long result = FileSyscalls.write(eventfd, arena.allocateFrom(JAVA_LONG, 1), Long.BYTES);
                if (result < 0) {
                    throw new IllegalStateException(ErrnoException.of("write", "fd=" + eventfd, (int) -result));
                }
            }
        }
    }

    /** The largest number; -1 if there is none. */
    int highest() {
        return highest;
    }

    void throwIfClosed() throws ClosedDescriptorException {
        for (var descriptor : descriptors) {
            if (descriptor.isClosed()) {
                throw descriptor.closed("select");
            }
        }
    }

    @Override
    public synchronized void close() {
        if (eventfd >= 0) {
            descriptors.forEach(descriptor -> descriptor.forget(wake));
            int closing = eventfd;
            eventfd = -1;
            new Descriptor(closing).close();
        }
        descriptors.forEach(Descriptor::leave);
    }
}
