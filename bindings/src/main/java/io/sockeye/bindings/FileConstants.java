package io.sockeye.bindings;

/**
 * What descriptors of every kind have: open(2), lseek(2), pipe2(2), fcntl(2), ioctl(2), splice(2), memfd_create(2),
 * getrlimit(2).
 */
public final class FileConstants {
    // open(2), pipe2(2)

    /** Only reading; open(2). */
    public static final int O_RDONLY = 0;
    /** Only writing; open(2). */
    public static final int O_WRONLY = 1;
    /** Reading and writing; open(2). */
    public static final int O_RDWR = 2;
    /** Each write goes to the end; open(2). */
    public static final int O_APPEND = 0x400;
    /** The descriptor does not block; open(2). */
    public static final int O_NONBLOCK = 0x800;
    /** The descriptor is closed by exec; open(2). */
    public static final int O_CLOEXEC = 0x80000;
    /** A pipe that keeps each write apart; pipe2(2). */
    public static final int O_DIRECT = 0x4000;
    /** The bits of O_RDONLY, O_WRONLY and O_RDWR; fcntl(2). */
    public static final int O_ACCMODE = 3;
    /** Creates the file if it is not there; open(2). */
    public static final int O_CREAT = 64;
    /** With O_CREAT: fails if the file is there; open(2). */
    public static final int O_EXCL = 128;
    /** Empties the file; open(2). */
    public static final int O_TRUNC = 512;
    /** Fails if it is not a directory; open(2). */
    public static final int O_DIRECTORY = 0x10000;
    /** Fails if the last name is a symbolic link; open(2). */
    public static final int O_NOFOLLOW = 0x20000;
    /** A terminal does not become the controlling one; open(2). */
    public static final int O_NOCTTY = 256;
    /** Reading does not change the time of access; open(2). */
    public static final int O_NOATIME = 0x40000;
    /** A signal when it becomes ready; open(2). */
    public static final int O_ASYNC = 0x2000;
    /** Each write waits until the data is on disk; open(2). */
    public static final int O_DSYNC = 0x1000;
    /** Each write waits until data and metadata are on disk; open(2). */
    public static final int O_SYNC = 0x101000;
    /** Only a place in the tree: it can be neither read nor written; open(2). */
    public static final int O_PATH = 0x200000;
    /** A file without a name in the directory; open(2). */
    public static final int O_TMPFILE = 0x410000;
    /** To openat: the working directory; open(2). */
    public static final int AT_FDCWD = -100;
    /** The owner may read; open(2). */
    public static final int S_IRUSR = 256;
    /** The owner may write; open(2). */
    public static final int S_IWUSR = 128;
    /** The group may read; open(2). */
    public static final int S_IRGRP = 32;
    /** The group may write; open(2). */
    public static final int S_IWGRP = 16;
    /** Others may read; open(2). */
    public static final int S_IROTH = 4;
    /** Others may write; open(2). */
    public static final int S_IWOTH = 2;

    // fcntl(2)

    /** Duplicates to the lowest free number from the argument on; fcntl(2). */
    public static final int F_DUPFD = 0;
    /** As F_DUPFD, and closed by exec; fcntl(2). */
    public static final int F_DUPFD_CLOEXEC = 0x406;
    /** Reads the descriptor's flags; fcntl(2). */
    public static final int F_GETFD = 1;
    /** Sets the descriptor's flags; fcntl(2). */
    public static final int F_SETFD = 2;
    /** Reads access mode and status flags; fcntl(2). */
    public static final int F_GETFL = 3;
    /** Sets the status flags; fcntl(2). */
    public static final int F_SETFL = 4;
    /** Reads a pipe's capacity; fcntl(2). */
    public static final int F_GETPIPE_SZ = 0x408;
    /** Sets a pipe's capacity; fcntl(2). */
    public static final int F_SETPIPE_SZ = 0x407;
    /** The descriptor flag of F_GETFD: closed by exec; fcntl(2). */
    public static final int FD_CLOEXEC = 1;

    // ioctl(2)

    /** How many bytes can be read at once; socket(7). */
    public static final int FIONREAD = 0x541b;
    /** Sets or clears non-blocking mode; ioctl(2). */
    public static final int FIONBIO = 0x5421;
    /** How many bytes are unread; tcp(7). */
    public static final int SIOCINQ = 0x541b;
    /** How many bytes are unsent or unacknowledged; tcp(7). */
    public static final int SIOCOUTQ = 0x5411;
    /** Whether reading stands at the out-of-band mark; sockatmark(3). */
    public static final int SIOCATMARK = 0x8905;

    // splice(2)

    /** A wish to move pages instead of copying; has no effect; splice(2). */
    public static final int SPLICE_F_MOVE = 1;
    /** Does not block on the pipe; splice(2). */
    public static final int SPLICE_F_NONBLOCK = 2;
    /** More data follows; splice(2). */
    public static final int SPLICE_F_MORE = 4;
    /** The pages are given to the kernel; vmsplice(2). */
    public static final int SPLICE_F_GIFT = 8;

    // Limits

    /** So many bytes reach a pipe in one piece; pipe(7). */
    public static final int PIPE_BUF = 0x1000;
    /** How many pieces one readv or writev takes; readv(2). */
    public static final int IOV_MAX = 0x400;
    /** The limit of open descriptors; getrlimit(2). */
    public static final int RLIMIT_NOFILE = 7;
    /** No limit; as C has it, all bits set; getrlimit(2). */
    public static final long RLIM_INFINITY = -1L;
    /** How many bytes a name in a directory has at most; pathconf(3). */
    public static final int NAME_MAX = 255;

    // lseek(2), memfd_create(2)

    /** From the start; lseek(2). */
    public static final int SEEK_SET = 0;
    /** From where it is; lseek(2). */
    public static final int SEEK_CUR = 1;
    /** From the end; lseek(2). */
    public static final int SEEK_END = 2;
    /** To the next data; lseek(2). */
    public static final int SEEK_DATA = 3;
    /** To the next hole; lseek(2). */
    public static final int SEEK_HOLE = 4;
    /** The descriptor is closed by exec; memfd_create(2). */
    public static final int MFD_CLOEXEC = 1;
    /** The file can be sealed; memfd_create(2). */
    public static final int MFD_ALLOW_SEALING = 2;

    private FileConstants() {}
}
