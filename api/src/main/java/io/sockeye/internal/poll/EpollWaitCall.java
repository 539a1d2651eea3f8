package io.sockeye.internal.poll;

import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.ErrnoConstants.ELOOP;
import static io.sockeye.bindings.ErrnoConstants.ENOSYS;
import static io.sockeye.bindings.ErrnoConstants.EPERM;
import static io.sockeye.bindings.PollConstants.POLLIN;

import io.sockeye.ErrnoException;
import io.sockeye.bindings.EpollEventArray;
import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.Sigset;
import io.sockeye.internal.memory.CallMemory;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Chooses between epoll_wait and epoll_pwait2, and parks a thread for an epoll instance. */
public final class EpollWaitCall {
    /** Found out by the first call: the kernel is older than Linux 5.11, or a container forbids it. */
    private static volatile boolean noPwait2;

    private EpollWaitCall() {}

    /** As {@code epoll_wait} returns. {@code nanoseconds} asks for a timeout in them, and so does a mask. */
    public static int call(
            int fd, EpollEventArray array, long deadline, boolean nanoseconds, @Nullable Sigset sigmask) {
        if (sigmask != null) {
            return pwait2(fd, array, deadline, sigmask.segment());
        }
        if (nanoseconds && deadline != Deadline.NOW && !noPwait2) {
            int result = pwait2(fd, array, deadline, MemorySegment.NULL);
            if (result != -ENOSYS && result != -EPERM) {
                return result;
            }
            noPwait2 = true;
        }
        return EpollSyscalls.epoll_wait(fd, array.segment(), array.capacity(), Deadline.millis(deadline));
    }

    private static int pwait2(int fd, EpollEventArray array, long deadline, MemorySegment sigmask) {
        var memory = CallMemory.borrow();
        try {
            var timeout = Deadline.timespec(deadline, memory.timespec);
            return EpollSyscalls.epoll_pwait2(fd, array.segment(), array.capacity(), timeout, sigmask);
        } catch (LinkageError olderThanGlibc235) {
            return -ENOSYS;
        } finally {
            memory.release();
        }
    }

    /** Whether a wait of the calling thread for an epoll instance parks it. */
    public static boolean parks(long deadline) {
        return deadline != Deadline.NOW && IoWaiter.parks();
    }

    /** To be read before epoll_wait finds nothing: an event between the call and {@link #park} must not be lost. */
    public static int edges(Descriptor epoll) {
        var parked = epoll.parkedIfAny();
        return parked == null ? 0 : parked.edges();
    }

    /**
     * Parks the calling thread until an instance has events, is closed, the deadline has passed, or a virtual thread is interrupted.
     *
     * <p>The poller's instance is one more around it. The kernel allows 500 ways from one file through two instances, and five instances
     * around each other. Beyond that it polls from time to time.
     */
    public static void park(Descriptor epoll, int seen, long deadline) throws ErrnoException {
        try {
            epoll.parked(true).park(POLLIN, seen, false, deadline);
            return;
        } catch (ErrnoException e) {
            if (!e.errno().is(EINVAL) && !e.errno().is(ELOOP)) {
                throw e;
            }
        }
        while (IoWaiter.poll(epoll.fd(), POLLIN, -1, -1, Deadline.NOW) == 0
                && !epoll.isClosed()
                && !(Thread.currentThread().isVirtual() && Thread.currentThread().isInterrupted())
                && !Deadline.isOver(deadline)) {
            Backoff.NESTED_EPOLL.pause(deadline);
        }
    }
}
