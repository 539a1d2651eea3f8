package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.ESRCH;
import static io.sockeye.bindings.PollConstants.POLLIN;

import io.sockeye.internal.poll.BlockingMode;
import io.sockeye.internal.poll.Descriptor;
import io.sockeye.internal.poll.Deadline;
import io.sockeye.internal.poll.IoWaiter;
import io.sockeye.bindings.SignalSyscalls;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A process that can be waited for: readable once it has terminated; pidfd_open(2). Unlike a PID, it never refers to another process
 * later.
 *
 * <p>Thread-safe. If another thread closes it, blocked calls throw {@link ClosedDescriptorException}. On a virtual thread they park; an
 * interrupt closes it.
 *
 * <p>Any process can be waited for, not only a child. Only the parent gets the exit status: the JVM reaps its own children, so call
 * {@link Process#exitValue}.
 */
public final class PidFd extends OwnedDescriptor {
    private final IoWaiter waiter = new IoWaiter(descriptor, new BlockingMode(descriptor, true, null));

    private PidFd(int number) {
        super(Descriptor.withoutShutdown(number));
    }

    /**
     * {@code pidfd_open(pid, 0)}; pidfd_open(2). The caller must make sure that the PID was not reused; {@link #open(ProcessHandle)} checks
     * it.
     *
     * @param pid the PID
     * @return the descriptor
     * @throws ErrnoException ESRCH if there is no such process, EINVAL for 0, a negative number or a thread, EMFILE
     */
    public static PidFd open(long pid) throws ErrnoException {
        int number = pid == (int) pid ? SignalSyscalls.pidfd_open((int) pid, 0) : -ESRCH;
        if (number < 0) {
            throw ErrnoException.of("pidfd_open", Long.toString(pid), -number);
        }
        return new PidFd(number);
    }

    /**
     * {@link #open(long)}, and a check that the PID was not reused by another process.
     *
     * @param process a process
     * @return the descriptor
     * @throws ErrnoException ESRCH if it has terminated and was reaped, EMFILE
     */
    public static PidFd open(ProcessHandle process) throws ErrnoException {
        var opened = open(process.pid());
        // The handle compares start times. If its process is alive now, it had the PID when pidfd_open was called.
        if (!process.isAlive()) {
            opened.close();
            throw ErrnoException.of("pidfd_open", Long.toString(process.pid()), ESRCH);
        }
        return opened;
    }

    /**
     * {@code ppoll(fd, POLLIN, timeout)}: waits until the process has terminated; pidfd_open(2).
     *
     * @param timeout null waits indefinitely, zero polls without waiting
     * @return whether it has terminated; false after the timeout
     * @throws ErrnoException EBADF if this is closed, also by another thread during the call; EMFILE if the wait needs a
     *     descriptor of its own and none is left
     */
    public boolean waitFor(@Nullable Duration timeout) throws ErrnoException {
        long deadline = Deadline.of(timeout);
        int fd = descriptor.acquire("poll");
        try {
            for (int report = IoWaiter.NONE; report != IoWaiter.EXPIRED;) {
                int seen = waiter.edges();
                if (IoWaiter.poll(fd, POLLIN, -1, -1, Deadline.NOW) != 0) {
                    return true;
                }
                report = waiter.await("poll", POLLIN, report, seen, deadline);
            }
            return false;
        } finally {
            descriptor.release();
        }
    }

    /**
     * {@code pidfd_send_signal(fd, signal, NULL, 0)}; pidfd_send_signal(2).
     *
     * @param signal {@code SIGTERM}, …; 0 only checks that it exists
     * @throws ErrnoException ESRCH if it has terminated and was reaped, EPERM, EINVAL, EBADF if this is closed
     */
    public void sendSignal(int signal) throws ErrnoException {
        int fd = descriptor.acquire("pidfd_send_signal");
        try {
            int result = SignalSyscalls.pidfd_send_signal(fd, signal, MemorySegment.NULL, 0);
            if (result < 0) {
                throw ErrnoException.of("pidfd_send_signal", descriptor + ", signal " + signal, -result);
            }
        } finally {
            descriptor.release();
        }
    }
}
