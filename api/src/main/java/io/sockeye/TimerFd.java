package io.sockeye;

import static io.sockeye.bindings.EventConstants.CLOCK_MONOTONIC;
import static io.sockeye.bindings.EventConstants.CLOCK_REALTIME;
import static io.sockeye.bindings.EventConstants.CLOCK_REALTIME_ALARM;
import static io.sockeye.bindings.EventConstants.TFD_CLOEXEC;
import static io.sockeye.bindings.EventConstants.TFD_NONBLOCK;
import static io.sockeye.bindings.EventConstants.TFD_TIMER_ABSTIME;

import io.sockeye.internal.poll.Deadline;
import io.sockeye.bindings.EventSyscalls;
import io.sockeye.internal.memory.CallMemory;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.time.Instant;

/**
 * A timer that can be waited for: readable once it has expired; timerfd_create(2).
 *
 * <p>Thread-safe. If another thread closes it, blocked calls throw {@link ClosedDescriptorException}. On a virtual thread they park; an
 * interrupt closes it.
 */
public final class TimerFd extends CounterDescriptor {
    private final int clock;

    private TimerFd(int number, int clock) {
        super(number);
        this.clock = clock;
    }

    /**
     * The setting of a timer: {@code struct itimerspec}; timerfd_gettime(2).
     *
     * @param value the time until it expires next; zero if it is stopped
     * @param interval the period after that; zero for a single expiration
     */
    public record Setting(Duration value, Duration interval) {}

    /**
     * {@code timerfd_create(clock, TFD_CLOEXEC | TFD_NONBLOCK)}; timerfd_create(2).
     *
     * @param clock {@code CLOCK_MONOTONIC}, {@code CLOCK_REALTIME}, {@code CLOCK_BOOTTIME}, …
     * @return the timer, stopped
     * @throws ErrnoException EINVAL, EMFILE; EPERM for an {@code _ALARM} clock without CAP_WAKE_ALARM
     */
    public static TimerFd create(int clock) throws ErrnoException {
        int number = EventSyscalls.timerfd_create(clock, TFD_CLOEXEC | TFD_NONBLOCK);
        if (number < 0) {
            throw ErrnoException.of("timerfd_create", "clock=" + clock, -number);
        }
        return new TimerFd(number, clock);
    }

    /**
     * {@link #create(int)} with {@code CLOCK_MONOTONIC}.
     *
     * @return the timer, stopped
     * @throws ErrnoException EMFILE
     */
    public static TimerFd create() throws ErrnoException {
        return create(CLOCK_MONOTONIC);
    }

    /**
     * {@code timerfd_settime(fd, 0, {interval, first}, NULL)}: restarts the timer and resets the number of expirations;
     * timerfd_settime(2). Times above 292 years are reduced to that.
     *
     * @param first the time until it expires; zero stops the timer
     * @param interval the period after that; zero for a single expiration
     * @throws ErrnoException EBADF if it is closed
     * @throws IllegalArgumentException if one of them is negative
     */
    public void settime(Duration first, Duration interval) throws ErrnoException {
        settime(0, nanos(first), nanos(interval));
    }

    /**
     * {@code timerfd_settime(fd, TFD_TIMER_ABSTIME, {interval, first}, NULL)}: restarts the timer for a time of day, also if the clock
     * is set later; timerfd_settime(2). If the time has passed, the timer expires at once.
     *
     * @param first the time of the first expiration
     * @param interval the period after that; zero for a single expiration
     * @throws ErrnoException EBADF if it is closed
     * @throws IllegalStateException if its clock is neither {@code CLOCK_REALTIME} nor {@code CLOCK_REALTIME_ALARM}
     * @throws IllegalArgumentException if the interval is negative
     */
    public void settime(Instant first, Duration interval) throws ErrnoException {
        if (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_ALARM) {
            throw new IllegalStateException("a time of day needs a timer of CLOCK_REALTIME, not of clock " + clock);
        }
        var sinceEpoch = Duration.between(Instant.EPOCH, first);
        // Zero would stop the timer, and the kernel rejects a negative time with EINVAL; both times have passed.
        settime(TFD_TIMER_ABSTIME, sinceEpoch.isPositive() ? nanos(sinceEpoch) : 1, nanos(interval));
    }

    private void settime(int flags, long first, long interval) throws ErrnoException {
        int fd = descriptor.acquire("timerfd_settime");
        var workspace = CallMemory.borrow();
        try {
            var value = workspace.itimerspec.set(first, interval);
            check("timerfd_settime", EventSyscalls.timerfd_settime(fd, flags, value, MemorySegment.NULL));
        } finally {
            workspace.release();
            descriptor.release();
        }
    }

    private static long nanos(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a negative time: " + time + "; zero stops the timer");
        }
        try {
            return time.toNanos();
        } catch (ArithmeticException beyond292Years) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * {@code timerfd_gettime(fd)}; timerfd_gettime(2).
     *
     * @return the time until it expires next, also for a time of day, and the interval
     * @throws ErrnoException EBADF if it is closed
     */
    public Setting gettime() throws ErrnoException {
        int fd = descriptor.acquire("timerfd_gettime");
        var workspace = CallMemory.borrow();
        try {
            var value = workspace.itimerspec;
            check("timerfd_gettime", EventSyscalls.timerfd_gettime(fd, value.segment()));
            return new Setting(Duration.ofNanos(value.first()), Duration.ofNanos(value.interval()));
        } finally {
            workspace.release();
            descriptor.release();
        }
    }

    /**
     * {@code read(fd)}: waits until it has expired; timerfd_create(2). If the timer is stopped, it waits until another thread starts
     * it.
     *
     * @return the number of expirations since it was set or read, at least 1
     * @throws ErrnoException EBADF if it is closed, also by another thread during the call; EMFILE if the wait
     *     needs a descriptor of its own and none is left
     */
    public long read() throws ErrnoException {
        return take(Deadline.NEVER);
    }

    /**
     * {@link #read} that does not wait.
     *
     * @return the number of expirations since it was set or read
     * @throws ErrnoException EBADF if it is closed
     */
    public long tryRead() throws ErrnoException {
        return take(Deadline.NOW);
    }
}
