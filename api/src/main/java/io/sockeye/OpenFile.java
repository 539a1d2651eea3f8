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
 * A file, a device or an end of a {@link Pipe}; open(2). Unlike a {@code FileChannel} it has a descriptor that can be waited for.
 *
 * <p>Thread-safe. If another thread closes it, blocked calls throw {@link ClosedDescriptorException}: it has {@code O_NONBLOCK}, and calls
 * wait for readiness by poll. On a virtual thread they park; an interrupt closes the file. A regular file is always ready: the call
 * blocks on the disk and pins the carrier thread.
 *
 * <p>{@link #close} throws {@link java.io.UncheckedIOException} with EIO, ENOSPC or EDQUOT if the file could not store what was
 * written; close(2). The descriptor is closed all the same. If a call is in progress, that call's end closes the file, and the error is
 * logged to {@link System.Logger} {@code io.sockeye}.
 */
public final class OpenFile extends OwnedDescriptor {
    /** Mode rw-rw-rw-, from which the kernel removes the bits of the umask; open(2). */
    static final int EVERYBODY = 0666;

    private final BlockingMode mode;
    private final IoWaiter waiter;

    /** Takes ownership of a descriptor. */
    OpenFile(int number, boolean nonblocking) {
        super(Descriptor.withoutShutdown(number));
        this.mode = new BlockingMode(descriptor, nonblocking, null);
        this.waiter = new IoWaiter(descriptor, mode);
    }

    /**
     * {@link #open(Path, int, int)} with mode 0666, without the bits of the umask.
     *
     * @param path a path of the default file system
     * @param flags {@code O_RDONLY}, {@code O_WRONLY | O_CREAT | O_TRUNC}, …
     * @return the file
     * @throws ErrnoException ENOENT, EACCES, EISDIR, EMFILE
     */
    public static OpenFile open(Path path, int flags) throws ErrnoException {
        return open(path, flags, EVERYBODY);
    }

    /**
     * {@code open(path, flags | O_CLOEXEC, mode)}; open(2). It is retried after EINTR. Without {@code O_NONBLOCK}, opening a FIFO blocks
     * until its other end is opened, and pins the carrier thread of a virtual thread.
     *
     * @param path a path of the default file system
     * @param flags {@code O_RDONLY}, {@code O_WRONLY}, {@code O_RDWR}, with {@code O_CREAT}, {@code O_TRUNC}, …
     * @param mode the permissions of a file that is created, without the bits of the umask
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
     * The bytes of a path for the kernel. A path of another file system, such as a jar's, has none: toFile throws. The default file system
     * encodes names by sun.jnu.encoding, which is not the default charset.
     */
    static byte[] bytes(Path path) {
        return path.toFile().getPath().getBytes(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
    }

    /**
     * {@code read(fd, buffer, length)} at the file's own position; read(2).
     *
     * @param buffer the buffer to fill
     * @return the number of bytes read; 0 at end of file, or for an empty buffer
     * @throws ErrnoException EBADF if it is closed or not open for reading, EISDIR, EIO; EAGAIN with a timeout of zero; ETIMEDOUT
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
     * @param buffer the buffer to fill
     * @return the number of bytes read; 0 at end of file, or for an empty buffer
     * @throws ErrnoException EBADF if it is closed or not open for reading, EISDIR, EIO; EAGAIN with a timeout of zero; ETIMEDOUT
     */
    public int read(byte[] buffer) throws ErrnoException {
        return read(MemorySegment.ofArray(buffer));
    }

    /**
     * {@code write(fd, buffer, length)} at the file's own position; write(2). Writing to a pipe without readers raises
     * {@code SIGPIPE}, which the JVM ignores unless native code has changed that.
     *
     * @param buffer the bytes to write
     * @return the number of bytes written, which may be fewer than the buffer has
     * @throws ErrnoException EBADF if it is closed or not open for writing, ENOSPC, EPIPE; EAGAIN with a timeout of zero; ETIMEDOUT
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
     * @param buffer the bytes to write
     * @return the number of bytes written, which may be fewer than the buffer has
     * @throws ErrnoException EBADF if it is closed or not open for writing, ENOSPC, EPIPE; EAGAIN with a timeout of zero; ETIMEDOUT
     */
    public int write(byte[] buffer) throws ErrnoException {
        return write(MemorySegment.ofArray(buffer));
    }

    /** Limits a length to the maximum of an int, the type of the result. */
    private static long size(long bytes) {
        return Math.min(bytes, Integer.MAX_VALUE);
    }

    /**
     * Sets the timeout of each read and write.
     *
     * @param timeout null waits indefinitely; with zero, calls that would block throw {@link WouldBlockException}
     * @throws ErrnoException EBADF if it is closed
     */
    public void settimeout(@Nullable Duration timeout) throws ErrnoException {
        mode.settimeout(timeout);
    }

    /**
     * The timeout of each read and write.
     *
     * @return the timeout; null for none
     */
    public @Nullable Duration gettimeout() {
        return mode.timeout();
    }
}
