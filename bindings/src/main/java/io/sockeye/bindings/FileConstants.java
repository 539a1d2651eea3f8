package io.sockeye.bindings;

import io.sockeye.bindings.generated.linux_h;

/**
 * What descriptors of every kind have: open(2), pipe2(2), fcntl(2), ioctl(2), splice(2), readv(2), getrlimit(2).
 */
public final class FileConstants {
    static {
        Platform.check();
    }

    // open(2), pipe2(2)

    /** Only reading; open(2). */
    public static final int O_RDONLY = linux_h.O_RDONLY();
    /** Only writing; open(2). */
    public static final int O_WRONLY = linux_h.O_WRONLY();
    /** Reading and writing; open(2). */
    public static final int O_RDWR = linux_h.O_RDWR();
    /** Each write goes to the end; open(2). */
    public static final int O_APPEND = linux_h.O_APPEND();
    /** The descriptor does not block; open(2). */
    public static final int O_NONBLOCK = linux_h.O_NONBLOCK();
    /** The descriptor is closed by exec; open(2). */
    public static final int O_CLOEXEC = linux_h.O_CLOEXEC();
    /** A pipe that keeps each write apart; pipe2(2). */
    public static final int O_DIRECT = linux_h.O_DIRECT();

    // fcntl(2)

    /** Duplicates to the lowest free number from the argument on; fcntl(2). */
    public static final int F_DUPFD = linux_h.F_DUPFD();
    /** As F_DUPFD, and closed by exec; fcntl(2). */
    public static final int F_DUPFD_CLOEXEC = linux_h.F_DUPFD_CLOEXEC();
    /** Reads the descriptor's flags; fcntl(2). */
    public static final int F_GETFD = linux_h.F_GETFD();
    /** Sets the descriptor's flags; fcntl(2). */
    public static final int F_SETFD = linux_h.F_SETFD();
    /** Reads access mode and status flags; fcntl(2). */
    public static final int F_GETFL = linux_h.F_GETFL();
    /** Sets the status flags; fcntl(2). */
    public static final int F_SETFL = linux_h.F_SETFL();
    /** Reads a pipe's capacity; fcntl(2). */
    public static final int F_GETPIPE_SZ = linux_h.F_GETPIPE_SZ();
    /** Sets a pipe's capacity; fcntl(2). */
    public static final int F_SETPIPE_SZ = linux_h.F_SETPIPE_SZ();
    /** The descriptor flag of F_GETFD: closed by exec; fcntl(2). */
    public static final int FD_CLOEXEC = linux_h.FD_CLOEXEC();

    // ioctl(2)

    /** How many bytes can be read at once; socket(7). */
    public static final int FIONREAD = linux_h.FIONREAD();
    /** Sets or clears non-blocking mode; ioctl(2). */
    public static final int FIONBIO = linux_h.FIONBIO();
    /** How many bytes are unread; tcp(7). */
    public static final int SIOCINQ = linux_h.SIOCINQ();
    /** How many bytes are unsent or unacknowledged; tcp(7). */
    public static final int SIOCOUTQ = linux_h.SIOCOUTQ();
    /** Whether reading stands at the out-of-band mark; sockatmark(3). */
    public static final int SIOCATMARK = linux_h.SIOCATMARK();

    // splice(2)

    /** A wish to move pages instead of copying; has no effect; splice(2). */
    public static final int SPLICE_F_MOVE = linux_h.SPLICE_F_MOVE();
    /** Does not block on the pipe; splice(2). */
    public static final int SPLICE_F_NONBLOCK = linux_h.SPLICE_F_NONBLOCK();
    /** More data follows; splice(2). */
    public static final int SPLICE_F_MORE = linux_h.SPLICE_F_MORE();
    /** The pages are given to the kernel; vmsplice(2). */
    public static final int SPLICE_F_GIFT = linux_h.SPLICE_F_GIFT();

    // Limits

    /** So many bytes reach a pipe in one piece; pipe(7). */
    public static final int PIPE_BUF = linux_h.PIPE_BUF();
    /** How many pieces one readv or writev takes; readv(2). */
    public static final int IOV_MAX = linux_h.IOV_MAX();
    /** The limit of open descriptors; getrlimit(2). */
    public static final int RLIMIT_NOFILE = linux_h.RLIMIT_NOFILE();
    /** No limit; as C has it, all bits set; getrlimit(2). */
    public static final long RLIM_INFINITY = linux_h.RLIM_INFINITY();

    private FileConstants() {}
}
