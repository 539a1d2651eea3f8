package io.sockeye.internal.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.bindings.internal.OptionNames;
import io.sockeye.ErrnoException;
import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.internal.memory.CallMemory;
import io.sockeye.internal.poll.Descriptor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The options of one socket by level and number; setsockopt(2). */
public final class Sockopt {
    private final Descriptor descriptor;

    public Sockopt(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    public void set(int level, int option, int value) throws ErrnoException {
        var memory = CallMemory.borrow();
        try {
            memory.value.set(JAVA_INT, 0, value);
            int result = setsockopt(level, option, memory.value, Integer.BYTES);
            if (result < 0) {
                throw failed("setsockopt", OptionNames.both(level, option) + ", " + value, result);
            }
        } finally {
            memory.release();
        }
    }

    public void set(int level, int option, byte[] value) throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            set(level, option, arena.allocateFrom(JAVA_BYTE, value), value.length + " bytes");
        }
    }

    public void set(int level, int option, String value) throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            set(level, option, arena.allocateFrom(JAVA_BYTE, terminated(value)), quoted(value));
        }
    }

    /** A struct; {@code shown} is what messages have of it. */
    public void set(int level, int option, MemorySegment value, String shown) throws ErrnoException {
        int result = setsockopt(level, option, value, (int) value.byteSize());
        if (result < 0) {
            throw failed("setsockopt", OptionNames.both(level, option) + ", " + shown, result);
        }
    }

    public int get(int level, int option) throws ErrnoException {
        var memory = CallMemory.borrow();
        try {
            memory.value.fill((byte) 0);
            int length = get(level, option, memory.value, memory.valueLength);
            // Some options answer with a byte; little-endian, so it is the int's first.
            if (length == Integer.BYTES || length == Byte.BYTES) {
                return memory.value.get(JAVA_INT, 0);
            }
            throw new IllegalArgumentException("getsockopt(" + descriptor + ", " + OptionNames.both(level, option)
                    + "): the option has " + length + " bytes or more, so it is no int; ask for its bytes");
        } finally {
            memory.release();
        }
    }

    public byte[] get(int level, int option, int room) throws ErrnoException {
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

    private int setsockopt(int level, int option, MemorySegment value, int length) throws ErrnoException {
        int fd = descriptor.acquire("setsockopt");
        try {
            return SocketSyscalls.setsockopt(fd, level, option, value, length);
        } finally {
            descriptor.release();
        }
    }

    private int getsockopt(int level, int option, MemorySegment value, MemorySegment length) throws ErrnoException {
        int fd = descriptor.acquire("getsockopt");
        try {
            length.set(JAVA_INT, 0, (int) value.byteSize());
            return SocketSyscalls.getsockopt(fd, level, option, value, length);
        } finally {
            descriptor.release();
        }
    }

    private ErrnoException failed(String call, String what, int result) {
        return ErrnoException.of(call, descriptor + ", " + what, -result);
    }

    /** As C has text. The kernel would take a name with a NUL inside for a shorter one. */
    private static byte[] terminated(String value) {
        if (value.indexOf(0) >= 0) {
            throw new IllegalArgumentException("a name with a NUL inside: " + quoted(value));
        }
        return (value + "\0").getBytes(UTF_8);
    }

    private static String quoted(String text) {
        return "\"" + text.replace('\0', '?') + "\"";
    }
}
