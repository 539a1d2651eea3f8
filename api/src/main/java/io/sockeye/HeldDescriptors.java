package io.sockeye;

import static io.sockeye.bindings.FileConstants.F_GETFD;

import io.sockeye.internal.poll.Waker;
import io.sockeye.internal.poll.Descriptor;
import io.sockeye.bindings.FileSyscalls;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The descriptors of one select: references to them are held until it returns, and closing one of them interrupts it. */
final class HeldDescriptors implements AutoCloseable {
    private final List<Descriptor> descriptors = new ArrayList<>();
    private @Nullable Waker waker;

    /** One object, so that it can be forgotten. */
    private Runnable wake = () -> {};

    private int highest = -1;

    /** Acquires each. Returns their numbers, in order. */
    int[] acquire(Collection<? extends Pollable> items) throws ErrnoException {
        var numbers = new int[items.size()];
        int i = 0;
        for (var item : items) {
            var owned = OwnedDescriptor.of(item);
            int number = owned == null ? openNumber(item) : acquire(owned);
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

    private int acquire(Descriptor descriptor) throws ClosedDescriptorException {
        int number = descriptor.acquire("select");
        descriptors.add(descriptor);
        return number;
    }

    /**
     * Closing shuts a socket down, and that makes it readable, but neither exceptional nor always writable. For those that are not
     * watched for reading, or are no sockets, there is a waker in the set of readers.
     *
     * @return its number, or -1 if it is not needed
     */
    int watchWaker(int[] readers) throws ErrnoException {
        var read = new HashSet<Integer>();
        for (int number : readers) {
            read.add(number);
        }
        for (var descriptor : descriptors) {
            if (!descriptor.mayShutdown() || !read.contains(descriptor.fd())) {
                if (waker == null) {
                    waker = Waker.open();
                    wake = waker::wake;
                    highest = Math.max(highest, waker.number());
                }
                descriptor.addCloseListener(wake);
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
            descriptors.forEach(descriptor -> descriptor.removeCloseListener(wake));
            waker.close();
        }
        descriptors.forEach(Descriptor::release);
    }
}
