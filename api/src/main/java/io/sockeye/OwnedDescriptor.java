package io.sockeye;

import io.sockeye.internal.poll.Descriptor;
import org.jspecify.annotations.Nullable;

/** What all objects with a descriptor of their own have in common. */
abstract class OwnedDescriptor implements Pollable, AutoCloseable {
    final Descriptor descriptor;

    OwnedDescriptor(Descriptor descriptor) {
        this.descriptor = descriptor;
        LeakDetector.watch(this, descriptor);
    }

    /** The descriptor of {@code item} if it is one of ours, which count who uses it; null for a user's own kind. */
    static @Nullable Descriptor of(Pollable item) {
        return item instanceof OwnedDescriptor owner ? owner.descriptor : null;
    }

    @Override
    public int fileno() {
        return descriptor.number();
    }

    @Override
    public int callCount() {
        return descriptor.callCount();
    }

    /**
     * {@code close(fd)}, once; close(2). It may be called from any thread and more than once. Calls that are inside end with
     * a {@link ClosedDescriptorException}; the last of them gives the number back.
     */
    @Override
    public void close() {
        descriptor.close();
    }

    /** Throws what {@code result} says, if it is negative. */
    int check(String call, int result) throws ErrnoException {
        if (result < 0) {
            throw ErrnoException.of(call, descriptor.toString(), -result);
        }
        return result;
    }

    /**
     * For people.
     *
     * @return the class's name and the descriptor
     */
    @Override
    public String toString() {
        var name = getClass().getSimpleName();
        return descriptor.isClosed() ? name + "[closed]" : name + "[" + descriptor + "]";
    }
}
