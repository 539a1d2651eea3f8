package io.sockeye;

import static io.sockeye.bindings.FileConstants.O_CLOEXEC;
import static io.sockeye.bindings.FileConstants.O_NONBLOCK;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLOUT;

import io.sockeye.internal.poll.BlockingMode;
import io.sockeye.internal.poll.Descriptor;
import io.sockeye.internal.poll.IoWaiter;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.internal.memory.CallMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A file, a device or an end of a {@link Pipe} with a descriptor that is known, which a {@code FileChannel} keeps to
 * itself; open(2).
 *
 * <p>Any thread may use it, and any thread may close it at any time. Reading and writing wait outside of the call, with
 * {@code O_NONBLOCK} set, so that closing ends them. A regular file is always ready: the call itself waits for the disk,
 * and on a virtual thread it holds the carrier meanwhile.
 */
public final class OpenFile extends OwnedDescriptor {
    /** Read and write for everybody, less what the umask takes; open(2). */
    static final int EVERYBODY = 0666;

    private final BlockingMode mode;
    private final IoWaiter waiter;

    /** Takes over a number. */
    OpenFile(int number, boolean nonblocking) {
        super(Descriptor.withoutShutdown(number));
        this.mode = new BlockingMode(descriptor, nonblocking, null);
        this.waiter = new IoWaiter(descriptor, mode);
    }

    /**
     * {@link #open(Path, int, int)} with mode 0666, from which the umask takes away.
     *
     * @param path where it is, in the default file system
     * @param flags {@code O_RDONLY}, {@code O_WRONLY | O_CREAT | O_TRUNC}, …
     * @return the file
     * @throws ErrnoException ENOENT, EACCES, EISDIR, EMFILE
     */
    public static OpenFile open(Path path, int flags) throws ErrnoException {
        return open(path, flags, EVERYBODY);
    }

