package io.sockeye;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.internal.memory.CallMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The options of one socket. */
final class Options {
    private final Descriptor descriptor;

    Options(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    // ---- by type

    <T> void set(WritableOption<T> option, T value) throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            var memory = typed(option).value().writer().write(value, arena);
            int result = setsockopt(option.level(), option.number(), memory, (int) memory.byteSize());
            if (result < 0) {
                throw failed("setsockopt", option + ", " + text(value), result);
            }
        }
    }

    <T> T get(ReadableOption<T> option) throws ErrnoException {
        var form = typed(option).value();
        if (form.room() > CallMemory.VALUE_BYTES) {
            try (var arena = Arena.ofConfined()) {
                return get(option, form, arena.allocate(form.room(), Long.BYTES), arena.allocate(JAVA_INT));
            }
        }
        var workspace = CallMemory.borrow();
        try {
            return get(option, form, workspace.value.asSlice(0, form.room()), workspace.valueLength);
        } finally {
            workspace.release();
        }
    }

    private <T> T get(ReadableOption<T> option, OptionValue<T> form, MemorySegment memory, MemorySegment length)
            throws ErrnoException {
        int result = getsockopt(option.level(), option.number(), memory, length);
        if (result < 0) {
            throw failed("getsockopt", option.toString(), result);
        }
        int answered = length.get(JAVA_INT, 0);
        if (!form.fits().test(answered)) {
            throw new IllegalStateException("getsockopt(" + descriptor + ", " + option + "): the kernel answered "
                    + answered + " bytes, which no value of this option has");
        }
        // SAFETY: nothing is read that the kernel has not written, and it may report more than there was room for.
        return form.reader().apply(memory.asSlice(0, Math.min(answered, form.room())));
    }

    private static <T> TypedOption<T> typed(WritableOption<T> option) {
        return switch (option) {
            case TypedOption<T> typed -> typed;
        };
    }

    private static <T> TypedOption<T> typed(ReadableOption<T> option) {
        return switch (option) {
            case TypedOption<T> typed -> typed;
        };
    }

    private static String text(Object value) {
        return switch (value) {
            case String text -> quoted(text);
            case byte[] bytes -> bytes.length + " bytes";
            default -> value.toString();
        };
    }

    // ---- by number

    void set(int level, int option, int value) throws ErrnoException {
        var workspace = CallMemory.borrow();
        try {
            workspace.value.set(JAVA_INT, 0, value);
            int result = setsockopt(level, option, workspace.value, Integer.BYTES);
            if (result < 0) {
                throw failed("setsockopt", OptionNames.both(level, option) + ", " + value, result);
            }
        } finally {
            workspace.release();
        }
    }

    void set(int level, int option, byte[] value) throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            set(level, option, arena.allocateFrom(JAVA_BYTE, value), value.length + " bytes");
        }
    }

    void set(int level, int option, String value) throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            set(level, option, arena.allocateFrom(JAVA_BYTE, OptionValue.terminated(value)), quoted(value));
        }
    }

    /** A struct; {@code shown} is what messages have of it. */
    void set(int level, int option, MemorySegment value, String shown) throws ErrnoException {
        int result = setsockopt(level, option, value, (int) value.byteSize());
        if (result < 0) {
            throw failed("setsockopt", OptionNames.both(level, option) + ", " + shown, result);
        }
    }

    int get(int level, int option) throws ErrnoException {
        var workspace = CallMemory.borrow();
        try {
            workspace.value.fill((byte) 0);
            int length = get(level, option, workspace.value, workspace.valueLength);
            // Some options answer with a byte; little-endian, so it is the int's first.
            if (length == Integer.BYTES || length == Byte.BYTES) {
                return workspace.value.get(JAVA_INT, 0);
            }
            throw new IllegalArgumentException("getsockopt(" + descriptor + ", " + OptionNames.both(level, option)
                    + "): the option has " + length + " bytes or more, so it is no int; ask for its bytes");
        } finally {
            workspace.release();
        }
    }

    byte[] get(int level, int option, int room) throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            var value = arena.allocate(room);
            int length = get(level, option, value, arena.allocate(JAVA_INT));
            return value.asSlice(0, Math.min(length, room)).toArray(JAVA_BYTE);
        }
    }

    private int get(int level, int option, MemorySegment value, MemorySegment length) throws ErrnoException {
        int result = getsockopt(level, option, value, length);
        if (result < 0) {
            throw failed("getsockopt", OptionNames.both(level, option), result);
        }
        return length.get(JAVA_INT, 0);
    }

    // ---- both

    private int setsockopt(int level, int option, MemorySegment value, int length) throws ErrnoException {
        int fd = descriptor.enter("setsockopt");
        try {
            return SocketSyscalls.setsockopt(fd, level, option, value, length);
        } finally {
            descriptor.leave();
        }
    }

    private int getsockopt(int level, int option, MemorySegment value, MemorySegment length) throws ErrnoException {
        int fd = descriptor.enter("getsockopt");
        try {
            length.set(JAVA_INT, 0, (int) value.byteSize());
            return SocketSyscalls.getsockopt(fd, level, option, value, length);
        } finally {
            descriptor.leave();
        }
    }

    private ErrnoException failed(String call, String what, int result) {
        return ErrnoException.of(call, descriptor + ", " + what, -result);
    }

    private static String quoted(String text) {
        return "\"" + text.replace('\0', '?') + "\"";
    }
}
