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
 * A process that can be waited for: readable once it has ended; pidfd_open(2). Unlike its number it is never taken for another
 * process. Any thread may use it, and close it.
 *
 * <p>Any process can be waited for, not only a child. How it ended is known to its parent alone: for a child of the JVM, which
 * reaps all that it has started, {@link Process#exitValue} says it.
 */
public final class PidFd extends OwnedDescriptor {
    private final IoWaiter waiter = new IoWaiter(descriptor, new BlockingMode(descriptor, true, null));

    private PidFd(int number) {
        super(Descriptor.withoutShutdown(number));
    }

    /**
     * {@code pidfd_open(pid, 0)}; pidfd_open(2). Who has no handle must know himself that the number is still that of the process
     * meant.
     *
     * @param pid the process
     * @return its descriptor
     * @throws ErrnoException ESRCH if there is none, EINVAL for 0, a negative number or a thread, EMFILE
     */
    public static PidFd open(long pid) throws ErrnoException {
        int number = pid == (int) pid ? SignalSyscalls.pidfd_open((int) pid, 0) : -ESRCH;
        if (number < 0) {
            throw ErrnoException.of("pidfd_open", Long.toString(pid), -number);
        }
        return new PidFd(number);
    }

    /**
     * {@link #open(long)}, and then makes sure that it is the process of the handle and not one that got its number.
     *
     * @param process a process
     * @return its descriptor
     * @throws ErrnoException ESRCH if it has ended and was reaped, EMFILE
     */
    public static PidFd open(ProcessHandle process) throws ErrnoException {
        var opened = open(process.pid());
        // The handle knows when its process was started. If it is there now, it was there when the number was looked up.
        if (!process.isAlive()) {
            opened.close();
            throw ErrnoException.of("pidfd_open", Long.toString(process.pid()), ESRCH);
        }
        return opened;
    }

    /**
     * {@code ppoll(fd, POLLIN, timeout)}: waits until it has ended; pidfd_open(2). On a virtual thread it parks.
     *
     * @param timeout null waits for ever, zero looks once
     * @return whether it has ended; false after the timeout
     * @throws ErrnoException EBADF if this is closed, also meanwhile; EMFILE if there is no descriptor to be woken by
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
     * @param signal {@code SIGTERM}, …; 0 only asks whether it is there
     * @throws ErrnoException ESRCH if it has ended and was reaped, EPERM, EINVAL, EBADF if this is closed
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
