package io.sockeye.bindings;

import io.sockeye.bindings.generated.linux_h;

/**
 * The error numbers of Linux with the text of strerror(3): errno(3). A failed call returns one of them, negated.
 */
public final class ErrnoConstants {
    static {
        Platform.check();
    }

    /** Operation not permitted. */
    public static final int EPERM = linux_h.EPERM();
    /** No such file or directory. */
    public static final int ENOENT = linux_h.ENOENT();
    /** No such process. */
    public static final int ESRCH = linux_h.ESRCH();
    /** Interrupted system call. */
    public static final int EINTR = linux_h.EINTR();
    /** Input/output error. */
    public static final int EIO = linux_h.EIO();
    /** No such device or address. */
    public static final int ENXIO = linux_h.ENXIO();
    /** Argument list too long. */
    public static final int E2BIG = linux_h.E2BIG();
    /** Exec format error. */
    public static final int ENOEXEC = linux_h.ENOEXEC();
    /** Bad file descriptor. */
    public static final int EBADF = linux_h.EBADF();
    /** No child processes. */
    public static final int ECHILD = linux_h.ECHILD();
    /** Resource temporarily unavailable. */
    public static final int EAGAIN = linux_h.EAGAIN();
    /** Cannot allocate memory. */
    public static final int ENOMEM = linux_h.ENOMEM();
    /** Permission denied. */
    public static final int EACCES = linux_h.EACCES();
    /** Bad address. */
    public static final int EFAULT = linux_h.EFAULT();
    /** Block device required. */
    public static final int ENOTBLK = linux_h.ENOTBLK();
    /** Device or resource busy. */
    public static final int EBUSY = linux_h.EBUSY();
    /** File exists. */
    public static final int EEXIST = linux_h.EEXIST();
    /** Invalid cross-device link. */
    public static final int EXDEV = linux_h.EXDEV();
    /** No such device. */
    public static final int ENODEV = linux_h.ENODEV();
    /** Not a directory. */
    public static final int ENOTDIR = linux_h.ENOTDIR();
    /** Is a directory. */
    public static final int EISDIR = linux_h.EISDIR();
    /** Invalid argument. */
    public static final int EINVAL = linux_h.EINVAL();
    /** Too many open files in system. */
    public static final int ENFILE = linux_h.ENFILE();
    /** Too many open files. */
    public static final int EMFILE = linux_h.EMFILE();
    /** Inappropriate ioctl for device. */
    public static final int ENOTTY = linux_h.ENOTTY();
    /** Text file busy. */
    public static final int ETXTBSY = linux_h.ETXTBSY();
    /** File too large. */
    public static final int EFBIG = linux_h.EFBIG();
    /** No space left on device. */
    public static final int ENOSPC = linux_h.ENOSPC();
    /** Illegal seek. */
    public static final int ESPIPE = linux_h.ESPIPE();
    /** Read-only file system. */
    public static final int EROFS = linux_h.EROFS();
    /** Too many links. */
    public static final int EMLINK = linux_h.EMLINK();
    /** Broken pipe. */
    public static final int EPIPE = linux_h.EPIPE();
    /** Numerical argument out of domain. */
    public static final int EDOM = linux_h.EDOM();
    /** Numerical result out of range. */
    public static final int ERANGE = linux_h.ERANGE();
    /** Resource deadlock avoided. */
    public static final int EDEADLK = linux_h.EDEADLK();
    /** File name too long. */
    public static final int ENAMETOOLONG = linux_h.ENAMETOOLONG();
    /** No locks available. */
    public static final int ENOLCK = linux_h.ENOLCK();
    /** Function not implemented. */
    public static final int ENOSYS = linux_h.ENOSYS();
    /** Directory not empty. */
    public static final int ENOTEMPTY = linux_h.ENOTEMPTY();
    /** Too many levels of symbolic links. */
    public static final int ELOOP = linux_h.ELOOP();
    /** Another name of EAGAIN. */
    public static final int EWOULDBLOCK = linux_h.EWOULDBLOCK();
    /** No message of desired type. */
    public static final int ENOMSG = linux_h.ENOMSG();
    /** Identifier removed. */
    public static final int EIDRM = linux_h.EIDRM();
    /** Channel number out of range. */
    public static final int ECHRNG = linux_h.ECHRNG();
    /** Level 2 not synchronized. */
    public static final int EL2NSYNC = linux_h.EL2NSYNC();
    /** Level 3 halted. */
    public static final int EL3HLT = linux_h.EL3HLT();
    /** Level 3 reset. */
    public static final int EL3RST = linux_h.EL3RST();
    /** Link number out of range. */
    public static final int ELNRNG = linux_h.ELNRNG();
    /** Protocol driver not attached. */
    public static final int EUNATCH = linux_h.EUNATCH();
    /** No CSI structure available. */
    public static final int ENOCSI = linux_h.ENOCSI();
    /** Level 2 halted. */
    public static final int EL2HLT = linux_h.EL2HLT();
    /** Invalid exchange. */
    public static final int EBADE = linux_h.EBADE();
    /** Invalid request descriptor. */
    public static final int EBADR = linux_h.EBADR();
    /** Exchange full. */
    public static final int EXFULL = linux_h.EXFULL();
    /** No anode. */
    public static final int ENOANO = linux_h.ENOANO();
    /** Invalid request code. */
    public static final int EBADRQC = linux_h.EBADRQC();
    /** Invalid slot. */
    public static final int EBADSLT = linux_h.EBADSLT();
    /** Another name of EDEADLK. */
    public static final int EDEADLOCK = linux_h.EDEADLOCK();
    /** Bad font file format. */
    public static final int EBFONT = linux_h.EBFONT();
    /** Device not a stream. */
    public static final int ENOSTR = linux_h.ENOSTR();
    /** No data available. */
    public static final int ENODATA = linux_h.ENODATA();
    /** Timer expired. */
    public static final int ETIME = linux_h.ETIME();
    /** Out of streams resources. */
    public static final int ENOSR = linux_h.ENOSR();
    /** Machine is not on the network. */
    public static final int ENONET = linux_h.ENONET();
    /** Package not installed. */
    public static final int ENOPKG = linux_h.ENOPKG();
    /** Object is remote. */
    public static final int EREMOTE = linux_h.EREMOTE();
    /** Link has been severed. */
    public static final int ENOLINK = linux_h.ENOLINK();
    /** Advertise error. */
    public static final int EADV = linux_h.EADV();
    /** Srmount error. */
    public static final int ESRMNT = linux_h.ESRMNT();
    /** Communication error on send. */
    public static final int ECOMM = linux_h.ECOMM();
    /** Protocol error. */
    public static final int EPROTO = linux_h.EPROTO();
    /** Multihop attempted. */
    public static final int EMULTIHOP = linux_h.EMULTIHOP();
    /** RFS specific error. */
    public static final int EDOTDOT = linux_h.EDOTDOT();
    /** Bad message. */
    public static final int EBADMSG = linux_h.EBADMSG();
    /** Value too large for defined data type. */
    public static final int EOVERFLOW = linux_h.EOVERFLOW();
    /** Name not unique on network. */
    public static final int ENOTUNIQ = linux_h.ENOTUNIQ();
    /** File descriptor in bad state. */
    public static final int EBADFD = linux_h.EBADFD();
    /** Remote address changed. */
    public static final int EREMCHG = linux_h.EREMCHG();
    /** Can not access a needed shared library. */
    public static final int ELIBACC = linux_h.ELIBACC();
    /** Accessing a corrupted shared library. */
    public static final int ELIBBAD = linux_h.ELIBBAD();
    /** .lib section in a.out corrupted. */
    public static final int ELIBSCN = linux_h.ELIBSCN();
    /** Attempting to link in too many shared libraries. */
    public static final int ELIBMAX = linux_h.ELIBMAX();
    /** Cannot exec a shared library directly. */
    public static final int ELIBEXEC = linux_h.ELIBEXEC();
    /** Invalid or incomplete multibyte or wide character. */
    public static final int EILSEQ = linux_h.EILSEQ();
    /** Interrupted system call should be restarted. */
    public static final int ERESTART = linux_h.ERESTART();
    /** Streams pipe error. */
    public static final int ESTRPIPE = linux_h.ESTRPIPE();
    /** Too many users. */
    public static final int EUSERS = linux_h.EUSERS();
    /** Socket operation on non-socket. */
    public static final int ENOTSOCK = linux_h.ENOTSOCK();
    /** Destination address required. */
    public static final int EDESTADDRREQ = linux_h.EDESTADDRREQ();
    /** Message too long. */
    public static final int EMSGSIZE = linux_h.EMSGSIZE();
    /** Protocol wrong type for socket. */
    public static final int EPROTOTYPE = linux_h.EPROTOTYPE();
    /** Protocol not available. */
    public static final int ENOPROTOOPT = linux_h.ENOPROTOOPT();
    /** Protocol not supported. */
    public static final int EPROTONOSUPPORT = linux_h.EPROTONOSUPPORT();
    /** Socket type not supported. */
    public static final int ESOCKTNOSUPPORT = linux_h.ESOCKTNOSUPPORT();
    /** Operation not supported. */
    public static final int EOPNOTSUPP = linux_h.EOPNOTSUPP();
    /** Protocol family not supported. */
    public static final int EPFNOSUPPORT = linux_h.EPFNOSUPPORT();
    /** Address family not supported by protocol. */
    public static final int EAFNOSUPPORT = linux_h.EAFNOSUPPORT();
    /** Address already in use. */
    public static final int EADDRINUSE = linux_h.EADDRINUSE();
    /** Cannot assign requested address. */
    public static final int EADDRNOTAVAIL = linux_h.EADDRNOTAVAIL();
    /** Network is down. */
    public static final int ENETDOWN = linux_h.ENETDOWN();
    /** Network is unreachable. */
    public static final int ENETUNREACH = linux_h.ENETUNREACH();
    /** Network dropped connection on reset. */
    public static final int ENETRESET = linux_h.ENETRESET();
    /** Software caused connection abort. */
    public static final int ECONNABORTED = linux_h.ECONNABORTED();
    /** Connection reset by peer. */
    public static final int ECONNRESET = linux_h.ECONNRESET();
    /** No buffer space available. */
    public static final int ENOBUFS = linux_h.ENOBUFS();
    /** Transport endpoint is already connected. */
    public static final int EISCONN = linux_h.EISCONN();
    /** Transport endpoint is not connected. */
    public static final int ENOTCONN = linux_h.ENOTCONN();
    /** Cannot send after transport endpoint shutdown. */
    public static final int ESHUTDOWN = linux_h.ESHUTDOWN();
    /** Too many references: cannot splice. */
    public static final int ETOOMANYREFS = linux_h.ETOOMANYREFS();
    /** Connection timed out. */
    public static final int ETIMEDOUT = linux_h.ETIMEDOUT();
    /** Connection refused. */
    public static final int ECONNREFUSED = linux_h.ECONNREFUSED();
    /** Host is down. */
    public static final int EHOSTDOWN = linux_h.EHOSTDOWN();
    /** No route to host. */
    public static final int EHOSTUNREACH = linux_h.EHOSTUNREACH();
    /** Operation already in progress. */
    public static final int EALREADY = linux_h.EALREADY();
    /** Operation now in progress. */
    public static final int EINPROGRESS = linux_h.EINPROGRESS();
    /** Stale file handle. */
    public static final int ESTALE = linux_h.ESTALE();
    /** Structure needs cleaning. */
    public static final int EUCLEAN = linux_h.EUCLEAN();
    /** Not a XENIX named type file. */
    public static final int ENOTNAM = linux_h.ENOTNAM();
    /** No XENIX semaphores available. */
    public static final int ENAVAIL = linux_h.ENAVAIL();
    /** Is a named type file. */
    public static final int EISNAM = linux_h.EISNAM();
    /** Remote I/O error. */
    public static final int EREMOTEIO = linux_h.EREMOTEIO();
    /** Disk quota exceeded. */
    public static final int EDQUOT = linux_h.EDQUOT();
    /** No medium found. */
    public static final int ENOMEDIUM = linux_h.ENOMEDIUM();
    /** Wrong medium type. */
    public static final int EMEDIUMTYPE = linux_h.EMEDIUMTYPE();
    /** Operation canceled. */
    public static final int ECANCELED = linux_h.ECANCELED();
    /** Required key not available. */
    public static final int ENOKEY = linux_h.ENOKEY();
    /** Key has expired. */
    public static final int EKEYEXPIRED = linux_h.EKEYEXPIRED();
    /** Key has been revoked. */
    public static final int EKEYREVOKED = linux_h.EKEYREVOKED();
    /** Key was rejected by service. */
    public static final int EKEYREJECTED = linux_h.EKEYREJECTED();
    /** Owner died. */
    public static final int EOWNERDEAD = linux_h.EOWNERDEAD();
    /** State not recoverable. */
    public static final int ENOTRECOVERABLE = linux_h.ENOTRECOVERABLE();
    /** Operation not possible due to RF-kill. */
    public static final int ERFKILL = linux_h.ERFKILL();
    /** Memory page has hardware error. */
    public static final int EHWPOISON = linux_h.EHWPOISON();
    /** Another name of EOPNOTSUPP. */
    public static final int ENOTSUP = linux_h.ENOTSUP();

    private ErrnoConstants() {}
}
