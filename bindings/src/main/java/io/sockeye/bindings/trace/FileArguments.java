package io.sockeye.bindings.trace;

import static io.sockeye.bindings.FileConstants.AT_FDCWD;
import static io.sockeye.bindings.FileConstants.FIONBIO;
import static io.sockeye.bindings.FileConstants.F_GETFD;
import static io.sockeye.bindings.FileConstants.F_GETFL;
import static io.sockeye.bindings.FileConstants.F_GETPIPE_SZ;
import static io.sockeye.bindings.FileConstants.F_SETFD;
import static io.sockeye.bindings.FileConstants.F_SETFL;
import static io.sockeye.bindings.FileConstants.O_ACCMODE;
import static io.sockeye.bindings.FileConstants.O_CREAT;
import static io.sockeye.bindings.FileConstants.O_TMPFILE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.bindings.FileConstants;
import io.sockeye.bindings.internal.ConstantNames;

/** Arguments of open, fcntl and ioctl. */
final class FileArguments {
    static final ConstantNames OPEN =
            ConstantNames.listed("O_???", FileConstants.class, "O_CREAT", "O_EXCL", "O_NOCTTY", "O_TRUNC",
                    "O_APPEND", "O_NONBLOCK", "O_SYNC", "O_ASYNC", "O_DSYNC", "O_DIRECT", "O_NOFOLLOW", "O_NOATIME",
                    "O_CLOEXEC",
                    "O_PATH", "O_TMPFILE", "O_DIRECTORY");
    static final ConstantNames DESCRIPTOR = ConstantNames.of("FD_???", FileConstants.class, "FD_CLOEXEC");
    private static final ConstantNames ACCESS =
            ConstantNames.of("O_???", FileConstants.class, "O_(RDONLY|WRONLY|RDWR)");
    private static final ConstantNames COMMANDS = ConstantNames.of("F_???", FileConstants.class, "F_[A-Z_]*");
    private static final ConstantNames REQUESTS =
            ConstantNames.of("", FileConstants.class, "FIO.*|SIOC.*").renamed("SIOCOUTQ", "TIOCOUTQ");

    private FileArguments() {}

    static Argument folder(int index) {
        return call -> call.integer(index) == AT_FDCWD ? "AT_FDCWD" : Integer.toString(call.integer(index));
    }

    /** Flags, and the mode where one of them makes the kernel look at it; open(2). */
    static Argument opening(int flags, int mode) {
        return call -> {
            int set = call.integer(flags);
            boolean creates = (set & O_CREAT) != 0 || (set & O_TMPFILE) == O_TMPFILE;
            return open(set) + (creates ? ", " + mode(call.integer(mode)) : "");
        };
    }

    static String open(int flags) {
        return OPEN.flagsAfter(ACCESS.one(flags & O_ACCMODE), flags & ~O_ACCMODE);
    }

    private static String mode(int mode) {
        return "0".repeat(Math.max(1, 3 - Integer.toOctalString(mode).length())) + Integer.toOctalString(mode);
    }

    static Argument command() {
        return Argument.one(1, COMMANDS);
    }

    /** The third argument; null for a command that has none. */
    static Argument commandArgument() {
        return call -> {
            int command = call.integer(1);
            if (command == F_GETFD || command == F_GETFL || command == F_GETPIPE_SZ) {
                return "";
            }
            int argument = call.integer(2);
            if (command == F_SETFL) {
                return open(argument);
            }
            return command == F_SETFD ? DESCRIPTOR.flags(argument) : Integer.toString(argument);
        };
    }

    static Argument request() {
        return Argument.one(1, REQUESTS);
    }

    /** The int that these requests read or write. */
    static Argument requestArgument() {
        return call -> {
            if (call.isNull(2)) {
                return "NULL";
            }
            boolean reads = call.integer(1) == FIONBIO;
            if (!reads && call.failed()) {
                return Memory.address(call.memory(2).address());
            }
            return "[" + (reads ? call.memoryBefore(2) : call.memory(2)).get(JAVA_INT, 0) + "]";
        };
    }
}
