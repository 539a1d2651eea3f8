package io.sockeye.internal.socket;

import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.ErrnoConstants.EIO;
import static io.sockeye.bindings.FileConstants.F_GETFL;
import static io.sockeye.bindings.FileConstants.O_APPEND;
import static io.sockeye.bindings.FileConstants.SEEK_CUR;
import static io.sockeye.bindings.FileConstants.SPLICE_F_NONBLOCK;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sockeye.ErrnoException;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.internal.memory.CallMemory;
import io.sockeye.internal.poll.BlockingMode;
import io.sockeye.internal.poll.Descriptor;
import io.sockeye.internal.poll.IoWaiter;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Between one stream socket and files: out by sendfile(2), in by splice(2) through a pipe. No byte comes into this process, unless the
 * kernel cannot do it with that file, or it is a FileChannel, whose descriptor Java does not give out.
 *
 * <p>The calls never block in the kernel for the socket: closing the file has to end them as closing the socket does, and a shutdown would
 * end the connection. Offsets are always given, so a file's own position is neither used nor moved. A count of 0 is as many as there
 * are.
 */
public final class FileTransfer {
    /**
     * What one call moves: it reads from the disk, and neither a progress report nor the carrier of a virtual thread should wait for all of
     * it. A call for each MiB costs nothing that can be measured.
     */
    private static final int PIECE = 1 << 20;

    /** What is copied at once where the kernel cannot do it. */
    private static final int COPY_BYTES = CallMemory.COPY_BYTES;

    private final Descriptor descriptor;
    private final BlockingMode mode;
    private final IoWaiter waiter;
    private final SendRecv sendRecv;
    private final boolean stream;

    public FileTransfer(Descriptor descriptor, BlockingMode mode, IoWaiter waiter, SendRecv sendRecv, int type) {
        this.descriptor = descriptor;
        this.mode = mode;
        this.waiter = waiter;
        this.sendRecv = sendRecv;
        this.stream = type == SOCK_STREAM;
    }

    // ---- out

    public long sendfile(Descriptor file, long offset, long count, @Nullable LongConsumer progress) throws IOException {
        check("sendfile", offset, count);
        long deadline = mode.sendDeadline();
        long wanted = wanted(offset, count);
        long sent = 0;
        file.acquire("sendfile");
        try {
            boolean restores = mode.setNonblocking("sendfile");
            try {
                while (sent < wanted) {
                    long result = send(file, offset + sent, Math.min(PIECE, wanted - sent), deadline);
                    if (result == -EINVAL && sent == 0) {
                        return sendCopy(file, offset, count, progress);
                    }
                    if (result < 0) {
                        throw failed("sendfile", file, result);
                    }
                    if (result == 0) {
                        // sendfile returns 0 at the end of the file, also of one that was truncated, so retrying would never end.
                        return sent;
                    }
                    sent += result;
                    report(progress, sent);
                }
                return sent;
            } finally {
                if (restores) {
                    mode.clearNonblocking("sendfile");
                }
            }
        } catch (ErrnoException e) {
            throw e.withTransferred(sent + e.transferred(), count, "sent");
        } finally {
            file.release();
        }
    }

    /** One sendfile that succeeds; {@code -EINVAL} if this file cannot be sent so. */
    private long send(Descriptor file, long position, long length, long deadline) throws ErrnoException {
        int fd = descriptor.acquire("sendfile");
        try {
            for (int report = IoWaiter.NONE;;) {
                if (file.isClosed()) {
                    throw file.closed("sendfile");
                }
                int seen = waiter.edges();
                long result = sendfile(fd, file.fd(), position, length);
                if (result >= 0 || result == -EINVAL) {
                    return result;
                }
                report = waiter.retryOrThrow("sendfile", file, file, result, POLLOUT, report, seen, deadline);
            }
        } finally {
            descriptor.release();
        }
    }

    private static long sendfile(int fd, int file, long position, long length) {
        var memory = CallMemory.borrow();
        try {
            memory.value.set(JAVA_LONG, 0, position);
            return FileSyscalls.sendfile(fd, file, memory.value, length);
        } finally {
            memory.release();
        }
    }

