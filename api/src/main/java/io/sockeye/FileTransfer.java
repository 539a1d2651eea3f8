package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.ErrnoConstants.EINTR;
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

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.internal.memory.CallMemory;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Between one stream socket and files: out by sendfile(2), in by splice(2) through a pipe. No byte comes into this process,
 * unless the file is one that the kernel cannot do it with, or a FileChannel, whose descriptor Java keeps to itself.
 *
 * <p>Offsets are always given, so a file's own position is neither used nor moved. A count of 0 is as many as there are.
 */
final class FileTransfer {
    /** What one call moves at most; sendfile(2), NOTES. No header has it. */
    private static final long MOST = 0x7ffff000;

    /**
     * What one call moves where somebody counts, and on a virtual thread: the call reads from the disk, and the carrier is
     * held as long. A call for each MiB costs nothing that can be measured.
     */
    private static final int PIECE = 1 << 20;

    private final Descriptor descriptor;
    private final Blocking blocking;
    private final Transfer transfer;
    private final boolean stream;

    FileTransfer(Descriptor descriptor, Blocking blocking, Transfer transfer, int type) {
        this.descriptor = descriptor;
        this.blocking = blocking;
        this.transfer = transfer;
        this.stream = type == SOCK_STREAM;
    }

    /** The descriptor of a file; of a user's own kind, or a number, one that is never closed here. */
    static Descriptor of(Pollable file) {
        var owned = OwnedDescriptor.of(file);
        return owned == null ? new Descriptor(file.fileno()) : owned;
    }

    // ---- out

    long sendfile(Descriptor file, long offset, long count, @Nullable LongConsumer progress) throws IOException {
        check("sendfile", offset, count);
        long deadline = blocking.deadline();
        long wanted = wanted(offset, count);
        long sent = 0;
        file.enter("sendfile");
        try {
            while (sent < wanted) {
                long most = progress == null && blocking.callWaits() ? MOST : PIECE;
                long result = send(file, offset + sent, Math.min(most, wanted - sent), deadline);
                if (result == -EINVAL && sent == 0) {
                    return sendCopy(file, offset, count, progress);
                }
                if (result < 0) {
                    throw failed("sendfile", file, result);
                }
                if (result == 0) {
                    // The end, also of a file that has become shorter meanwhile: it would be 0 for ever.
                    return sent;
                }
                sent += result;
                tell(progress, sent);
            }
            return sent;
        } catch (ErrnoException e) {
            throw e.after(sent + e.transferred(), count);
        } finally {
            file.leave();
        }
    }

    /** One sendfile that succeeds; {@code -EINVAL} if this file cannot be sent so. */
    private long send(Descriptor file, long position, long length, long deadline) throws ErrnoException {
        int fd = descriptor.enter("sendfile");
        var workspace = CallMemory.borrow();
        try {
            boolean waits = waitsInTheCall("sendfile");
            for (;;) {
                if (file.isClosed()) {
                    throw file.closed("sendfile");
                }
                workspace.value.set(JAVA_LONG, 0, position);
                long result = FileSyscalls.sendfile(fd, file.inside(), workspace.value, length);
                if (result >= 0 || result == -EINVAL) {
                    return result;
                }
                again("sendfile", file, result, POLLOUT, deadline, waits);
            }
        } finally {
            workspace.release();
            descriptor.leave();
        }
    }

    /** A file without pages, as some in /proc. It is opened anew, since its position is everybody's who has this one. */
    private long sendCopy(Descriptor file, long offset, long count, @Nullable LongConsumer progress)
            throws IOException {
        // Of no bytes, to hear why: EISDIR.
        long result = FileSyscalls.read(file.inside(), MemorySegment.NULL, 0);
        if (result < 0) {
            throw failed("sendfile", file, result);
        }
        try (var channel = FileChannel.open(again(file), StandardOpenOption.READ)) {
            return sendfile(channel, offset, count, progress);
        }
    }

