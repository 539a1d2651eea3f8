package io.sockeye.bindings;

import static io.sockeye.bindings.Downcalls.INT;
import static io.sockeye.bindings.Downcalls.LONG;
import static io.sockeye.bindings.Downcalls.POINTER;
import static io.sockeye.bindings.Downcalls.terminated;
import static io.sockeye.bindings.Downcalls.within;
import static io.sockeye.bindings.Downcalls.writable;
import static io.sockeye.bindings.Downcalls.writableRoom;

import io.sockeye.bindings.internal.Downcall;
import java.lang.foreign.MemorySegment;

/**
 * The calls on any descriptor: open(2), read(2), write(2), lseek(2), close(2), dup3(2), pipe2(2), fcntl(2), ioctl(2),
 * sendfile(2), splice(2), tee(2), and what makes a file: memfd_create(2), ftruncate(2).
 */
public final class FileSyscalls {
    private FileSyscalls() {}

    /**
     * {@code ssize_t read(int fd, void *buffer, size_t length)}: reads; read(2).
     *
     * @param fd the descriptor
     * @param buffer where to, outside the heap
     * @param length the maximum number of bytes
     * @return the number of bytes, 0 at the end, or {@code -errno}
     */
    public static long read(int fd, MemorySegment buffer, long length) {
        class Read {
            static final Downcall CALL = Downcalls.link("read", LONG, INT, POINTER, LONG);
        }
        writable("buffer", buffer, length);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the length is within the buffer, and the kernel touches no byte beyond it.
            return capture.result((long) Read.CALL.handle().invokeExact(capture.segment, fd, buffer, length));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code ssize_t write(int fd, const void *buffer, size_t length)}: writes. It has no {@code MSG_NOSIGNAL};
     * write(2).
     *
     * @param fd the descriptor
     * @param buffer what to write, outside the heap
     * @param length how many bytes of it
     * @return the number of bytes taken, or {@code -errno}
     */
    public static long write(int fd, MemorySegment buffer, long length) {
        class Write {
            static final Downcall CALL = Downcalls.link("write", LONG, INT, POINTER, LONG);
        }
        within("buffer", buffer, length);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the length is within the buffer, and the kernel touches no byte beyond it.
            return capture.result((long) Write.CALL.handle().invokeExact(capture.segment, fd, buffer, length));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code ssize_t readv(int fd, const struct iovec *iov, int count)}: reads into several buffers; readv(2).
     *
     * @param fd the descriptor
     * @param iov an array of {@code struct iovec}
     * @param count how many of it
     * @return the number of bytes, 0 at the end, or {@code -errno}
     */
    public static long readv(int fd, MemorySegment iov, int count) {
        class Readv {
            static final Downcall CALL = Downcalls.link("readv", LONG, INT, POINTER, INT);
        }
        within("iov", iov, count, StructSizes.IOVEC);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the array has count iovecs; that each points to as many bytes as it says is the caller's duty.
            return capture.result((long) Readv.CALL.handle().invokeExact(capture.segment, fd, iov, count));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code ssize_t writev(int fd, const struct iovec *iov, int count)}: writes from several buffers; writev(2).
     *
     * @param fd the descriptor
     * @param iov an array of {@code struct iovec}
     * @param count how many of it
     * @return the number of bytes taken, or {@code -errno}
     */
    public static long writev(int fd, MemorySegment iov, int count) {
        class Writev {
            static final Downcall CALL = Downcalls.link("writev", LONG, INT, POINTER, INT);
        }
        within("iov", iov, count, StructSizes.IOVEC);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the array has count iovecs; that each points to as many bytes as it says is the caller's duty.
            return capture.result((long) Writev.CALL.handle().invokeExact(capture.segment, fd, iov, count));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int open(const char *pathname, int flags, mode_t mode)}: opens a file, or creates it; open(2).
     *
     * @param pathname a C string
     * @param flags {@code O_RDONLY}, {@code O_CREAT}, {@code O_CLOEXEC}, …
     * @param mode the permissions of a file that is created, {@code S_IRUSR}, …; otherwise unused
     * @return its descriptor, or {@code -errno}
     */
    public static int open(MemorySegment pathname, int flags, int mode) {
        class Open {
            static final Downcall CALL = Downcalls.linkVariadic("open", 2, INT, POINTER, INT, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the string ends within its segment, and the kernel only reads it.
            return capture
                    .result((int) Open.CALL.handle().invokeExact(capture.segment, terminated("pathname", pathname),
                            flags, mode));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int openat(int dirfd, const char *pathname, int flags, mode_t mode)}: {@link #open} from a directory; openat(2).
     *
     * @param dirfd where a relative path starts; {@code AT_FDCWD} for the working directory
     * @param pathname a C string
     * @param flags as for {@link #open}
     * @param mode as for {@link #open}
     * @return its descriptor, or {@code -errno}
     */
    public static int openat(int dirfd, MemorySegment pathname, int flags, int mode) {
        class Openat {
            static final Downcall CALL = Downcalls.linkVariadic("openat", 3, INT, INT, POINTER, INT, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the string ends within its segment, and the kernel only reads it.
            return capture
                    .result((int) Openat.CALL.handle().invokeExact(capture.segment, dirfd,
                            terminated("pathname", pathname), flags,
                            mode));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int memfd_create(const char *name, unsigned int flags)}: creates a file in memory that has no path;
     * memfd_create(2).
     *
     * @param name a C string, to be seen in {@code /proc/self/fd} only
     * @param flags {@code MFD_CLOEXEC}, …
     * @return its descriptor, or {@code -errno}
     */
    public static int memfd_create(MemorySegment name, int flags) {
        class MemfdCreate {
            static final Downcall CALL = Downcalls.link("memfd_create", INT, POINTER, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the string ends within its segment, and the kernel only reads it.
            return capture
                    .result((int) MemfdCreate.CALL.handle().invokeExact(capture.segment, terminated("name", name),
                            flags));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int ftruncate(int fd, off_t length)}: makes a file so long: cuts it, or adds zeros; ftruncate(2).
     *
     * @param fd the descriptor
     * @param length bytes
     * @return 0 or {@code -errno}
     */
    public static int ftruncate(int fd, long length) {
        class Ftruncate {
            static final Downcall CALL = Downcalls.link("ftruncate", INT, INT, LONG);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: plain ints; the kernel touches no memory of ours.
            return capture.result((int) Ftruncate.CALL.handle().invokeExact(capture.segment, fd, length));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code off_t lseek(int fd, off_t offset, int whence)}: moves a file's own position; lseek(2).
     *
     * @param fd the descriptor
     * @param offset how far
     * @param whence from where: {@code SEEK_SET}, {@code SEEK_CUR}, {@code SEEK_END}, …
     * @return the position from the start, or {@code -errno}
     */
    public static long lseek(int fd, long offset, int whence) {
        class Lseek {
            static final Downcall CALL = Downcalls.link("lseek", LONG, INT, LONG, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: plain ints; the kernel touches no memory of ours.
            return capture.result((long) Lseek.CALL.handle().invokeExact(capture.segment, fd, offset, whence));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int close(int fd)}: gives the number back. It is free even after {@code -EINTR}, so never call it again;
     * close(2), NOTES.
     *
     * @param fd the descriptor
     * @return 0 or {@code -errno}
     */
    public static int close(int fd) {
        class Close {
            static final Downcall CALL = Downcalls.link("close", INT, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: plain ints; the kernel touches no memory of ours.
            return capture.result((int) Close.CALL.handle().invokeExact(capture.segment, fd));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int dup3(int oldfd, int newfd, int flags)}: makes newfd another number of oldfd's file, and closes what
     * newfd was; dup3(2).
     *
     * @param oldfd the descriptor
     * @param newfd the number that it shall have too
     * @param flags {@code O_CLOEXEC} or 0
     * @return newfd, or {@code -errno}
     */
    public static int dup3(int oldfd, int newfd, int flags) {
        class Dup3 {
            static final Downcall CALL = Downcalls.link("dup3", INT, INT, INT, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: plain ints; the kernel touches no memory of ours.
            return capture.result((int) Dup3.CALL.handle().invokeExact(capture.segment, oldfd, newfd, flags));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int pipe2(int pipefd[2], int flags)}: creates a pipe; pipe2(2).
     *
     * @param pipefd room for the reading and the writing end, 8 bytes
     * @param flags {@code O_CLOEXEC}, {@code O_NONBLOCK}
     * @return 0 or {@code -errno}
     */
    public static int pipe2(MemorySegment pipefd, int flags) {
        class Pipe2 {
            static final Downcall CALL = Downcalls.link("pipe2", INT, POINTER, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: pipefd has room for two ints.
            return capture.result(
                    (int) Pipe2.CALL.handle().invokeExact(capture.segment, writableRoom("pipefd", pipefd, 8), flags));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int fcntl(int fd, int command, int argument)}: {@code F_GETFL}, {@code F_SETFL}, {@code F_GETFD}, {@code
     * F_SETFD}, {@code F_DUPFD_CLOEXEC}; fcntl(2).
     *
     * @param fd the descriptor
     * @param command what to do
     * @param argument its argument, 0 if it has none
     * @return depends on the command, or {@code -errno}
     */
    public static int fcntl(int fd, int command, int argument) {
        class Fcntl {
            static final Downcall CALL = Downcalls.linkVariadic("fcntl", 2, INT, INT, INT, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: plain ints; the kernel touches no memory of ours.
            return capture.result((int) Fcntl.CALL.handle().invokeExact(capture.segment, fd, command, argument));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int ioctl(int fd, unsigned long request, int *argument)}: {@code FIONREAD}, {@code FIONBIO}; ioctl(2).
     *
     * @param fd the descriptor
     * @param request what to do, of those whose argument is an int
     * @param argument room for it, 4 bytes
     * @return 0 or {@code -errno}
     */
    public static int ioctl(int fd, long request, MemorySegment argument) {
        class Ioctl {
            static final Downcall CALL = Downcalls.linkVariadic("ioctl", 2, INT, INT, LONG, POINTER);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the argument has room for the int that these requests read or write.
            return capture
                    .result((int) Ioctl.CALL.handle().invokeExact(capture.segment, fd, request,
                            writableRoom("argument", argument, 4)));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code ssize_t sendfile(int out_fd, int in_fd, off_t *offset, size_t count)}: copies from a file to a socket in
     * the kernel, at most 0x7ffff000 bytes a call; sendfile(2).
     *
     * @param outFd where to
     * @param inFd a file that can be mapped
     * @param offset in: where to start; out: where it ended; or NULL for the file's own position
     * @param count the maximum number of bytes
     * @return the number of bytes, 0 at the end of the file, or {@code -errno}
     */
    public static long sendfile(int outFd, int inFd, MemorySegment offset, long count) {
        class Sendfile {
            static final Downcall CALL = Downcalls.link("sendfile", LONG, INT, INT, POINTER, LONG);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: an offset, if given, has room for one off64_t.
            return capture.result(
                    (long) Sendfile.CALL.handle().invokeExact(capture.segment, outFd, inFd,
                            writableRoom("offset", offset, 8), count));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code ssize_t splice(int fd_in, off64_t *off_in, int fd_out, off64_t *off_out, size_t length, unsigned int
     * flags)}: moves bytes between a pipe and another descriptor; splice(2).
     *
     * @param inFd where from
     * @param inOffset as for {@link #sendfile}; NULL for a pipe or a socket
     * @param outFd where to
     * @param outOffset as inOffset
     * @param length the maximum number of bytes
     * @param flags {@code SPLICE_F_MOVE}, {@code SPLICE_F_NONBLOCK}, {@code SPLICE_F_MORE}
     * @return the number of bytes, 0 at the end, or {@code -errno}
     */
    public static long splice(
            int inFd, MemorySegment inOffset, int outFd, MemorySegment outOffset, long length, int flags) {
        class Splice {
            static final Downcall CALL = Downcalls.link("splice", LONG, INT, POINTER, INT, POINTER, LONG, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: an offset, if given, has room for one off64_t.
            return capture.result((long) Splice.CALL.handle().invokeExact(
                    capture.segment, inFd, writableRoom("inOffset", inOffset, 8), outFd,
                    writableRoom("outOffset", outOffset, 8), length, flags));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code ssize_t tee(int fd_in, int fd_out, size_t length, unsigned int flags)}: copies bytes from one pipe to another,
     * which the first keeps; tee(2).
     *
     * @param inFd the pipe to copy from
     * @param outFd another pipe
     * @param length the maximum number of bytes
     * @param flags {@code SPLICE_F_NONBLOCK} or 0
     * @return the number of bytes, 0 at the end, or {@code -errno}
     */
    public static long tee(int inFd, int outFd, long length, int flags) {
        class Tee {
            static final Downcall CALL = Downcalls.link("tee", LONG, INT, INT, LONG, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: plain ints; the kernel touches no memory of ours.
            return capture.result((long) Tee.CALL.handle().invokeExact(capture.segment, inFd, outFd, length, flags));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }
}
