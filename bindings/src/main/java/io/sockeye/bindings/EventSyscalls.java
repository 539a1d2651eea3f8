package io.sockeye.bindings;

import static io.sockeye.bindings.Downcalls.INT;
import static io.sockeye.bindings.Downcalls.POINTER;
import static io.sockeye.bindings.Downcalls.within;
import static io.sockeye.bindings.Downcalls.writable;
import static io.sockeye.bindings.Downcalls.writableRoom;

import io.sockeye.bindings.internal.Downcall;
import java.lang.foreign.MemorySegment;

/**
 * Counters and clocks that can be waited for: eventfd(2), timerfd_create(2).
 */
public final class EventSyscalls {
    private EventSyscalls() {}

    /**
     * {@code int eventfd(unsigned int count, int flags)}: creates a counter of 64 bits. {@code read} takes it, {@code
     * write} adds to it, 8 bytes each; eventfd(2).
     *
     * @param count where it starts
     * @param flags {@code EFD_CLOEXEC}, {@code EFD_NONBLOCK}, {@code EFD_SEMAPHORE}
     * @return its descriptor, or {@code -errno}
     */
    public static int eventfd(int count, int flags) {
        class Eventfd {
            static final Downcall CALL = Downcalls.link("eventfd", INT, INT, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: plain ints; the kernel touches no memory of ours.
            return capture.result((int) Eventfd.CALL.handle().invokeExact(capture.segment, count, flags));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int timerfd_create(int clockid, int flags)}: creates a timer; timerfd_create(2).
     *
     * @param clock {@code CLOCK_MONOTONIC}, …
     * @param flags {@code TFD_CLOEXEC}, {@code TFD_NONBLOCK}
     * @return its descriptor, or {@code -errno}
     */
    public static int timerfd_create(int clock, int flags) {
        class TimerfdCreate {
            static final Downcall CALL = Downcalls.link("timerfd_create", INT, INT, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: plain ints; the kernel touches no memory of ours.
            return capture.result((int) TimerfdCreate.CALL.handle().invokeExact(capture.segment, clock, flags));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int timerfd_settime(int fd, int flags, const struct itimerspec *value, struct itimerspec *old)}: starts or
     * stops a timer; timerfd_settime(2).
     *
     * @param fd the timer
     * @param flags {@code TFD_TIMER_ABSTIME} or 0
     * @param value a {@code struct itimerspec}
     * @param old room for what was left, or NULL
     * @return 0 or {@code -errno}
     */
    public static int timerfd_settime(int fd, int flags, MemorySegment value, MemorySegment old) {
        class TimerfdSettime {
            static final Downcall CALL = Downcalls.link("timerfd_settime", INT, INT, INT, POINTER, POINTER);
        }
        within("value", value, StructSizes.ITIMERSPEC);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: value is whole; old, if given, has room for one.
            return capture.result((int) TimerfdSettime.CALL.handle().invokeExact(
                    capture.segment, fd, flags, value, writableRoom("old", old, StructSizes.ITIMERSPEC)));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int timerfd_gettime(int fd, struct itimerspec *value)}: what is left of a timer; timerfd_gettime(2).
     *
     * @param fd the timer
     * @param value room for a {@code struct itimerspec}
     * @return 0 or {@code -errno}
     */
    public static int timerfd_gettime(int fd, MemorySegment value) {
        class TimerfdGettime {
            static final Downcall CALL = Downcalls.link("timerfd_gettime", INT, INT, POINTER);
        }
        writable("value", value, StructSizes.ITIMERSPEC);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: value has room for one itimerspec.
            return capture.result((int) TimerfdGettime.CALL.handle().invokeExact(capture.segment, fd, value));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }
}
