package io.sockeye.support;

import static io.sockeye.bindings.FileConstants.O_CLOEXEC;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.ErrnoException;
import io.sockeye.bindings.FileSyscalls;
import java.lang.foreign.Arena;

/** A pipe: two descriptors that are no sockets; pipe2(2). Whoever takes one over closes it. */
public record RawPipe(int reader, int writer) implements AutoCloseable {
    public static RawPipe open() throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            var numbers = arena.allocate(JAVA_INT, 2);
            int result = FileSyscalls.pipe2(numbers, O_CLOEXEC);
            if (result < 0) {
                throw ErrnoException.of("pipe2", "", -result);
            }
            return new RawPipe(numbers.getAtIndex(JAVA_INT, 0), numbers.getAtIndex(JAVA_INT, 1));
        }
    }

    /** Both ends, for a test that has taken neither over. */
    @Override
    public void close() {
        FileSyscalls.close(reader);
        FileSyscalls.close(writer);
    }

    public void write(int value) {
        try (var arena = Arena.ofConfined()) {
            if (FileSyscalls.write(writer, arena.allocateFrom(JAVA_INT, value), 1) != 1) {
                throw new AssertionError("a pipe takes one byte");
            }
        }
    }
}
