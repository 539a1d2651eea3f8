package io.sockeye.bindings;

import io.sockeye.bindings.generated.linux_h;

/**
 * Operations and events of epoll(7): epoll_create1(2), epoll_ctl(2).
 */
public final class EpollConstants {
    static {
        Platform.check();
    }

    // epoll_create1(2), epoll_ctl(2)

    /** The epoll descriptor is closed by exec; epoll_create1(2). */
    public static final int EPOLL_CLOEXEC = linux_h.EPOLL_CLOEXEC();
    /** Registers a descriptor; epoll_ctl(2). */
    public static final int EPOLL_CTL_ADD = linux_h.EPOLL_CTL_ADD();
    /** Changes a registration; epoll_ctl(2). */
    public static final int EPOLL_CTL_MOD = linux_h.EPOLL_CTL_MOD();
    /** Removes a registration; epoll_ctl(2). */
    public static final int EPOLL_CTL_DEL = linux_h.EPOLL_CTL_DEL();

    // epoll_ctl(2): events

    /** Data can be read; epoll_ctl(2). */
    public static final int EPOLLIN = linux_h.EPOLLIN();
    /** Out-of-band data, or another exceptional state; epoll_ctl(2). */
    public static final int EPOLLPRI = linux_h.EPOLLPRI();
    /** Data can be written; epoll_ctl(2). */
    public static final int EPOLLOUT = linux_h.EPOLLOUT();
    /** The same as EPOLLIN; epoll_ctl(2). */
    public static final int EPOLLRDNORM = linux_h.EPOLLRDNORM();
    /** Priority data can be read; not used on Linux; epoll_ctl(2). */
    public static final int EPOLLRDBAND = linux_h.EPOLLRDBAND();
    /** The same as EPOLLOUT; epoll_ctl(2). */
    public static final int EPOLLWRNORM = linux_h.EPOLLWRNORM();
    /** Priority data can be written; epoll_ctl(2). */
    public static final int EPOLLWRBAND = linux_h.EPOLLWRBAND();
    /** Not used; epoll_ctl(2). */
    public static final int EPOLLMSG = linux_h.EPOLLMSG();
    /** An error is pending; always reported; epoll_ctl(2). */
    public static final int EPOLLERR = linux_h.EPOLLERR();
    /** Both directions are closed; always reported; epoll_ctl(2). */
    public static final int EPOLLHUP = linux_h.EPOLLHUP();
    /** The peer sends no more; epoll_ctl(2). */
    public static final int EPOLLRDHUP = linux_h.EPOLLRDHUP();
    /** Wakes one of several epolls, not all; epoll_ctl(2). */
    public static final int EPOLLEXCLUSIVE = linux_h.EPOLLEXCLUSIVE();
    /** Keeps the system awake while the event is handled; epoll_ctl(2). */
    public static final int EPOLLWAKEUP = linux_h.EPOLLWAKEUP();
    /** One event, then silent until EPOLL_CTL_MOD; epoll_ctl(2). */
    public static final int EPOLLONESHOT = linux_h.EPOLLONESHOT();
    /** Edge-triggered: only changes are reported; epoll_ctl(2). */
    public static final int EPOLLET = linux_h.EPOLLET();

    private EpollConstants() {}
}
