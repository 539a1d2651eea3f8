package io.sockeye.bindings;

/**
 * Operations and events of epoll(7): epoll_create1(2), epoll_ctl(2).
 */
public final class EpollConstants {
    // epoll_create1(2), epoll_ctl(2)

    /** The epoll descriptor is closed by exec; epoll_create1(2). */
    public static final int EPOLL_CLOEXEC = 0x80000;
    /** Registers a descriptor; epoll_ctl(2). */
    public static final int EPOLL_CTL_ADD = 1;
    /** Changes a registration; epoll_ctl(2). */
    public static final int EPOLL_CTL_MOD = 3;
    /** Removes a registration; epoll_ctl(2). */
    public static final int EPOLL_CTL_DEL = 2;

    // epoll_ctl(2): events

    /** Data can be read; epoll_ctl(2). */
    public static final int EPOLLIN = 1;
    /** Out-of-band data, or another exceptional state; epoll_ctl(2). */
    public static final int EPOLLPRI = 2;
    /** Data can be written; epoll_ctl(2). */
    public static final int EPOLLOUT = 4;
    /** The same as EPOLLIN; epoll_ctl(2). */
    public static final int EPOLLRDNORM = 64;
    /** Priority data can be read; not used on Linux; epoll_ctl(2). */
    public static final int EPOLLRDBAND = 128;
    /** The same as EPOLLOUT; epoll_ctl(2). */
    public static final int EPOLLWRNORM = 256;
    /** Priority data can be written; epoll_ctl(2). */
    public static final int EPOLLWRBAND = 512;
    /** Not used; epoll_ctl(2). */
    public static final int EPOLLMSG = 0x400;
    /** An error is pending; always reported; epoll_ctl(2). */
    public static final int EPOLLERR = 8;
    /** Both directions are closed; always reported; epoll_ctl(2). */
    public static final int EPOLLHUP = 16;
    /** The peer sends no more; epoll_ctl(2). */
    public static final int EPOLLRDHUP = 0x2000;
    /** Wakes one of several epolls, not all; epoll_ctl(2). */
    public static final int EPOLLEXCLUSIVE = 0x10000000;
    /** Keeps the system awake while the event is handled; epoll_ctl(2). */
    public static final int EPOLLWAKEUP = 0x20000000;
    /** One event, then silent until EPOLL_CTL_MOD; epoll_ctl(2). */
    public static final int EPOLLONESHOT = 0x40000000;
    /** Edge-triggered: only changes are reported; epoll_ctl(2). */
    public static final int EPOLLET = 0x80000000;

    private EpollConstants() {}
}
