package io.sockeye.bindings;

import io.sockeye.bindings.generated.linux_h;

/**
 * Flags and clocks of the descriptors that are events: eventfd(2), timerfd_create(2), clock_gettime(2).
 */
public final class EventConstants {
    static {
        Platform.check();
    }

    // eventfd(2)

    /** The descriptor is closed by exec; eventfd(2). */
    public static final int EFD_CLOEXEC = linux_h.EFD_CLOEXEC();
    /** The descriptor does not block; eventfd(2). */
    public static final int EFD_NONBLOCK = linux_h.EFD_NONBLOCK();
    /** Each read takes one, not the whole sum; eventfd(2). */
    public static final int EFD_SEMAPHORE = linux_h.EFD_SEMAPHORE();

    // timerfd_create(2)

    /** The descriptor is closed by exec; timerfd_create(2). */
    public static final int TFD_CLOEXEC = linux_h.TFD_CLOEXEC();
    /** The descriptor does not block; timerfd_create(2). */
    public static final int TFD_NONBLOCK = linux_h.TFD_NONBLOCK();
    /** The time is a point of the clock, not a distance; timerfd_create(2). */
    public static final int TFD_TIMER_ABSTIME = linux_h.TFD_TIMER_ABSTIME();
    /** A read fails with ECANCELED when the clock is set; timerfd_create(2). */
    public static final int TFD_TIMER_CANCEL_ON_SET = linux_h.TFD_TIMER_CANCEL_ON_SET();

    // clock_gettime(2)

    /** The time of day, which can be set; clock_gettime(2). */
    public static final int CLOCK_REALTIME = linux_h.CLOCK_REALTIME();
    /** Time since some point, never set, silent in suspend; clock_gettime(2). */
    public static final int CLOCK_MONOTONIC = linux_h.CLOCK_MONOTONIC();
    /** As CLOCK_MONOTONIC, and counts on in suspend; clock_gettime(2). */
    public static final int CLOCK_BOOTTIME = linux_h.CLOCK_BOOTTIME();
    /** As CLOCK_REALTIME, and wakes the system; timerfd_create(2). */
    public static final int CLOCK_REALTIME_ALARM = linux_h.CLOCK_REALTIME_ALARM();
    /** As CLOCK_BOOTTIME, and wakes the system; timerfd_create(2). */
    public static final int CLOCK_BOOTTIME_ALARM = linux_h.CLOCK_BOOTTIME_ALARM();

    private EventConstants() {}
}
