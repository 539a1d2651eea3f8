package io.sockeye.sockopt;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.ErrnoException;
import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.internal.memory.CallMemory;
import io.sockeye.bindings.internal.OptionNames;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The class of all options. Constants of type ReadableOption cannot be set, those of type WritableOption cannot be read. */
record TypedOption<T>(int level, int number, OptionValue<T> value) implements Option<T> {
    @Override
    public T read(int fd) throws ErrnoException {
        if (value.room() > CallMemory.VALUE_BYTES) {
            try (var arena = Arena.ofConfined()) {
                return read(fd, arena.allocate(value.room(), Long.BYTES), arena.allocate(JAVA_INT));
            }
        }
        var memory = CallMemory.borrow();
        try {
            return read(fd, memory.value.asSlice(0, value.room()), memory.valueLength);
        } finally {
            memory.release();
        }
    }

    private T read(int fd, MemorySegment memory, MemorySegment length) throws ErrnoException {
        length.set(JAVA_INT, 0, (int) memory.byteSize());
        int result = SocketSyscalls.getsockopt(fd, level, number, memory, length);
        if (result < 0) {
            throw ErrnoException.of("getsockopt", "fd=" + fd + ", " + this, -result);
        }
        int answered = length.get(JAVA_INT, 0);
        if (!value.fits().test(answered)) {
            throw new IllegalStateException("getsockopt(fd=" + fd + ", " + this + "): the kernel answered "
                    + answered + " bytes, which no value of this option has");
        }
        // SAFETY: only bytes that the kernel has written are read; it may report a length above the size of the memory.
        return value.reader().apply(memory.asSlice(0, Math.min(answered, value.room())));
    }

    @Override
    public void write(int fd, T value) throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            var memory = this.value.writer().write(value, arena);
            int result = SocketSyscalls.setsockopt(fd, level, number, memory, (int) memory.byteSize());
            if (result < 0) {
                throw ErrnoException.of("setsockopt", "fd=" + fd + ", " + this + ", " + shown(value), -result);
            }
        }
    }

    private static String shown(Object value) {
        return switch (value) {
            case String text -> "\"" + text.replace('\0', '?') + "\"";
            case byte[] bytes -> bytes.length + " bytes";
            default -> value.toString();
        };
    }

    @Override
    public String toString() {
        return OptionNames.option(level, number);
    }
}