    /** A file without pages, as some in /proc. It is opened anew, since its position belongs to all who have this one open. */
    private long sendCopy(Descriptor file, long offset, long count, @Nullable LongConsumer progress)
            throws IOException {
        // Of no bytes, for its error: EISDIR.
        long result = FileSyscalls.read(file.fd(), MemorySegment.NULL, 0);
        if (result < 0) {
            throw failed("sendfile", file, result);
        }
        try (var channel = FileChannel.open(reopened(file), StandardOpenOption.READ)) {
            return sendfile(channel, offset, count, progress);
        }
    }

    public long sendfile(FileChannel file, long offset, long count, @Nullable LongConsumer progress)
            throws IOException {
        check("sendfile", offset, count);
        long deadline = mode.sendDeadline();
        long wanted = wanted(offset, count);
        long sent = 0;
        try (var arena = Arena.ofConfined()) {
            var copy = arena.allocate(COPY_BYTES);
            while (sent < wanted) {
                var buffer = copy.asByteBuffer().limit((int) Math.min(COPY_BYTES, wanted - sent));
                int read = file.read(buffer, offset + sent);
                if (read < 0) {
                    return sent;
                }
                sendPiece(copy.asSlice(0, read), sent, count, deadline);
                sent += read;
                report(progress, sent);
            }
            return sent;
        }
    }

    private void sendPiece(MemorySegment piece, long sent, long count, long deadline) throws ErrnoException {
        try {
            sendRecv.sendall(piece, 0, deadline);
        } catch (ErrnoException e) {
            throw e.withTransferred(sent + e.transferred(), count, "sent");
        }
    }

    // ---- in

    public long recvfile(Descriptor file, long offset, long count, @Nullable LongConsumer progress) throws IOException {
        check("recvfile", offset, count);
        long deadline = mode.receiveDeadline();
        long wanted = wanted(offset, count);
        long written = 0;
        file.acquire("recvfile");
        try (var pipe = SplicePipe.open()) {
            if (!takesSplice(pipe, file, offset)) {
                return recvCopy(file, offset, count, progress);
            }
            pipe.wishCapacity(PIECE);
            boolean restores = mode.setNonblocking("splice");
            try {
                while (written < wanted) {
                    long received = receive(file, pipe, Math.min(PIECE, wanted - written), deadline);
                    if (received == 0) {
                        return written;
                    }
                    deliver(pipe, file, offset + written, received);
                    written += received;
                    report(progress, written);
                }
                return written;
            } finally {
                if (restores) {
                    mode.clearNonblocking("splice");
                }
            }
        } catch (ErrnoException e) {
            throw e.withTransferred(written + e.transferred(), count, "written");
        } finally {
            file.release();
        }
    }

    /**
     * Whether the kernel can write to this file out of a pipe, before anything is received. Out of one that is empty it would,
     * with EAGAIN; what the file is wrong for comes first.
     */
    private boolean takesSplice(SplicePipe pipe, Descriptor file, long offset) throws ErrnoException {
        long result = splice(pipe, file, offset, 1, SPLICE_F_NONBLOCK);
        if (result == -EINVAL) {
            int flags = FileSyscalls.fcntl(file.fd(), F_GETFL, 0);
            if (flags >= 0 && (flags & O_APPEND) != 0) {
                throw ErrnoException.of("splice", descriptor + ", " + file + ", which is open with O_APPEND", EINVAL);
            }
            // A socket or a terminal has no offsets; another device has, and can be written to.
            result = FileSyscalls.lseek(file.fd(), 0, SEEK_CUR);
            if (result >= 0) {
                return false;
            }
        }
        if (!IoWaiter.wouldBlock(result)) {
            throw failed("splice", file, result);
        }
        return true;
    }

    // The flags are 0 elsewhere: SPLICE_F_MOVE does nothing, SPLICE_F_MORE is for a target that is a socket, and
    // SPLICE_F_NONBLOCK lets a UNIX socket not wait.
    private static long splice(SplicePipe pipe, Descriptor file, long position, long length, int flags) {
        var memory = CallMemory.borrow();
        try {
            memory.value.set(JAVA_LONG, 0, position);
            return FileSyscalls.splice(pipe.reader, MemorySegment.NULL, file.fd(), memory.value, length, flags);
        } finally {
            memory.release();
        }
    }

