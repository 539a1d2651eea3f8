package io.sockeye;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The descriptors that one wait is inside of: their numbers stay theirs until it ends. */
final class Watched implements AutoCloseable {
    private final List<Descriptor> descriptors = new ArrayList<>();
    private int highest = -1;

    /** Goes into each. Returns their numbers, in order. */
    int[] enter(Collection<? extends Pollable> items) throws ClosedDescriptorException {
        var numbers = new int[items.size()];
        int i = 0;
        for (var item : items) {
            int number = item instanceof Socket socket ? enter(socket.descriptor()) : item.fileno();
            if (number < 0) {
                throw new ClosedDescriptorException("select", item.toString());
            }
            highest = Math.max(highest, number);
            numbers[i++] = number;
        }
        return numbers;
    }

    private int enter(Descriptor descriptor) throws ClosedDescriptorException {
        int number = descriptor.enter("select");
        descriptors.add(descriptor);
        return number;
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
        descriptors.forEach(Descriptor::leave);
    }
}
