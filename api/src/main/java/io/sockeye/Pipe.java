package io.sockeye;

import static io.sockeye.bindings.FileConstants.F_SETPIPE_SZ;
import static io.sockeye.bindings.FileConstants.O_CLOEXEC;
import static io.sockeye.bindings.FileConstants.O_NONBLOCK;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.bindings.FileSyscalls;
import java.lang.foreign.Arena;

/**
 * A pipe: what is written at one end is read at the other; pipe(7).
 *
 * @param reader where it comes out
 * @param writer where it goes in
 */
public record Pipe(OpenFile reader, OpenFile writer) implements AutoCloseable {
    /**
     * {@code pipe2(pipefd, O_CLOEXEC | O_NONBLOCK)}; pipe2(2). Its ends wait all the same, as {@link OpenFile} says.
     *
     * @return the pipe
     * @throws ErrnoException EMFILE, ENFILE
     */
    public static Pipe open() throws ErrnoException {
        return open(O_NONBLOCK);
    }

    static Pipe open(int flags) throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            var pipefd = arena.allocate(JAVA_INT, 2);
            int result = FileSyscalls.pipe2(pipefd, O_CLOEXEC | flags);
            if (result < 0) {
                throw ErrnoException.of("pipe2", "O_CLOEXEC", -result);
            }
            boolean nonblocking = (flags & O_NONBLOCK) != 0;
            return new Pipe(
                    new OpenFile(pipefd.getAtIndex(JAVA_INT, 0), nonblocking),
                    new OpenFile(pipefd.getAtIndex(JAVA_INT, 1), nonblocking));
        }
    }

    /** Asks for room for so many bytes, which is a wish: there is a limit for all pipes of a user; pipe(7). */
    void wishCapacity(int bytes) {
        // EPERM and EBUSY leave it as it is, and what goes through it only takes more calls.
        FileSyscalls.fcntl(writer.descriptor.inside(), F_SETPIPE_SZ, bytes);
    }

    /** Closes both ends. */
    @Override
    public void close() {
        writer.close();
        reader.close();
    }
}