    /** From the socket into the pipe, which is empty; 0 at the end of the stream. */
    private long receive(Descriptor file, SplicePipe pipe, long length, long deadline) throws ErrnoException {
        int fd = descriptor.acquire("splice");
        try {
            for (int report = IoWaiter.NONE;;) {
                if (file.isClosed()) {
                    throw file.closed("splice");
                }
                int seen = waiter.edges();
                long result = FileSyscalls.splice(fd, MemorySegment.NULL, pipe.writer, MemorySegment.NULL, length, 0);
                if (result > 0 || (result == 0 && !descriptor.isClosed())) {
                    return result;
                }
                report = waiter.retryOrThrow("splice", file, file, result, POLLIN, report, seen, deadline);
            }
        } finally {
            descriptor.release();
        }
    }

    /** From the pipe into the file. Should it fail, the exception has what is left in the pipe. */
    private void deliver(SplicePipe pipe, Descriptor file, long position, long length) throws ErrnoException {
        long delivered = 0;
        while (delivered < length) {
            long result = splice(pipe, file, position + delivered, length - delivered, 0);
            if (result > 0) {
                delivered += result;
            } else if (!IoWaiter.isInterrupted(result)) {
                // 0 cannot be: the pipe has the bytes. It would be an error of the file's, without a number.
                throw failed("splice", file, result == 0 ? -EIO : result)
                        .withTransferred(delivered, length, "written")
                        .withUndelivered(pipe.drain((int) (length - delivered)));
            }
        }
    }

    /** Into a file that does not implement splice, as many devices. */
    private long recvCopy(Descriptor file, long offset, long count, @Nullable LongConsumer progress)
            throws IOException {
        try (var channel = FileChannel.open(reopened(file), StandardOpenOption.WRITE)) {
            return recvfile(channel, offset, count, progress);
        }
    }

    public long recvfile(FileChannel file, long offset, long count, @Nullable LongConsumer progress)
            throws IOException {
        check("recvfile", offset, count);
        long deadline = mode.receiveDeadline();
        long wanted = wanted(offset, count);
        long written = 0;
        try (var arena = Arena.ofConfined()) {
            var copy = arena.allocate(COPY_BYTES);
            while (written < wanted) {
                long room = Math.min(COPY_BYTES, wanted - written);
                int received = receivePiece(copy.asSlice(0, room), written, count, deadline);
                if (received == 0) {
                    return written;
                }
                writePiece(file, copy.asSlice(0, received), offset, written);
                written += received;
                report(progress, written);
            }
            return written;
        }
    }

    private int receivePiece(MemorySegment piece, long written, long count, long deadline) throws ErrnoException {
        try {
            return sendRecv.recv(piece, deadline);
        } catch (ErrnoException e) {
            throw e.withTransferred(written, count, "written");
        }
    }

    private void writePiece(FileChannel file, MemorySegment piece, long offset, long written) throws IOException {
        var buffer = piece.asByteBuffer();
        try {
            while (buffer.hasRemaining()) {
                file.write(buffer, offset + written + buffer.position());
            }
        } catch (IOException e) {
            // Java has no errno to pass on.
            throw new IOException(
                    "recvfile(" + descriptor + ", " + file + "): " + (written + buffer.position())
                            + " bytes were written, " + buffer.remaining() + " more were received: " + e.getMessage(),
                    e);
        }
    }

    // ---- both

    private void check(String call, long offset, long count) {
        if (!stream) {
            throw new IllegalStateException(call + "(" + descriptor + "): only a stream socket takes and gives files");
        }
        if (offset < 0 || count < 0) {
            throw new IllegalArgumentException(
                    call + ": offset " + offset + ", count " + count + "; neither is negative");
        }
    }

    private static void report(@Nullable LongConsumer progress, long moved) {
        if (progress != null) {
            progress.accept(moved);
        }
    }

    /** No position is beyond what an off_t can count. */
    private static long wanted(long offset, long count) {
        return count == 0 ? Long.MAX_VALUE - offset : Math.min(count, Long.MAX_VALUE - offset);
    }

    private ErrnoException failed(String call, Descriptor file, long result) {
        return ErrnoException.of(call, descriptor + ", " + file, (int) -result);
    }

    /** The path by which the same file can be opened again; proc_pid_fd(5). */
    private static Path reopened(Descriptor file) {
        return Path.of("/proc/self/fd/" + file.fd());
    }
}