    long sendfile(FileChannel file, long offset, long count, @Nullable LongConsumer progress) throws IOException {
        check("sendfile", offset, count);
        long deadline = blocking.deadline();
        long wanted = wanted(offset, count);
        long sent = 0;
        var workspace = CallMemory.borrow();
        try {
            var copy = workspace.copy(CallMemory.COPY_BYTES);
            while (sent < wanted) {
                var buffer = copy.asByteBuffer().limit((int) Math.min(copy.byteSize(), wanted - sent));
                int read = file.read(buffer, offset + sent);
                if (read < 0) {
                    return sent;
                }
                sent += sendPiece(copy.asSlice(0, read), sent, count, deadline);
                tell(progress, sent);
            }
            return sent;
        } finally {
            workspace.release();
        }
    }

    private long sendPiece(MemorySegment piece, long sent, long count, long deadline) throws ErrnoException {
        try {
            transfer.sendall(piece, 0, deadline);
            return piece.byteSize();
        } catch (ErrnoException e) {
            throw e.after(sent + e.transferred(), count);
        }
    }

    // ---- in

    long recvfile(Descriptor file, long offset, long count, @Nullable LongConsumer progress) throws IOException {
        check("recvfile", offset, count);
        long deadline = blocking.deadline();
        long wanted = wanted(offset, count);
        long written = 0;
        file.enter("recvfile");
        // Not O_NONBLOCK: that of the pipe would let splice not wait for a UNIX socket either.
        try (var pipe = Pipe.open(0)) {
            if (!takesSplice(pipe, file, offset)) {
                return recvCopy(file, offset, count, progress);
            }
            pipe.wishCapacity(PIECE);
            while (written < wanted) {
                long received = receive(file, pipe, Math.min(PIECE, wanted - written), deadline);
                if (received == 0) {
                    return written;
                }
                written += deliver(pipe, file, offset + written, received);
                tell(progress, written);
            }
            return written;
        } catch (ErrnoException e) {
            throw e.after(written + e.transferred(), count, "written");
        } finally {
            file.leave();
        }
    }

    /**
     * Whether the kernel can write to this file out of a pipe, before anything is received. Out of one that is empty it would,
     * with EAGAIN; what the file is wrong for comes first.
     */
    private boolean takesSplice(Pipe pipe, Descriptor file, long offset) throws ErrnoException {
        long result = splice(pipe, file, offset, 1, SPLICE_F_NONBLOCK);
        if (result == -EINVAL) {
            int flags = FileSyscalls.fcntl(file.inside(), F_GETFL, 0);
            if (flags >= 0 && (flags & O_APPEND) != 0) {
                throw ErrnoException.of("splice", descriptor + ", " + file + ", which is open with O_APPEND", EINVAL);
            }
            // A socket or a terminal has no offsets; another device has, and can be written to.
            result = FileSyscalls.lseek(file.inside(), 0, SEEK_CUR);
            if (result >= 0) {
                return false;
            }
        }
        if (result != -EAGAIN) {
            throw failed("splice", file, result);
        }
        return true;
    }

    // The flags are 0 elsewhere: SPLICE_F_MOVE does nothing, SPLICE_F_MORE is for a target that is a socket, and
    // SPLICE_F_NONBLOCK lets a UNIX socket not wait.
    private static long splice(Pipe pipe, Descriptor file, long position, long length, int flags) {
        var workspace = CallMemory.borrow();
        try {
            workspace.value.set(JAVA_LONG, 0, position);
            return FileSyscalls.splice(
                    pipe.reader().fileno(), MemorySegment.NULL, file.inside(), workspace.value, length, flags);
        } finally {
            workspace.release();
        }
    }

