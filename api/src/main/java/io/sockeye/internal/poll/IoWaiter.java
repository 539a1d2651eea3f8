package io.sockeye.internal.poll;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static io.sockeye.bindings.ErrnoConstants.EMFILE;
import static io.sockeye.bindings.ErrnoConstants.ENFILE;
import static io.sockeye.bindings.PollConstants.POLLIN;

import io.sockeye.ClosedDescriptorException;
import io.sockeye.ErrnoException;
import io.sockeye.TimedOutException;
import io.sockeye.bindings.PollSyscalls;
import io.sockeye.internal.memory.CallMemory;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Waits for one descriptor in the way that the calling thread can, and decides about EINTR, EAGAIN, deadline and close. Every call that may
 * have to be retried is a loop around {@link #retryOrThrow}.
 *
 * <table>
 * <caption>How a call waits</caption>
 * <tr><th>timeout</th><th>on a platform thread</th><th>on a virtual thread</th></tr>
 * <tr><td>none</td><td>in the call itself</td><td>call, park, call</td></tr>
 * <tr><td>some</td><td>ppoll, call</td><td>call, park, call</td></tr>
 * <tr><td>zero</td><td>not at all</td><td>not at all</td></tr>
 * </table>
 *
 * <p>What a wait reports is a hint: poll reports POLLERR as long as an error queue is not empty, and the call finds nothing. The deadline
 * alone ends a wait, and readiness that a call did not find is waited for by edge.
 */
public final class IoWaiter {
    /** The report of a call that may block in the kernel. */
    public static final int IN_KERNEL = 1 << 30;

    /** The report of a wait by edge: a call that follows it has found less than it wanted. */
    public static final int BY_EDGE = 1 << 29;

    /** What {@link #await} returns once the deadline has passed. */
    public static final int EXPIRED = -1;

    /** Beside a report: the one before it was not found by the call either. */
    private static final int NOT_FOUND = 1 << 28;

    /** No report: the call has not waited yet, or was woken for another reason. */
    public static final int NONE = 0;

    /**
     * Property {@code io.sockeye.wait}, for tests of this library: with {@code parked} platform threads wait as virtual ones do, with
     * {@code edge} they do so edge-triggered from the first wait.
     */
    private static final String MODE = System.getProperty("io.sockeye.wait", "");

    static final boolean ALWAYS_PARKS = MODE.equals("parked") || MODE.equals("edge");
    private static final boolean ALWAYS_BY_EDGE = MODE.equals("edge");

    private final Descriptor descriptor;
    private final BlockingMode mode;

    public IoWaiter(Descriptor descriptor, BlockingMode mode) {
        this.descriptor = descriptor;
        this.mode = mode;
    }

    /** Whether a system call was interrupted by a signal before it did anything. */
    public static boolean isInterrupted(long result) {
        return result == -EINTR;
    }

    /** Whether a system call found nothing to do. */
    public static boolean wouldBlock(long result) {
        return result == -EAGAIN;
    }

    /** Whether the calling thread parks where it has to wait. */
    static boolean parks() {
        return ALWAYS_PARKS || Thread.currentThread().isVirtual();
    }

    /** Whether a call with this deadline may block in the kernel. Then it needs no MSG_DONTWAIT, and close wakes it. */
    public boolean blocksInKernel(long deadline) {
        return deadline != Deadline.NOW && mode.blocksInKernel();
    }

    /**
     * Waits before a call that reads, since what it reads is rarely there already; on platform threads only, and not if the call blocks in
     * the kernel.
     *
     * @return the first report of the loop
     */
    public int pollFirst(String call, int events, long deadline) throws ErrnoException {
        if (blocksInKernel(deadline)) {
            return IN_KERNEL;
        }
        return deadline == Deadline.NOW || parks() ? NONE : poll(call, events, null, deadline);
    }

    /** The first report of a loop that does not wait before its first call. */
    public int start(long deadline) {
        return blocksInKernel(deadline) ? IN_KERNEL : NONE;
    }

    /** To be read before the call: an event between the call and the wait must not be lost. */
    public int edges() {
        var parked = descriptor.parkedIfAny();
        return parked == null ? 0 : parked.edges();
    }

    /** Whether a call that does not wait has found nothing, which its caller reports by a value. */
    public boolean foundNothing(long result, long deadline) {
        return result == -EAGAIN && deadline == Deadline.NOW && !descriptor.isClosed();
    }

    /**
     * Handles a system call that failed. Returns if the caller should retry it, after waiting for readiness if the error was EAGAIN;
     * otherwise throws.
     *
     * @param on what the message shows beside the descriptor: an address; may be null
     * @param result {@code -errno}, or 0 of a call that was ended by close
     * @param report what this or {@link #pollFirst} has returned for the call before
     * @param seen {@link #edges} before the call
     * @return the report to pass on
     */
    public int retryOrThrow(
            String call, @Nullable Object on, long result, int events, int report, int seen, long deadline)
            throws ErrnoException {
        return retryOrThrow(call, on, null, result, events, report, seen, deadline);
    }

    /** The same, which ends too when {@code other} is closed: the file of a transfer. */
    public int retryOrThrow(
            String call, @Nullable Object on, @Nullable Descriptor other, long result, int events, int report, int seen,
            long deadline)
            throws ErrnoException {
        if (descriptor.isClosed()) {
            throw descriptor.closed(call);
        }
        // In the kernel a call that is repeated starts SO_RCVTIMEO anew, so the deadline has to end it here.
        if (result == -EINTR && (report != IN_KERNEL || !Deadline.isOver(deadline))) {
            return report;
        }
        if (result != -EAGAIN && result != -EINTR) {
            throw ErrnoException.of(call, shown(on), (int) -result);
        }
        if (result == -EAGAIN && report == IN_KERNEL && !mode.isNonblockingNow()) {
            // SO_RCVTIMEO or SO_SNDTIMEO has expired.
            throw ErrnoException.of(call, shown(on), EAGAIN);
        }
        int next = await(call, other, events, report, seen, deadline);
        if (next == EXPIRED) {
            throw expired(call, on, deadline);
        }
        return next;
    }

    /** Waits after a call that found nothing, or less than it wanted. Returns the report to pass on, or {@link #EXPIRED}. */
    public int await(String call, int events, int report, int seen, long deadline) throws ErrnoException {
        return await(call, null, events, report, seen, deadline);
    }

    private int await(
            String call, @Nullable Descriptor other, int events, int report, int seen, long deadline)
            throws ErrnoException {
        // The only place where a deadline ends a wait. What was reported plays no part.
        if (Deadline.isOver(deadline)) {
            return EXPIRED;
        }
        if (report == IN_KERNEL) {
            // O_NONBLOCK was set through a duplicate.
            poll(call, events, other, deadline);
            return IN_KERNEL;
        }
        boolean reported = (report & ~(BY_EDGE | NOT_FOUND)) != NONE;
        boolean byEdge = ALWAYS_BY_EDGE
                || (report & BY_EDGE) != 0
                || (reported && ((report & events) == 0 || (report & NOT_FOUND) != 0));
        if (byEdge || parks()) {
            int next = park(call, events, other, seen, byEdge, deadline);
            return byEdge ? BY_EDGE : reported ? next | NOT_FOUND : next;
        }
        int next = poll(call, events, other, deadline);
        return reported ? next | NOT_FOUND : next;
    }

    /** Parks until one of {@code events} or an error is reported, or {@code other} is closed. */
    private int park(
            String call, int events, @Nullable Descriptor other, int seen, boolean byEdge, long deadline)
            throws ErrnoException {
        var parked = descriptor.parked(false);
        Runnable wakeAll = parked::wakeAll;
        int report;
        try {
            if (other != null) {
                other.addCloseListener(wakeAll);
            }
            report = parked.park(events, seen, byEdge, deadline);
        } finally {
            if (other != null) {
                other.removeCloseListener(wakeAll);
            }
        }
        if (report == ParkedThreads.ALWAYS_READY) {
            Backoff.NOT_WATCHED.pause(deadline);
            report = NONE;
        }
        throwIfEnded(call);
        return report;
    }

    /** ppoll until one of {@code events} or an error is reported. Returns what was; 0 at the deadline. */
    private int poll(String call, int events, @Nullable Descriptor other, long deadline) throws ErrnoException {
        int waker;
        int otherWaker;
        try {
            waker = descriptor.waker();
            otherWaker = other == null ? -1 : other.waker();
        } catch (ErrnoException e) {
            if (e.errno().is(EMFILE) || e.errno().is(ENFILE)) {
                // Parked, a thread needs no descriptor of its own to be woken by.
                return park(call, events, other, edges(), false, deadline);
            }
            throw e;
        }
        int report = poll(descriptor.fd(), events, waker, otherWaker, deadline);
        throwIfEnded(call);
        return report;
    }

    /** ppoll of one descriptor and up to two more that interrupt it; those that are -1 are passed over. */
    public static int poll(int fd, int events, int waker, int otherWaker, long deadline) throws ErrnoException {
        var memory = CallMemory.borrow();
        try {
            memory.pollfd.set(0, fd, events);
            memory.pollfd.set(1, waker, POLLIN);
            memory.pollfd.set(2, otherWaker, POLLIN);
            int count = otherWaker >= 0 ? 3 : waker >= 0 ? 2 : 1;
            for (;;) {
                int result = PollSyscalls.ppoll(
                        memory.pollfd.segment(),
                        count,
                        Deadline.timespec(deadline, memory.timespec),
                        MemorySegment.NULL);
                if (result >= 0) {
                    return memory.pollfd.revents(0);
                }
                if (result != -EINTR) {
                    throw ErrnoException.of("ppoll", "fd=" + fd, -result);
                }
            }
        } finally {
            memory.release();
        }
    }

    /** {@link #retryOrThrow} with a pause in place of the wait, where the kernel offers no event. */
    public void retryWithBackoff(String call, @Nullable Object on, long result, Backoff backoff, long deadline)
            throws ErrnoException {
        if (descriptor.isClosed()) {
            throw descriptor.closed(call);
        }
        if (result == -EINTR) {
            return;
        }
        if (result != -EAGAIN) {
            throw ErrnoException.of(call, shown(on), (int) -result);
        }
        pause(call, on, backoff, deadline);
    }

    /** Pauses before another attempt, unless the deadline has passed. */
    public void pause(String call, @Nullable Object on, Backoff backoff, long deadline) throws ErrnoException {
        if (descriptor.isClosed()) {
            throw descriptor.closed(call);
        }
        if (Deadline.isOver(deadline)) {
            throw expired(call, on, deadline);
        }
        backoff.pause(deadline);
        throwIfEnded(call);
    }

    /** EAGAIN where the call was not to wait, or the kernel's own timeout would have ended it. */
    private ErrnoException expired(String call, @Nullable Object on, long deadline) {
        return deadline == Deadline.NOW || Deadline.isOfOption(deadline)
                ? ErrnoException.of(call, shown(on), EAGAIN)
                : timedOut(call, shown(on));
    }

    /** For the timeout of the object, which another thread may have changed since the call began. */
    public TimedOutException timedOut(String call, String on) {
        Duration timeout = mode.timeout();
        return new TimedOutException(call, on, timeout == null ? Duration.ZERO : timeout);
    }

    private String shown(@Nullable Object on) {
        return on == null ? descriptor.toString() : descriptor + ", " + on;
    }

    private void throwIfEnded(String call) throws ErrnoException {
        // As with the JDK's own sockets: an interrupt of a virtual thread closes the socket, and stays set.
        if (Thread.currentThread().isVirtual() && Thread.currentThread().isInterrupted()) {
            descriptor.closeWhileHeld();
            throw new ClosedDescriptorException(call, descriptor.toString(), "closed by interrupt");
        }
        if (descriptor.isClosed()) {
            throw descriptor.closed(call);
        }
    }
}
