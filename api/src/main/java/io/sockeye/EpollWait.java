package io.sockeye;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_ADD;
import static io.sockeye.bindings.ErrnoConstants.ENOSYS;
import static io.sockeye.bindings.ErrnoConstants.EPERM;
import static io.sockeye.bindings.EventConstants.EFD_CLOEXEC;

import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.EventSyscalls;
import java.lang.foreign.MemorySegment;

/** Waiting for one epoll instance: by which call, and how to end it. */
final class EpollWait {
    private static final long MILLISECOND = 1_000_000;

    /** Found out by the first call: the kernel is older than Linux 5.11, or a container forbids it. */
    private static volatile boolean noPwait2;

    private EpollWait() {}

    /** As {@code epoll_wait} returns. {@code fine} asks for a timeout in nanoseconds. */
    static int call(int fd, EpollEvents events, long deadline, boolean fine) {
        var array = events.array();
        if (fine && deadline != Waiting.NOW && !noPwait2) {
            var workspace = Workspace.borrow();
            try {
                int result = EpollSyscalls.epoll_pwait2(
                        fd,
                        array.segment(),
                        array.capacity(),
                        workspace.timespec.set(Waiting.remaining(deadline)),
                        MemorySegment.NULL);
                if (result != -ENOSYS && result != -EPERM) {
                    return result;
                }
                noPwait2 = true;
            } finally {
                workspace.giveBack();
            }
        }
        return EpollSyscalls.epoll_wait(fd, array.segment(), array.capacity(), milliseconds(deadline));
    }

    /** Rounded up, and a wait of more than 24 days looks in between. */
    private static int milliseconds(long deadline) {
        return deadline == Waiting.FOREVER
                ? -1
                : (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(Waiting.remaining(deadline), MILLISECOND));
    }

    /** Lets every wait on this instance return, for good. The descriptor that does it is closed after the instance. */
    static Descriptor wakeAll(int epoll) {
        int number = EventSyscalls.eventfd(1, EFD_CLOEXEC);
        if (number < 0) {
            throw new IllegalStateException(ErrnoException.of("eventfd", "1, EFD_CLOEXEC", -number));
        }
        var workspace = Workspace.borrow();
        try {
            workspace.event.set(0, EPOLLIN, 0);
            int result = EpollSyscalls.epoll_ctl(epoll, EPOLL_CTL_ADD, number, workspace.event.segment());
            if (result < 0) {
                throw new IllegalStateException(ErrnoException.of("epoll_ctl", "fd=" + epoll, -result));
            }
        } finally {
            workspace.giveBack();
        }
        return new Descriptor(number);
    }
}
