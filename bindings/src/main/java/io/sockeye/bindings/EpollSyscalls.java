package io.sockeye.bindings;

import static io.sockeye.bindings.Downcalls.INT;
import static io.sockeye.bindings.Downcalls.POINTER;
import static io.sockeye.bindings.Downcalls.room;
import static io.sockeye.bindings.Downcalls.writable;

import io.sockeye.bindings.internal.Downcall;
import java.lang.foreign.MemorySegment;

/**
 * The calls of epoll(7).
 */
public final class EpollSyscalls {
    private EpollSyscalls() {}

    /**
     * {@code int epoll_create1(int flags)}: creates an epoll instance; epoll_create1(2).
     *
     * @param flags {@code EPOLL_CLOEXEC} or 0
     * @return its descriptor, or {@code -errno}
     */
    public static int epoll_create1(int flags) {
        class EpollCreate1 {
            static final Downcall CALL = Downcalls.link("epoll_create1", INT, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: plain ints; the kernel touches no memory of ours.
            return capture.result((int) EpollCreate1.CALL.handle().invokeExact(capture.segment, flags));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int epoll_ctl(int epfd, int op, int fd, struct epoll_event *event)}: adds to, changes or removes from the
     * interest list; epoll_ctl(2).
     *
     * @param epfd the epoll instance
     * @param op {@code EPOLL_CTL_ADD}, {@code EPOLL_CTL_MOD}, {@code EPOLL_CTL_DEL}
     * @param fd the descriptor in question
     * @param event a {@code struct epoll_event}; may be NULL for {@code EPOLL_CTL_DEL}
     * @return 0 or {@code -errno}
     */
    public static int epoll_ctl(int epfd, int op, int fd, MemorySegment event) {
        class EpollCtl {
            static final Downcall CALL = Downcalls.link("epoll_ctl", INT, INT, INT, INT, POINTER);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the event, if given, is whole, and the kernel only reads it.
            return capture.result((int) EpollCtl.CALL.handle().invokeExact(
                    capture.segment, epfd, op, fd, room("event", event, StructSizes.EPOLL_EVENT)));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int epoll_wait(int epfd, struct epoll_event *events, int maxevents, int timeout)}: waits for events;
     * epoll_wait(2).
     *
     * @param epfd the epoll instance
     * @param events room for maxevents of {@code struct epoll_event}
     * @param maxevents the maximum number of events
     * @param timeout milliseconds; negative waits indefinitely
     * @return how many events were written, 0 after the timeout, or {@code -errno}
     */
    public static int epoll_wait(int epfd, MemorySegment events, int maxevents, int timeout) {
        class EpollWait {
            static final Downcall CALL = Downcalls.link("epoll_wait", INT, INT, POINTER, INT, INT);
        }
        writable("events", events, maxevents, StructSizes.EPOLL_EVENT);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the array has maxevents entries, and the kernel writes no more.
            return capture.result(
                    (int) EpollWait.CALL.handle().invokeExact(capture.segment, epfd, events, maxevents, timeout));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int epoll_pwait2(int epfd, struct epoll_event *events, int maxevents, const struct timespec *timeout,
     * const sigset_t *sigmask)}: {@link #epoll_wait} in nanoseconds and with a signal mask while it waits. Linux 5.11,
     * glibc 2.35; a container may forbid it with {@code -EPERM}; epoll_pwait2(2).
     *
     * @param epfd the epoll instance
     * @param events room for maxevents of {@code struct epoll_event}
     * @param maxevents the maximum number of events
     * @param timeout a {@code struct timespec}; NULL waits indefinitely
     * @param sigmask a {@code sigset_t} of 128 bytes, or NULL
     * @return as {@link #epoll_wait}
     */
    public static int epoll_pwait2(
            int epfd, MemorySegment events, int maxevents, MemorySegment timeout, MemorySegment sigmask) {
        class EpollPwait2 {
            static final Downcall CALL = Downcalls.link("epoll_pwait2", INT, INT, POINTER, INT, POINTER, POINTER);
        }
        writable("events", events, maxevents, StructSizes.EPOLL_EVENT);
        room("timeout", timeout, StructSizes.TIMESPEC);
        room("sigmask", sigmask, StructSizes.SIGSET_T);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the array has maxevents entries, and the kernel writes no more.
            return capture.result(
                    (int) EpollPwait2.CALL.handle().invokeExact(capture.segment, epfd, events, maxevents, timeout,
                            sigmask));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }
}
