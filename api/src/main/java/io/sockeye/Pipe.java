package io.sockeye;

import static io.sockeye.bindings.FileConstants.O_CLOEXEC;
import static io.sockeye.bindings.FileConstants.O_NONBLOCK;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.internal.poll.CloseSequence;
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
