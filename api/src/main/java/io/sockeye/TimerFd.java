package io.sockeye;

import static io.sockeye.bindings.EventConstants.CLOCK_MONOTONIC;
import static io.sockeye.bindings.EventConstants.CLOCK_REALTIME;
import static io.sockeye.bindings.EventConstants.CLOCK_REALTIME_ALARM;
import static io.sockeye.bindings.EventConstants.TFD_CLOEXEC;
import static io.sockeye.bindings.EventConstants.TFD_NONBLOCK;
import static io.sockeye.bindings.EventConstants.TFD_TIMER_ABSTIME;

import io.sockeye.bindings.EventSyscalls;
import io.sockeye.internal.memory.CallMemory;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.time.Instant;

/**
 * A timer that can be waited for: readable once it has expired; timerfd_create(2). Any thread may use it, and close it.
 */
public final class TimerFd extends CounterDescriptor {
    private final int clock;

    private TimerFd(int number, int clock) {
        super(number);
        this.clock = clock;
    }

    /**
     * A timer's times, as {@code struct itimerspec} has them.
     *
     * @param value until it expires next; zero if it is stopped
     * @param interval between the times after that; zero for once
     */
    public record Setting(Duration value, Duration interval) {}

    /**
     * {@code timerfd_create(clock, TFD_CLOEXEC | TFD_NONBLOCK)}; timerfd_create(2).
     *
     * @param clock {@code CLOCK_MONOTONIC}, {@code CLOCK_REALTIME}, {@code CLOCK_BOOTTIME}, …
     * @return the timer, stopped
     * @throws ErrnoException EINVAL, EMFILE; EPERM for a clock that wakes the system
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
     * {@code timerfd_settime(fd, 0, {interval, first}, NULL)}: starts it anew, and forgets how often it has expired;
     * timerfd_settime(2). More than 292 years are 292 years.
     *
     * @param first until it expires; zero stops it
     * @param interval between the times after that; zero for once
     * @throws ErrnoException EBADF if it is closed
     * @throws IllegalArgumentException if one of them is negative
     */
    public void settime(Duration first, Duration interval) throws ErrnoException {
        settime(0, nanos(first), nanos(interval));
    }

    /**
     * {@code timerfd_settime(fd, TFD_TIMER_ABSTIME, {interval, first}, NULL)}: the same for a time of day, which follows when the
     * clock is set; timerfd_settime(2). Once the time is over it expires at once.
     *
     * @param first when it expires
     * @param interval between the times after that; zero for once
     * @throws ErrnoException EBADF if it is closed
     * @throws IllegalStateException if its clock is not {@code CLOCK_REALTIME}, the only one that knows the time of day
     * @throws IllegalArgumentException if the interval is negative
     */
    public void settime(Instant first, Duration interval) throws ErrnoException {
        if (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_ALARM) {
            throw new IllegalStateException("a time of day needs a timer of CLOCK_REALTIME, not of clock " + clock);
        }
        var sinceEpoch = Duration.between(Instant.EPOCH, first);
        // Zero would stop it, and the kernel refuses what is negative: both are over.
        settime(TFD_TIMER_ABSTIME, sinceEpoch.isPositive() ? nanos(sinceEpoch) : 1, nanos(interval));
    }

    private void settime(int flags, long first, long interval) throws ErrnoException {
        int fd = descriptor.enter("timerfd_settime");
        var workspace = CallMemory.borrow();
        try {
            var value = workspace.itimerspec.set(first, interval);
            check("timerfd_settime", EventSyscalls.timerfd_settime(fd, flags, value, MemorySegment.NULL));
        } finally {
            workspace.release();
            descriptor.leave();
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
     * @return what is left, also of a time of day, and the interval
     * @throws ErrnoException EBADF if it is closed
     */
    public Setting gettime() throws ErrnoException {
        int fd = descriptor.enter("timerfd_gettime");
        var workspace = CallMemory.borrow();
        try {
            var value = workspace.itimerspec;
            check("timerfd_gettime", EventSyscalls.timerfd_gettime(fd, value.segment()));
            return new Setting(Duration.ofNanos(value.first()), Duration.ofNanos(value.interval()));
        } finally {
            workspace.release();
            descriptor.leave();
        }
    }

    /**
     * {@code read(fd)}: waits until it has expired; timerfd_create(2). A timer that is stopped is waited for until somebody starts
     * it.
     *
     * @return how often it has expired since it was set or read, 1 at least
     * @throws ErrnoException EBADF if it is closed, also meanwhile; EMFILE if there is no descriptor to be woken by
     */
    public long read() throws ErrnoException {
        return take(Waiting.FOREVER);
    }

    /**
     * {@link #read} that does not wait.
     *
     * @return how often it has expired since it was set or read; 0 if it has not
     * @throws ErrnoException EBADF if it is closed
     */
    public long tryRead() throws ErrnoException {
        return take(Waiting.NOW);
    }
}
