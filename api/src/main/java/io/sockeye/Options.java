package io.sockeye;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.bindings.SocketSyscalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The options of one socket. */
final class Options {
    private final Descriptor descriptor;

    Options(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    void set(int level, int option, int value) throws ErrnoException {
        var workspace = Workspace.borrow();
        try {
            workspace.value.set(JAVA_INT, 0, value);
            set(level, option, workspace.value, Integer.BYTES);
        } finally {
            workspace.giveBack();
        }
    }

    void set(int level, int option, byte[] value) throws ErrnoException {
        try (var arena = Arena.ofConfined()) {
            set(level, option, arena.allocateFrom(JAVA_BYTE, value), value.length);
        }
    }

    private void set(int level, int option, MemorySegment value, int length) throws ErrnoException {
        int fd = descriptor.enter("setsockopt");
        try {
            check("setsockopt", level, option, SocketSyscalls.setsockopt(fd, level, option, value, length));
        } finally {
            descriptor.leave();
        }
    }

    int get(int level, int option) throws ErrnoException {
        var workspace = Workspace.borrow();
        try {
            workspace.value.fill((byte) 0);
            int length = get(level, option, workspace.value, workspace.valueLength);
            // Some options answer with a byte; little-endian, so it is the int's first.
            if (length == Integer.BYTES || length == Byte.BYTES) {
                return workspace.value.get(JAVA_INT, 0);
            }
            throw new IllegalArgumentException("getsockopt(" + descriptor + ", " + level + ", " + option
                    + "): the option has " + length + " bytes or more, so it is no int; ask for its bytes");
        } finally {
            workspace.giveBack();
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
        int fd = descriptor.enter("getsockopt");
        try {
            length.set(JAVA_INT, 0, (int) value.byteSize());
            check("getsockopt", level, option, SocketSyscalls.getsockopt(fd, level, option, value, length));
            return length.get(JAVA_INT, 0);
        } finally {
            descriptor.leave();
        }
    }

    private void check(String call, int level, int option, int result) throws ErrnoException {
        if (result < 0) {
            throw ErrnoException.of(call, descriptor + ", " + level + ", " + option, -result);
        }
    }
}
