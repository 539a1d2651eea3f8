package io.sockeye;

import static io.sockeye.bindings.FileConstants.F_GETFD;

import io.sockeye.bindings.FileSyscalls;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The descriptors that one select is inside of: their numbers stay theirs until it ends, and closing one ends it. */
final class Watched implements AutoCloseable {
    private final List<Descriptor> descriptors = new ArrayList<>();
    private @Nullable Waker waker;

    /** One object, so that it can be forgotten. */
    private Runnable wake = () -> {};

    private int highest = -1;

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
     * watched for reading, or are no sockets, there is a waker in the set of readers.
     *
     * @return its number, or -1 if it is not needed
     */
    int wakeBesides(int[] readers) throws ErrnoException {
        var read = new HashSet<Integer>();
        for (int number : readers) {
            read.add(number);
        }
        for (var descriptor : descriptors) {
            if (!descriptor.hasShutdown() || !read.contains(descriptor.inside())) {
                if (waker == null) {
                    waker = Waker.open();
                    wake = waker::wake;
                    highest = Math.max(highest, waker.number());
                }
                descriptor.whenClosed(wake);
            }
        }
        return waker == null ? -1 : waker.number();
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
    public void close() {
        if (waker != null) {
            descriptors.forEach(descriptor -> descriptor.forget(wake));
            waker.close();
        }
        descriptors.forEach(Descriptor::leave);
    }
}
