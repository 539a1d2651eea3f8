package io.sockeye.bindings;

import io.sockeye.bindings.generated.linux_h;

/**
 * What descriptors of every kind have: open(2), lseek(2), pipe2(2), fcntl(2), ioctl(2), splice(2), memfd_create(2),
 * getrlimit(2).
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
    /** The bits of O_RDONLY, O_WRONLY and O_RDWR; fcntl(2). */
    public static final int O_ACCMODE = linux_h.O_ACCMODE();
    /** Creates the file if it is not there; open(2). */
    public static final int O_CREAT = linux_h.O_CREAT();
    /** With O_CREAT: fails if the file is there; open(2). */
    public static final int O_EXCL = linux_h.O_EXCL();
    /** Empties the file; open(2). */
    public static final int O_TRUNC = linux_h.O_TRUNC();
    /** Fails if it is not a directory; open(2). */
    public static final int O_DIRECTORY = linux_h.O_DIRECTORY();
    /** Fails if the last name is a symbolic link; open(2). */
    public static final int O_NOFOLLOW = linux_h.O_NOFOLLOW();
    /** A terminal does not become the controlling one; open(2). */
    public static final int O_NOCTTY = linux_h.O_NOCTTY();
    /** Reading does not change the time of access; open(2). */
    public static final int O_NOATIME = linux_h.O_NOATIME();
    /** A signal when it becomes ready; open(2). */
    public static final int O_ASYNC = linux_h.O_ASYNC();
    /** Each write waits until the data is on disk; open(2). */
    public static final int O_DSYNC = linux_h.O_DSYNC();
    /** Each write waits until data and metadata are on disk; open(2). */
    public static final int O_SYNC = linux_h.O_SYNC();
    /** Only a place in the tree: it can be neither read nor written; open(2). */
    public static final int O_PATH = linux_h.O_PATH();
    /** A file without a name in the directory; open(2). */
    public static final int O_TMPFILE = linux_h.O_TMPFILE();
    /** To openat: the working directory; open(2). */
    public static final int AT_FDCWD = linux_h.AT_FDCWD();
    /** The owner may read; open(2). */
    public static final int S_IRUSR = linux_h.S_IRUSR();
    /** The owner may write; open(2). */
    public static final int S_IWUSR = linux_h.S_IWUSR();
    /** The group may read; open(2). */
    public static final int S_IRGRP = linux_h.S_IRGRP();
    /** The group may write; open(2). */
    public static final int S_IWGRP = linux_h.S_IWGRP();
    /** Others may read; open(2). */
    public static final int S_IROTH = linux_h.S_IROTH();
    /** Others may write; open(2). */
    public static final int S_IWOTH = linux_h.S_IWOTH();

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
    /** How many bytes a name in a directory has at most; pathconf(3). */
    public static final int NAME_MAX = linux_h.NAME_MAX();

    // lseek(2), memfd_create(2)

    /** From the start; lseek(2). */
    public static final int SEEK_SET = linux_h.SEEK_SET();
    /** From where it is; lseek(2). */
    public static final int SEEK_CUR = linux_h.SEEK_CUR();
    /** From the end; lseek(2). */
    public static final int SEEK_END = linux_h.SEEK_END();
    /** To the next data; lseek(2). */
    public static final int SEEK_DATA = linux_h.SEEK_DATA();
    /** To the next hole; lseek(2). */
    public static final int SEEK_HOLE = linux_h.SEEK_HOLE();
    /** The descriptor is closed by exec; memfd_create(2). */
    public static final int MFD_CLOEXEC = linux_h.MFD_CLOEXEC();
    /** The file can be sealed; memfd_create(2). */
    public static final int MFD_ALLOW_SEALING = linux_h.MFD_ALLOW_SEALING();

    private FileConstants() {}
}
