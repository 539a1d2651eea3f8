package io.sockeye;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_ADD;
import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.ErrnoConstants.ELOOP;
import static io.sockeye.bindings.ErrnoConstants.ENOSYS;
import static io.sockeye.bindings.ErrnoConstants.EPERM;
import static io.sockeye.bindings.EventConstants.EFD_CLOEXEC;
import static io.sockeye.bindings.PollConstants.POLLIN;

import io.sockeye.bindings.EpollEventArray;
import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.EventSyscalls;
import io.sockeye.bindings.Sigset;
import io.sockeye.internal.memory.CallMemory;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Waiting for one epoll instance: by which call, and how to end it. */
final class EpollWait {
    private static final long MILLISECOND = 1_000_000;
    private static final long BETWEEN_LOOKS_NANOS = 10 * MILLISECOND;

    /** Found out by the first call: the kernel is older than Linux 5.11, or a container forbids it. */
    private static volatile boolean noPwait2;

    /** An eventfd that is readable at all times, for all instances; -1 until there is one. It is never closed. */
    private static volatile int readable = -1;

    private EpollWait() {}

    /** As {@code epoll_wait} returns. {@code fine} asks for a timeout in nanoseconds, and so does a mask. */
    static int call(int fd, EpollEvents events, long deadline, boolean fine, @Nullable Sigset sigmask) {
        if (!events.isCopy()) {
            return call(fd, events.array(), deadline, fine, sigmask);
        }
        var workspace = CallMemory.borrow();
        try {
            int result = call(fd, workspace.events(), deadline, fine, sigmask);
            if (result > 0) {
                events.copyFrom(workspace.events(), result);
            }
            return result;
        } finally {
            workspace.release();
        }
    }

    private static int call(int fd, EpollEventArray array, long deadline, boolean fine, @Nullable Sigset sigmask) {
        if (sigmask != null) {
            return pwait2(fd, array, deadline, sigmask.segment());
        }
        if (fine && deadline != Waiting.NOW && !noPwait2) {
            int result = pwait2(fd, array, deadline, MemorySegment.NULL);
            if (result != -ENOSYS && result != -EPERM) {
                return result;
            }
            noPwait2 = true;
        }
        return EpollSyscalls.epoll_wait(fd, array.segment(), array.capacity(), milliseconds(deadline));
    }

    private static int pwait2(int fd, EpollEventArray array, long deadline, MemorySegment sigmask) {
        var workspace = CallMemory.borrow();
        try {
            var timeout = deadline == Waiting.FOREVER
                    ? MemorySegment.NULL
                    : workspace.timespec.set(Waiting.remaining(deadline));
            return EpollSyscalls.epoll_pwait2(fd, array.segment(), array.capacity(), timeout, sigmask);
        } catch (LinkageError olderThanGlibc235) {
            return -ENOSYS;
        } finally {
            workspace.release();
        }
    }

    /**
     * Parks a virtual thread until an instance has events, or is closed. Returns false at the deadline.
     *
     * <p>The reactor's instance is one more around it. The kernel allows 500 ways from one file through two instances, and five
     * around each other. Who comes after that is told nothing, and looks from time to time.
     */
    static boolean park(Descriptor epoll, long deadline) throws ErrnoException {
        try {
            return Reactor.awaitEpoll(epoll, POLLIN, deadline);
        } catch (ErrnoException e) {
            if (!e.errno().is(EINVAL) && !e.errno().is(ELOOP)) {
                throw e;
            }
        }
        while (!Waiting.ready(epoll.inside(), POLLIN, -1, Waiting.NOW)
                && !epoll.isClosed()
                && !Thread.currentThread().isInterrupted()) {
            if (Waiting.isOver(deadline)) {
                return false;
            }
            Waiting.pause(deadline == Waiting.FOREVER
                    ? BETWEEN_LOOKS_NANOS
                    : Math.min(Waiting.remaining(deadline), BETWEEN_LOOKS_NANOS));
        }
        return true;
    }

    /** Rounded up, and a wait of more than 24 days looks in between. */
    private static int milliseconds(long deadline) {
        return deadline == Waiting.FOREVER
                ? -1
                : (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(Waiting.remaining(deadline), MILLISECOND));
    }

    /** Makes what {@link #wakeAll} needs, since closing must not fail. Returns {@code -errno} if it cannot. */
    static synchronized int prepare() {
        if (readable < 0) {
            readable = EventSyscalls.eventfd(1, EFD_CLOEXEC);
        }
        return readable;
    }

    /** Lets every wait on this instance return, for good: nobody ever reads what is there to be read. */
    static int wakeAll(int epoll) {
        var workspace = CallMemory.borrow();
        try {
            workspace.event.set(0, EPOLLIN, 0);
            return EpollSyscalls.epoll_ctl(epoll, EPOLL_CTL_ADD, readable, workspace.event.segment());
        } finally {
            workspace.release();
        }
    }
}
