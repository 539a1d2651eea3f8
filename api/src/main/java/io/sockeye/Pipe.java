package io.sockeye;

import static io.sockeye.bindings.FileConstants.O_CLOEXEC;
import static io.sockeye.bindings.FileConstants.O_NONBLOCK;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.internal.poll.CloseSequence;
import java.lang.foreign.Arena;

/**
 * A pipe: bytes written to one end are read from the other; pipe(7).
 *
 * @param reader the read end, {@code pipefd[0]}
 * @param writer the write end, {@code pipefd[1]}
 */
public record Pipe(OpenFile reader, OpenFile writer) implements AutoCloseable {
    /**
     * {@code pipe2(pipefd, O_CLOEXEC | O_NONBLOCK)}; pipe2(2). Calls wait for readiness all the same; see {@link OpenFile}.
     *
     * @return the pipe
     * @throws ErrnoException EMFILE, ENFILE
     */
    public static Pipe open() throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            var pipefd = arena.allocate(JAVA_INT, 2);
            int result = FileSyscalls.pipe2(pipefd, O_CLOEXEC | O_NONBLOCK);
            if (result < 0) {
                throw ErrnoException.of("pipe2", "O_CLOEXEC|O_NONBLOCK", -result);
            }
            return new Pipe(
                    new OpenFile(pipefd.getAtIndex(JAVA_INT, 0), true),
                    new OpenFile(pipefd.getAtIndex(JAVA_INT, 1), true));
        }
    }

    /** Closes both ends. */
    @Override
    public void close() {
        CloseSequence.run(writer::close, reader::close);
    }
}
