package io.sockeye.bindings;

import static io.sockeye.bindings.Downcalls.INT;
import static io.sockeye.bindings.Downcalls.POINTER;
import static io.sockeye.bindings.Downcalls.terminated;

import io.sockeye.bindings.internal.Downcall;
import java.lang.foreign.MemorySegment;

/**
 * The calls of inotify(7). {@code read} takes the events, see {@link InotifyEvent}.
 */
public final class InotifySyscalls {
    private InotifySyscalls() {}

    /**
     * {@code int inotify_init1(int flags)}: creates an inotify instance; inotify_init1(2).
     *
     * @param flags {@code IN_CLOEXEC}, {@code IN_NONBLOCK}
     * @return its descriptor, or {@code -errno}
     */
    public static int inotify_init1(int flags) {
        class InotifyInit1 {
            static final Downcall CALL = Downcalls.link("inotify_init1", INT, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: plain ints; the kernel touches no memory of ours.
            return capture.result((int) InotifyInit1.CALL.handle().invokeExact(capture.segment, flags));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int inotify_add_watch(int fd, const char *pathname, uint32_t mask)}: watches a file or directory, or changes
     * its watch; inotify_add_watch(2).
     *
     * @param fd the inotify instance
     * @param pathname a C string
     * @param mask {@code IN_CREATE}, …
     * @return the watch, or {@code -errno}
     */
    public static int inotify_add_watch(int fd, MemorySegment pathname, int mask) {
        class InotifyAddWatch {
            static final Downcall CALL = Downcalls.link("inotify_add_watch", INT, INT, POINTER, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the string ends within its segment, and the kernel only reads it.
            return capture
                    .result((int) InotifyAddWatch.CALL.handle().invokeExact(capture.segment, fd,
                            terminated("pathname", pathname),
                            mask));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int inotify_rm_watch(int fd, int wd)}: ends a watch. An {@code IN_IGNORED} follows; inotify_rm_watch(2).
     *
     * @param fd the inotify instance
     * @param wd the watch
     * @return 0 or {@code -errno}
     */
    public static int inotify_rm_watch(int fd, int wd) {
        class InotifyRmWatch {
            static final Downcall CALL = Downcalls.link("inotify_rm_watch", INT, INT, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: plain ints; the kernel touches no memory of ours.
            return capture.result((int) InotifyRmWatch.CALL.handle().invokeExact(capture.segment, fd, wd));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }
}
