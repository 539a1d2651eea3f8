package io.sockeye.bindings;

import static io.sockeye.bindings.Downcalls.INT;
import static io.sockeye.bindings.Downcalls.LONG;
import static io.sockeye.bindings.Downcalls.POINTER;
import static io.sockeye.bindings.Downcalls.within;
import static io.sockeye.bindings.Downcalls.writable;

import io.sockeye.bindings.internal.Downcall;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;

/**
 * What the other floors need to know of the system: getrlimit(2), getpid(2), gettid(2), gethostname(2), strerror(3).
 */
public final class SystemSyscalls {
    private SystemSyscalls() {}

    /**
     * {@code int getrlimit(int resource, struct rlimit *limit)}: a limit of this process; getrlimit(2).
     *
     * @param resource {@code RLIMIT_NOFILE}, …
     * @param limit room for a {@code struct rlimit}
     * @return 0 or {@code -errno}
     */
    public static int getrlimit(int resource, MemorySegment limit) {
        class Getrlimit {
            static final Downcall CALL = Downcalls.link("getrlimit", INT, INT, POINTER);
        }
        writable("limit", limit, StructSizes.RLIMIT);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: limit has room for one rlimit.
            return capture.result((int) Getrlimit.CALL.handle().invokeExact(capture.segment, resource, limit));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int setrlimit(int resource, const struct rlimit *limit)}: changes a limit of this process, the hard one only
     * downwards unless privileged; setrlimit(2).
     *
     * @param resource {@code RLIMIT_NOFILE}, …
     * @param limit a {@code struct rlimit}
     * @return 0 or {@code -errno}
     */
    public static int setrlimit(int resource, MemorySegment limit) {
        class Setrlimit {
            static final Downcall CALL = Downcalls.link("setrlimit", INT, INT, POINTER);
        }
        within("limit", limit, StructSizes.RLIMIT);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: limit is whole, and the kernel only reads it.
            return capture.result((int) Setrlimit.CALL.handle().invokeExact(capture.segment, resource, limit));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code pid_t getpid(void)}: the number of this process; getpid(2).
     *
     * @return the number
     */
    public static int getpid() {
        class Getpid {
            static final Downcall CALL = Downcalls.linkPlain("getpid", FunctionDescriptor.of(INT));
        }
        try {
            // SAFETY: no arguments; it cannot fail.
            return (int) Getpid.CALL.handle().invokeExact();
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code pid_t gettid(void)}: the number of this thread, of the carrier on a virtual one; gettid(2).
     *
     * @return the number
     */
    public static int gettid() {
        class Gettid {
            static final Downcall CALL = Downcalls.linkPlain("gettid", FunctionDescriptor.of(INT));
        }
        try {
            // SAFETY: no arguments; it cannot fail.
            return (int) Gettid.CALL.handle().invokeExact();
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int gethostname(char *name, size_t length)}: the name of this host. It is cut without a word, and without
     * a NUL, where there is no room; gethostname(2).
     *
     * @param name room for the name and its NUL
     * @param length how much
     * @return 0 or {@code -errno}
     */
    public static int gethostname(MemorySegment name, long length) {
        class Gethostname {
            static final Downcall CALL = Downcalls.link("gethostname", INT, POINTER, LONG);
        }
        writable("name", name, length);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the length is within the segment.
            return capture.result((int) Gethostname.CALL.handle().invokeExact(capture.segment, name, length));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code char *strerror(int errnum)}: the text of an errno, in the language of the
     * environment; strerror(3).
     *
     * @param errnum an errno, positive
     * @return the text
     */
    public static String strerror(int errnum) {
        class Strerror {
            static final Downcall CALL = Downcalls.linkPlain("strerror", FunctionDescriptor.of(POINTER, INT));
        }
        try {
            // SAFETY: a string that stays until this thread calls strerror again; it is copied before that.
            return Downcalls.string((MemorySegment) Strerror.CALL.handle().invokeExact(errnum));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }
}