    /** From the socket into the pipe, which is empty; 0 at the end of the stream. */
    private long receive(Descriptor file, Pipe pipe, long length, long deadline) throws ErrnoException {
        int fd = descriptor.enter("splice");
        try {
            boolean waits = waitsInTheCall("splice");
            for (;;) {
                if (file.isClosed()) {
                    throw file.closed("splice");
                }
                long result = FileSyscalls.splice(
                        fd, MemorySegment.NULL, pipe.writer().fileno(), MemorySegment.NULL, length, 0);
                if (result > 0 || (result == 0 && !descriptor.isClosed())) {
                    return result;
                }
                again("splice", file, result, POLLIN, deadline, waits);
            }
        } finally {
            descriptor.leave();
        }
    }

    /** From the pipe into the file. Should it fail, the exception has what is left in the pipe. */
    private long deliver(Pipe pipe, Descriptor file, long position, long length) throws ErrnoException {
        long delivered = 0;
        while (delivered < length) {
            long result = splice(pipe, file, position + delivered, length - delivered, 0);
            if (result > 0) {
                delivered += result;
            } else if (result != -EINTR) {
                // 0 cannot be: the pipe has the bytes. It would be an error of the file's, without a number.
                throw failed("splice", file, result == 0 ? -EIO : result)
                        .after(delivered, length)
                        .holding(pipe.reader().readNow((int) (length - delivered)));
            }
        }
        return length;
    }

    /** Into a file that knows no splice, as many devices. */
    private long recvCopy(Descriptor file, long offset, long count, @Nullable LongConsumer progress)
            throws IOException {
        try (var channel = FileChannel.open(again(file), StandardOpenOption.WRITE)) {
            return recvfile(channel, offset, count, progress);
        }
    }

    long recvfile(FileChannel file, long offset, long count, @Nullable LongConsumer progress) throws IOException {
        check("recvfile", offset, count);
        long deadline = blocking.deadline();
        long wanted = wanted(offset, count);
        long written = 0;
        var workspace = CallMemory.borrow();
        try {
            var copy = workspace.copy(CallMemory.COPY_BYTES);
            while (written < wanted) {
                long room = Math.min(copy.byteSize(), wanted - written);
                int received = receivePiece(copy.asSlice(0, room), written, count, deadline);
                if (received == 0) {
                    return written;
                }
                writePiece(file, copy.asSlice(0, received), offset, written);
                written += received;
                tell(progress, written);
            }
            return written;
        } finally {
            workspace.release();
        }
    }

    private int receivePiece(MemorySegment piece, long written, long count, long deadline) throws ErrnoException {
        try {
            return transfer.recv(piece, deadline);
        } catch (ErrnoException e) {
            throw e.after(written, count, "written");
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

    private static void tell(@Nullable LongConsumer progress, long moved) {
        if (progress != null) {
            progress.accept(moved);
        }
    }

    /** No position is beyond what an off_t can count. */
    private static long wanted(long offset, long count) {
        return count == 0 ? Long.MAX_VALUE - offset : Math.min(count, Long.MAX_VALUE - offset);
    }

    /** These calls know no MSG_DONTWAIT. */
    private boolean waitsInTheCall(String call) throws ErrnoException {
        if (blocking.callWaits()) {
            return true;
        }
        blocking.needNonblocking(call);
        return false;
    }

    /** As {@link Blocking#again}, and a message that has both. */
    private void again(String call, Descriptor file, long result, int events, long deadline, boolean waits)
            throws ErrnoException {
        if (result == 0 || result == -EAGAIN || result == -EINTR || descriptor.isClosed()) {
            blocking.again(call, result, events, deadline, waits);
        } else {
            throw failed(call, file, result);
        }
    }

    private ErrnoException failed(String call, Descriptor file, long result) {
        return ErrnoException.of(call, descriptor + ", " + file, (int) -result);
    }

    /** By which the same file can be opened again; proc_pid_fd(5). */
    private static Path again(Descriptor file) {
        return Path.of("/proc/self/fd/" + file.inside());
    }
}
