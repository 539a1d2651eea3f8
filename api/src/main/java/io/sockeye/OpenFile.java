package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static io.sockeye.bindings.FileConstants.O_CLOEXEC;
import static io.sockeye.bindings.FileConstants.O_NONBLOCK;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

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

    private final Blocking blocking;

    /** Takes over a number. */
    OpenFile(int number, boolean nonblocking) {
        super(Descriptor.withoutShutdown(number));
        this.blocking = new Blocking(descriptor, nonblocking, null);
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
            } while (number == -EINTR);
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
        if (buffer.isNative()) {
            return read(buffer, size(buffer.byteSize()));
        }
        var workspace = CallMemory.borrow();
        try {
            long piece = Math.min(buffer.byteSize(), CallMemory.COPY_BYTES);
            var copy = workspace.copy(piece);
            int count = read(copy, piece);
            MemorySegment.copy(copy, 0, buffer, 0, count);
            return count;
        } finally {
            workspace.release();
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

    private int read(MemorySegment memory, long length) throws ErrnoException {
        int fd = descriptor.enter("read");
        try {
            long deadline = blocking.deadline();
            blocking.needNonblocking("read");
            for (;;) {
                long result = FileSyscalls.read(fd, memory, length);
                if (result >= 0) {
                    return (int) result;
                }
                blocking.again("read", result, POLLIN, deadline, false);
            }
        } finally {
            descriptor.leave();
        }
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
        if (buffer.isNative()) {
            return write(buffer, size(buffer.byteSize()));
        }
        var workspace = CallMemory.borrow();
        try {
            long piece = Math.min(buffer.byteSize(), CallMemory.COPY_BYTES);
            return write(workspace.copyIn(buffer, 0, piece), piece);
        } finally {
            workspace.release();
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

    private int write(MemorySegment memory, long length) throws ErrnoException {
        int fd = descriptor.enter("write");
        try {
            long deadline = blocking.deadline();
            blocking.needNonblocking("write");
            for (;;) {
                long result = FileSyscalls.write(fd, memory, length);
                if (result >= 0) {
                    return (int) result;
                }
                blocking.again("write", result, POLLOUT, deadline, false);
            }
        } finally {
            descriptor.leave();
        }
    }

    /** What an int can count. */
    private static long size(long bytes) {
        return Math.min(bytes, Integer.MAX_VALUE);
    }

    /** What is there to read at once, up to {@code size} bytes. */
    byte[] readNow(int size) {
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocate(Math.max(1, size));
            long count = FileSyscalls.read(descriptor.inside(), memory, size);
            return memory.asSlice(0, Math.max(0, count)).toArray(JAVA_BYTE);
        }
    }

    /**
     * How long reading and writing wait.
     *
     * @param timeout null waits for ever; zero does not wait: such calls throw a {@link WouldBlockException}
     * @throws ErrnoException hardly ever
     */
    public void settimeout(@Nullable Duration timeout) throws ErrnoException {
        blocking.settimeout(timeout);
    }

    /**
     * What {@link #settimeout} has set.
     *
     * @return null for none
     */
    public @Nullable Duration gettimeout() {
        return blocking.timeout();
    }
}