    /**
     * {@code open(path, flags | O_CLOEXEC, mode)}; open(2). Opening a FIFO waits in the call for its other end, and on a
     * virtual thread holds the carrier meanwhile, unless {@code O_NONBLOCK} is given.
     *
     * @param path where it is, in the default file system
     * @param flags {@code O_RDONLY}, {@code O_WRONLY}, {@code O_RDWR}, with {@code O_CREAT}, {@code O_TRUNC}, …
     * @param mode the permissions of a file that is created, less what the umask takes away
     * @return the file
     * @throws ErrnoException ENOENT, EEXIST, EACCES, EISDIR, EMFILE
     */
    public static OpenFile open(Path path, int flags, int mode) throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            // SAFETY: zeroed memory, one byte longer than the path, which has no NUL: java.nio refuses one.
            var bytes = bytes(path);
            var string = arena.allocate(bytes.length + 1L).copyFrom(MemorySegment.ofArray(bytes));
            int number;
            do {
                number = FileSyscalls.open(string, flags | O_CLOEXEC, mode);
            } while (IoWaiter.isInterrupted(number));
            if (number < 0) {
                throw ErrnoException.of("open", path.toString(), -number);
            }
            return new OpenFile(number, (flags & O_NONBLOCK) != 0);
        }
    }

    /**
     * A path as the kernel has it. One of another file system, in a jar, means nothing to the kernel: toFile refuses it. Java's own
     * writes names in the locale's encoding, whatever the default charset is.
     */
    static byte[] bytes(Path path) {
        return path.toFile().getPath().getBytes(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
    }

    /**
     * {@code read(fd, buffer, length)} at the file's own position; read(2).
     *
     * @param buffer where to; all of it may be filled
     * @return the number of bytes; 0 at the end, or for an empty buffer
     * @throws ErrnoException EBADF if it is not open for reading, EISDIR, EIO, EAGAIN
     */
    public int read(MemorySegment buffer) throws ErrnoException {
        if (buffer.isReadOnly()) {
            throw new IllegalArgumentException("read into memory that is read-only");
        }
        int fd = descriptor.acquire("read");
        try {
            long deadline = mode.receiveDeadline();
            mode.keepNonblocking("read");
            for (int report = IoWaiter.NONE;;) {
                int seen = waiter.edges();
                long result = read(fd, buffer);
                if (result >= 0) {
                    return (int) result;
                }
                report = waiter.retryOrThrow("read", null, result, POLLIN, report, seen, deadline);
            }
        } finally {
            descriptor.release();
        }
    }

    private static long read(int fd, MemorySegment buffer) {
        if (buffer.isNative()) {
            return FileSyscalls.read(fd, buffer, size(buffer.byteSize()));
        }
        var memory = CallMemory.borrow();
        try {
            long piece = Math.min(buffer.byteSize(), CallMemory.COPY_BYTES);
            var copy = memory.copy(piece);
            long count = FileSyscalls.read(fd, copy, piece);
            MemorySegment.copy(copy, 0, buffer, 0, Math.max(0, count));
            return count;
        } finally {
            memory.release();
        }
    }

    /**
     * {@link #read(MemorySegment)} into an array.
     *
     * @param buffer where to; all of it may be filled
     * @return the number of bytes; 0 at the end, or for an empty buffer
     * @throws ErrnoException EBADF if it is not open for reading, EISDIR, EIO, EAGAIN
     */
    public int read(byte[] buffer) throws ErrnoException {
        return read(MemorySegment.ofArray(buffer));
    }

    /**
     * {@code write(fd, buffer, length)} at the file's own position; write(2). A pipe without readers raises {@code SIGPIPE},
     * which the JVM ignores unless native code has set it to end the process.
     *
     * @param buffer what to write
     * @return how many of its bytes were taken, maybe not all
     * @throws ErrnoException EBADF if it is not open for writing, ENOSPC, EPIPE, EAGAIN
     */
    public int write(MemorySegment buffer) throws ErrnoException {
        int fd = descriptor.acquire("write");
        try {
            long deadline = mode.sendDeadline();
            mode.keepNonblocking("write");
            for (int report = IoWaiter.NONE;;) {
                int seen = waiter.edges();
                long result = write(fd, buffer);
                if (result >= 0) {
                    return (int) result;
                }
                report = waiter.retryOrThrow("write", null, result, POLLOUT, report, seen, deadline);
            }
        } finally {
            descriptor.release();
        }
    }

    private static long write(int fd, MemorySegment buffer) {
        if (buffer.isNative()) {
            return FileSyscalls.write(fd, buffer, size(buffer.byteSize()));
        }
        var memory = CallMemory.borrow();
        try {
            long piece = Math.min(buffer.byteSize(), CallMemory.COPY_BYTES);
            return FileSyscalls.write(fd, memory.copyIn(buffer, 0, piece), piece);
        } finally {
            memory.release();
        }
    }

    /**
     * {@link #write(MemorySegment)} from an array.
     *
     * @param buffer what to write
     * @return how many of its bytes were taken, maybe not all
     * @throws ErrnoException EBADF if it is not open for writing, ENOSPC, EPIPE, EAGAIN
     */
    public int write(byte[] buffer) throws ErrnoException {
        return write(MemorySegment.ofArray(buffer));
    }

    /** What an int can count. */
    private static long size(long bytes) {
        return Math.min(bytes, Integer.MAX_VALUE);
    }

    /**
     * How long reading and writing wait.
     *
     * @param timeout null waits for ever; zero does not wait: such calls throw a {@link WouldBlockException}
     * @throws ErrnoException EBADF if it is closed
     */
    public void settimeout(@Nullable Duration timeout) throws ErrnoException {
        mode.settimeout(timeout);
    }

    /**
     * What {@link #settimeout} has set.
     *
     * @return null for none
     */
    public @Nullable Duration gettimeout() {
        return mode.timeout();
    }
}
