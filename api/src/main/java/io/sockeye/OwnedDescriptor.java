package io.sockeye;

import io.sockeye.internal.poll.Descriptor;
import org.jspecify.annotations.Nullable;

/** The superclass of all objects that own a descriptor: close, leak detection and error texts. */
abstract class OwnedDescriptor implements Pollable, AutoCloseable {
    final Descriptor descriptor;

    OwnedDescriptor(Descriptor descriptor) {
        this.descriptor = descriptor;
        LeakDetector.watch(this, descriptor);
    }

    /** Returns the reference-counted descriptor of an object of this library; null for another implementation of Pollable. */
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
     * {@code close(fd)}; close(2). Any thread may call it, more than once. Blocked calls throw {@link ClosedDescriptorException}; the file
     * descriptor is closed when the last of them has returned.
     */
    @Override
    public void close() {
        descriptor.close();
    }

    /** Throws the exception of a negative {@code result}. */
    int check(String call, int result) throws ErrnoException {
        if (result < 0) {
            throw ErrnoException.of(call, descriptor.toString(), -result);
        }
        return result;
    }

    /** {@return a human-readable description: the name of the class, and the descriptor} */
    @Override
    public String toString() {
        var name = getClass().getSimpleName();
        return descriptor.isClosed() ? name + "[closed]" : name + "[" + descriptor + "]";
    }
}
