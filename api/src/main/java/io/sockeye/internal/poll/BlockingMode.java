package io.sockeye.internal.poll;

import static io.sockeye.bindings.FileConstants.F_GETFL;
import static io.sockeye.bindings.FileConstants.F_SETFL;
import static io.sockeye.bindings.FileConstants.O_NONBLOCK;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_RCVTIMEO;
import static io.sockeye.bindings.SocketConstants.SO_SNDTIMEO;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.ErrnoException;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.bindings.Timeval;
import io.sockeye.internal.memory.CallMemory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The timeout of an object, and whether its calls may block in the kernel. O_NONBLOCK and the kernel's own timeouts belong to the open file:
 * duplicates change them, so they are asked for where a call depends on them.
 */
public final class BlockingMode {
    private final Descriptor descriptor;

    /** As the user has set it: null for none. */
    private volatile @Nullable Duration timeout;

    /** Whether O_NONBLOCK was set when this object last looked. */
    private volatile boolean nonblocking;

    /** O_NONBLOCK then stays set, and platform threads wait by ppoll where they would block in the kernel. */
    private volatile boolean keepsNonblocking;

    /** How many calls in progress need O_NONBLOCK, which is cleared after the last one. Guarded by this. */
    private int nonblockingCalls;

    /** Whether SO_RCVTIMEO or SO_SNDTIMEO may be set. */
    private volatile boolean hasKernelTimeouts;

    /** Leaves the descriptor as it is. */
    public BlockingMode(Descriptor descriptor, boolean nonblocking, @Nullable Duration timeout) {
        this.descriptor = descriptor;
        this.nonblocking = nonblocking;
        this.timeout = timeout;
        // O_NONBLOCK without a timeout is what virtual threads leave behind.
        this.keepsNonblocking = nonblocking && timeout == null;
    }

    public boolean isNonblocking() {
        return nonblocking;
    }

    public @Nullable Duration timeout() {
        return timeout;
    }

    /** Null is none, zero is non-blocking; as Python has it. */
    public void settimeout(@Nullable Duration timeout) throws ErrnoException {
        if (timeout != null) {
            Deadline.requireNonNegative(timeout);
        }
        synchronized (this) {
            if (timeout != null || (!keepsNonblocking && nonblockingCalls == 0)) {
                setNonblocking("settimeout", timeout != null);
            }
            this.timeout = timeout;
        }
    }

    /** SO_RCVTIMEO or SO_SNDTIMEO may be set from now on: by setsockopt, a duplicate, or a listening socket that had them. */
    public void kernelTimeoutsMayBeSet() {
        hasKernelTimeouts = true;
    }

    public boolean kernelTimeoutsMayBeSetAlready() {
        return hasKernelTimeouts;
    }

    /** For calls that receive, and accept. Without a timeout of its own, SO_RCVTIMEO is the limit; socket(7). */
    public long receiveDeadline() throws ErrnoException {
        return deadline(SO_RCVTIMEO);
    }

    /** For calls that send, and connect. Without a timeout of its own, SO_SNDTIMEO is the limit; socket(7). */
    public long sendDeadline() throws ErrnoException {
        return deadline(SO_SNDTIMEO);
    }

    private long deadline(int option) throws ErrnoException {
        var limit = timeout;
        if (limit != null) {
            return Deadline.after(limit);
        }
        return hasKernelTimeouts ? kernelDeadline(option) : Deadline.NEVER;
    }

    private long kernelDeadline(int option) throws ErrnoException {
        int fd = descriptor.acquire("getsockopt");
        var memory = CallMemory.borrow();
        try {
            memory.valueLength.set(JAVA_INT, 0, CallMemory.VALUE_BYTES);
            int result = SocketSyscalls.getsockopt(fd, SOL_SOCKET, option, memory.value, memory.valueLength);
            if (result < 0) {
                throw ErrnoException.of("getsockopt", descriptor + ", SOL_SOCKET, " + option, -result);
            }
            long nanos = Timeval.nanoseconds(memory.value, 0);
            return nanos == 0 ? Deadline.NEVER : Deadline.ofOption(nanos);
        } finally {
            memory.release();
            descriptor.release();
        }
    }

    /** Whether the plain call does what is wanted: it waits indefinitely, on a thread that may block, and close wakes it. */
    public boolean blocksInKernel() {
        return timeout == null && !nonblocking && descriptor.mayShutdown() && !IoWaiter.parks();
    }

    /**
     * For calls without MSG_DONTWAIT that must not block in the kernel. The flag is asked for each time: a duplicate may have cleared it.
     * Without a timeout it stays set, since the object is used in this way.
     */
    public void keepNonblocking(String call) throws ErrnoException {
        synchronized (this) {
            // Not even if the timeout is taken away before the call is made.
            keepsNonblocking |= timeout == null || neverBlocks();
            setNonblocking(call, true);
        }
    }

    /**
     * The same for one call of an object whose other calls may block in the kernel.
     *
     * @return whether it has to be undone by {@link #clearNonblocking}
     */
    public boolean setNonblocking(String call) throws ErrnoException {
        if (timeout != null || neverBlocks()) {
            keepNonblocking(call);
            return false;
        }
        synchronized (this) {
            setNonblocking(call, true);
            nonblockingCalls++;
        }
        return true;
    }

    private boolean neverBlocks() {
        return IoWaiter.parks() || !descriptor.mayShutdown();
    }

    /** Undoes {@link #setNonblocking(String)} where that says so. */
    public void clearNonblocking(String call) throws ErrnoException {
        synchronized (this) {
            nonblockingCalls--;
            if (nonblockingCalls == 0 && timeout == null && !keepsNonblocking && !descriptor.isClosed()) {
                setNonblocking(call, false);
            }
        }
    }

    private void setNonblocking(String call, boolean on) throws ErrnoException {
        int fd = descriptor.acquire(call);
        try {
            int flags = FileSyscalls.fcntl(fd, F_GETFL, 0);
            int wanted = on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK;
            int result = flags < 0 || flags == wanted ? flags : FileSyscalls.fcntl(fd, F_SETFL, wanted);
            if (result < 0) {
                throw ErrnoException.of("fcntl", descriptor.toString(), -result);
            }
            nonblocking = on;
        } finally {
            descriptor.release();
        }
    }

    /** Whether O_NONBLOCK is set: a duplicate may have set it while a call relied on blocking in the kernel. */
    public boolean isNonblockingNow() {
        int flags = FileSyscalls.fcntl(descriptor.fd(), F_GETFL, 0);
        return flags >= 0 && (flags & O_NONBLOCK) != 0;
    }
}
