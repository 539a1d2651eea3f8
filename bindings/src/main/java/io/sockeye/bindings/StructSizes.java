package io.sockeye.bindings;

/**
 * The sizes of C's structs in bytes, as constants of the compiler: checking a segment against one loads no generated class.
 * StructsTest compares them with the generated layouts.
 */
final class StructSizes {
    static final int ADDRINFO = 48;
    static final int CMSGHDR = 16;
    static final int EPOLL_EVENT = 12;
    static final int IFADDRMSG = 8;
    static final int IFINFOMSG = 16;
    static final int IN6_PKTINFO = 20;
    static final int INOTIFY_EVENT = 16;
    static final int IN_PKTINFO = 12;
    static final int IOVEC = 16;
    static final int ITIMERSPEC = 32;
    static final int MMSGHDR = 64;
    static final int MSGHDR = 56;
    static final int NLMSGERR = 20;
    static final int NLMSGHDR = 16;
    static final int POLLFD = 8;
    static final int RLIMIT = 16;
    static final int RTATTR = 4;
    static final int RTGENMSG = 1;
    static final int RTMSG = 12;
    static final int SCM_TIMESTAMPING = 48;
    static final int SIGNALFD_SIGINFO = 128;
    static final int SIGSET_T = 128;
    static final int SOCK_EXTENDED_ERR = 16;
    static final int TIMESPEC = 16;
    static final int TIMEVAL = 16;
    static final int UCRED = 12;

    private StructSizes() {}
}
