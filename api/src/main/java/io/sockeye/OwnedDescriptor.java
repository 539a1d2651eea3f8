package io.sockeye;

import io.sockeye.internal.poll.Descriptor;
import org.jspecify.annotations.Nullable;

/** An object that owns a descriptor and closes it. */
abstract class OwnedDescriptor implements Pollable, AutoCloseable {
    final Descriptor descriptor;

    OwnedDescriptor(Descriptor descriptor) {
        this.descriptor = descriptor;
        LeakDetector.watch(this, descriptor);
    }

    /** The descriptor of {@code item}, on which references can be held; null for a caller's own Pollable. */
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
     * {@code close(fd)}; close(2). Any thread may call it; a second call does nothing. Blocked calls throw
     * {@link ClosedDescriptorException}, and the last of them closes the file descriptor.
     *
     * @throws java.io.UncheckedIOException EIO, ENOSPC, EDQUOT if a file could not store what was written; it is closed all the same
     */
    @Override
    public void close() {
        descriptor.close();
    }

    /** Throws the error of a {@code result} that is {@code -errno}. */
    int check(String call, int result) throws ErrnoException {
        if (result < 0) {
            throw ErrnoException.of(call, descriptor.toString(), -result);
        }
        return result;
    }

    /**
     * A human-readable description.
     *
     * @return the class's name and the descriptor
     */
    @Override
    public String toString() {
        var name = getClass().getSimpleName();
        return descriptor.isClosed() ? name + "[closed]" : name + "[" + descriptor + "]";
    }
}
