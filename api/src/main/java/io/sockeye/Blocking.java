package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static io.sockeye.bindings.FileConstants.F_GETFL;
import static io.sockeye.bindings.FileConstants.F_SETFL;
import static io.sockeye.bindings.FileConstants.O_NONBLOCK;
import static io.sockeye.bindings.PollConstants.POLLOUT;

import io.sockeye.bindings.FileSyscalls;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether the calls of one socket wait, for how long, and by which means. EINTR and EAGAIN are decided here and nowhere
 * else.
 *
 * <table>
 * <caption>How a call waits</caption>
 * <tr><th>timeout</th><th>on a platform thread</th><th>on a virtual thread</th></tr>
 * <tr><td>none</td><td>in the call itself</td><td>call, park, call</td></tr>
 * <tr><td>some</td><td>ppoll, call</td><td>call, park, call</td></tr>
 * <tr><td>zero</td><td>not at all</td><td>not at all</td></tr>
 * </table>
 */
final class Blocking {
    /** Between looks at a receiver's queue, which nothing can be waited for. */
    private static final long QUEUE_NANOS = 1_000_000;

    private final Descriptor descriptor;

    /** As the user has set it: null for none. */
    private volatile @Nullable Duration timeout;

    /** Whether O_NONBLOCK is set. */
    private volatile boolean nonblocking;

    /** Then O_NONBLOCK stays set, and platform threads wait by ppoll where they would wait in the call. */
    private volatile boolean staysNonblocking;

    /** Leaves the descriptor as it is. */
    Blocking(Descriptor descriptor, boolean nonblocking, @Nullable Duration timeout) {
        this.descriptor = descriptor;
        this.nonblocking = nonblocking;
        this.timeout = timeout;
        // O_NONBLOCK without a timeout is what virtual threads leave behind.
        this.staysNonblocking = nonblocking && timeout == null;
    }

    boolean isNonblocking() {
        return nonblocking;
    }

    @Nullable Duration timeout() {
        return timeout;
    }

    /** Null is none, zero is non-blocking; as Python has it. */
    void settimeout(@Nullable Duration timeout) throws ErrnoException {
        if (timeout != null) {
            Waiting.check(timeout);
        }
        boolean wanted = timeout != null;
        synchronized (this) {
            if (wanted != nonblocking && (wanted || !staysNonblocking)) {
                setNonblocking("settimeout", wanted);
            }
            this.timeout = timeout;
        }
    }

    long deadline() {
        return Waiting.deadline(timeout);
    }

    /** Whether the plain call does what is wanted: it waits for ever, on a thread that may be held, and closing ends it. */
    boolean callWaits() {
        return timeout == null && !nonblocking && descriptor.hasShutdown() && !Thread.currentThread().isVirtual();
    }

    /** Whether to wait before a call that reads, since what it reads is rarely there already. */
    boolean waitsFirst(long deadline) {
        return deadline != Waiting.NOW && !callWaits() && !Thread.currentThread().isVirtual();
    }

    /** For the calls that know no MSG_DONTWAIT. */
    void needNonblocking(String call) throws ErrnoException {
        // Its call must not wait, even if somebody takes the timeout away before it is made.
        boolean never = Thread.currentThread().isVirtual() || !descriptor.hasShutdown();
        if (nonblocking && (staysNonblocking || !never)) {
            return;
        }
        synchronized (this) {
            staysNonblocking = true;
            if (!nonblocking) {
                setNonblocking(call, true);
            }
        }
    }

    private void setNonblocking(String call, boolean on) throws ErrnoException {
        int fd = descriptor.enter(call);
        try {
            int flags = FileSyscalls.fcntl(fd, F_GETFL, 0);
            int result = flags < 0
                    ? flags
                    : FileSyscalls.fcntl(fd, F_SETFL, on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK);
            if (result < 0) {
                throw ErrnoException.of("fcntl", descriptor.toString(), -result);
            }
            nonblocking = on;
        } finally {
            descriptor.leave();
        }
    }

    /**
     * What to do after a call that failed. Returns if it is to be made again, waiting before that where that helps.
     *
     * @param waits whether the call itself was to wait, so that EAGAIN is its last word
     */
    void again(String call, long result, int events, long deadline, boolean waits) throws ErrnoException {
        if (descriptor.isClosed()) {
            throw descriptor.closed(call);
        }
        if (result == -EAGAIN && deadline != Waiting.NOW && (!waits || becameNonblocking())) {
            await(call, events, deadline);
        } else if (result != -EINTR) {
            throw ErrnoException.of(call, descriptor.toString(), (int) -result);
        }
    }

    /**
     * What to do instead of {@link #again} after a datagram to a UNIX address, which has to be sent without waiting: if the receiver's queue
     * is full, this socket is writable all the same, and no shutdown of it would end a wait in the call; unix(7).
     */
    void againToUnix(String call, long result, long deadline) throws ErrnoException {
        if (result == -EAGAIN && deadline != Waiting.NOW && !descriptor.isClosed()) {
            long left = deadline == Waiting.FOREVER ? QUEUE_NANOS : Waiting.remaining(deadline);
            if (left == 0) {
                throw timedOut(call, descriptor.toString());
            }
            pause(call, Math.min(left, QUEUE_NANOS));
        } else {
            again(call, result, POLLOUT, deadline, false);
        }
    }

    /** Waits until the descriptor is ready, inside of {@code enter} and {@code leave}. */
    void await(String call, int events, long deadline) throws ErrnoException {
        if (!ready(call, events, deadline)) {
            throw timedOut(call, descriptor.toString());
        }
    }

    /** The same, and false when the time is over. */
    boolean ready(String call, int events, long deadline) throws ErrnoException {
        boolean ready;
        if (Thread.currentThread().isVirtual()) {
            ready = Reactor.await(descriptor, events, deadline);
            endIfInterrupted(call);
        } else {
            ready = Waiting.ready(descriptor.inside(), events, descriptor.waker(), deadline);
        }
        if (descriptor.isClosed()) {
            throw descriptor.closed(call);
        }
        return ready;
    }

    /**
     * Whether a call that was to wait did not, because O_NONBLOCK was set through a duplicate. Otherwise its EAGAIN is
     * SO_RCVTIMEO or SO_SNDTIMEO, and stands.
     */
    private boolean becameNonblocking() {
        int flags = FileSyscalls.fcntl(descriptor.inside(), F_GETFL, 0);
        return flags >= 0 && (flags & O_NONBLOCK) != 0;
    }

    TimedOutException timedOut(String call, String on) {
        var limit = timeout;
        return new TimedOutException(call, on, limit == null ? Duration.ZERO : limit);
    }

    /** Lets some time pass where nothing can be waited for. */
    void pause(String call, long nanos) throws ErrnoException {
        Waiting.pause(nanos);
        if (Thread.currentThread().isVirtual()) {
            endIfInterrupted(call);
        }
    }

    /** As with the JDK's own sockets: an interrupt of a virtual thread ends the socket, and stays set. */
    private void endIfInterrupted(String call) throws ErrnoException {
        if (Thread.currentThread().isInterrupted()) {
            descriptor.closeFromInside();
            throw new ClosedDescriptorException(call, descriptor.toString(), "closed by interrupt");
        }
    }
}
