package io.sockeye.internal.socket;

import static io.sockeye.bindings.FileConstants.F_SETPIPE_SZ;
import static io.sockeye.bindings.FileConstants.O_CLOEXEC;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.ErrnoException;
import io.sockeye.bindings.FileSyscalls;
import java.lang.foreign.Arena;

/** The pipe that splice needs between a socket and a file, for one transfer of one thread; splice(2). */
final class SplicePipe implements AutoCloseable {
    final int reader;
    final int writer;

    private SplicePipe(int reader, int writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /** Without O_NONBLOCK: that of the pipe would let splice not wait for a UNIX socket either. */
    static SplicePipe open() throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            var pipefd = arena.allocate(JAVA_INT, 2);
            int result = FileSyscalls.pipe2(pipefd, O_CLOEXEC);
            if (result < 0) {
                throw ErrnoException.of("pipe2", "O_CLOEXEC", -result);
            }
            return new SplicePipe(pipefd.getAtIndex(JAVA_INT, 0), pipefd.getAtIndex(JAVA_INT, 1));
        }
    }

    /** Asks for room for so many bytes, which is a wish: there is a limit for all pipes of a user; pipe(7). */
    void wishCapacity(int bytes) {
        // EPERM and EBUSY leave it as it is, and what goes through it only takes more calls.
        int _ = FileSyscalls.fcntl(writer, F_SETPIPE_SZ, bytes);
    }

    /** Takes out what is there, up to {@code size} bytes. */
    byte[] drain(int size) {
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocate(Math.max(1, size));
            long count = FileSyscalls.read(reader, memory, size);
            return memory.asSlice(0, Math.max(0, count)).toArray(JAVA_BYTE);
        }
    }

    @Override
    public void close() {
        // SAFETY: the numbers never leave this object, so each is closed once. A pipe stores nothing that close could lose.
        int _ = FileSyscalls.close(writer);
        int _ = FileSyscalls.close(reader);
    }
}
