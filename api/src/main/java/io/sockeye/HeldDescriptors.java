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

/** The descriptors of one select. A reference to each is held until the call returns; closing one of them interrupts the call. */
final class HeldDescriptors implements AutoCloseable {
    private final List<Descriptor> descriptors = new ArrayList<>();
    private @Nullable Waker waker;

    /** One object for all descriptors, so that it can be removed as a listener. */
    private Runnable wake = () -> {};

    private int highest = -1;

    /** Acquires a reference to each item. Returns their descriptors, in order. */
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
     * The descriptor of a caller's own Pollable, on which no reference can be held. select(2) ignores descriptors beyond the end of the
     * process's table, without EBADF, and leaves their bits set; so fcntl checks first that it is open.
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
     * Adds a waker to the set of readers if a close would not wake the call by itself. A close shuts a socket down, which makes it readable,
     * but neither exceptional nor always writable. So items that are not watched for reading, or are not sockets, need the waker.
     *
     * @return the waker's descriptor, or -1 if it is not needed
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

    /** The highest descriptor; -1 if there is none. */
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
