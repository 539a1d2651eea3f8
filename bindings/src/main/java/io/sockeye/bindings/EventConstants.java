package io.sockeye.bindings;

/**
 * Flags and clocks of the descriptors that are events: eventfd(2), timerfd_create(2), clock_gettime(2).
 */
public final class EventConstants {
    // eventfd(2)

    /** The descriptor is closed by exec; eventfd(2). */
    public static final int EFD_CLOEXEC = 0x80000;
    /** The descriptor does not block; eventfd(2). */
    public static final int EFD_NONBLOCK = 0x800;
    /** Each read takes one, not the whole sum; eventfd(2). */
    public static final int EFD_SEMAPHORE = 1;

    // timerfd_create(2)

    /** The descriptor is closed by exec; timerfd_create(2). */
    public static final int TFD_CLOEXEC = 0x80000;
    /** The descriptor does not block; timerfd_create(2). */
    public static final int TFD_NONBLOCK = 0x800;
    /** The time is a point of the clock, not a distance; timerfd_create(2). */
    public static final int TFD_TIMER_ABSTIME = 1;
    /** A read fails with ECANCELED when the clock is set; timerfd_create(2). */
    public static final int TFD_TIMER_CANCEL_ON_SET = 2;

    // clock_gettime(2)

    /** The time of day, which can be set; clock_gettime(2). */
    public static final int CLOCK_REALTIME = 0;
    /** Time since some point, never set, silent in suspend; clock_gettime(2). */
    public static final int CLOCK_MONOTONIC = 1;
    /** As CLOCK_MONOTONIC, and counts on in suspend; clock_gettime(2). */
    public static final int CLOCK_BOOTTIME = 7;
    /** As CLOCK_REALTIME, and wakes the system; timerfd_create(2). */
    public static final int CLOCK_REALTIME_ALARM = 8;
    /** As CLOCK_BOOTTIME, and wakes the system; timerfd_create(2). */
    public static final int CLOCK_BOOTTIME_ALARM = 9;

    private EventConstants() {}
}
