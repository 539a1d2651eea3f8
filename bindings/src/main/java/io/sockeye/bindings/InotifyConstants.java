package io.sockeye.bindings;

import io.sockeye.bindings.generated.linux_h;

/**
 * Events and flags of inotify(7).
 */
public final class InotifyConstants {
    static {
        Platform.check();
    }

    // inotify_init1(2)

    /** The descriptor is closed by exec; inotify_init1(2). */
    public static final int IN_CLOEXEC = linux_h.IN_CLOEXEC();
    /** The descriptor does not block; inotify_init1(2). */
    public static final int IN_NONBLOCK = linux_h.IN_NONBLOCK();

    // inotify(7)

    /** Was read; inotify(7). */
    public static final int IN_ACCESS = linux_h.IN_ACCESS();
    /** Was written or truncated; inotify(7). */
    public static final int IN_MODIFY = linux_h.IN_MODIFY();
    /** Its metadata changed; inotify(7). */
    public static final int IN_ATTRIB = linux_h.IN_ATTRIB();
    /** Was closed after it was open for writing; inotify(7). */
    public static final int IN_CLOSE_WRITE = linux_h.IN_CLOSE_WRITE();
    /** Was closed after it was open for reading only; inotify(7). */
    public static final int IN_CLOSE_NOWRITE = linux_h.IN_CLOSE_NOWRITE();
    /** Either kind of close; inotify(7). */
    public static final int IN_CLOSE = linux_h.IN_CLOSE();
    /** Was opened; inotify(7). */
    public static final int IN_OPEN = linux_h.IN_OPEN();
    /** Went away from the directory; inotify(7). */
    public static final int IN_MOVED_FROM = linux_h.IN_MOVED_FROM();
    /** Came into the directory; inotify(7). */
    public static final int IN_MOVED_TO = linux_h.IN_MOVED_TO();
    /** Either direction of a move; inotify(7). */
    public static final int IN_MOVE = linux_h.IN_MOVE();
    /** Was created in the directory; inotify(7). */
    public static final int IN_CREATE = linux_h.IN_CREATE();
    /** Was deleted from the directory; inotify(7). */
    public static final int IN_DELETE = linux_h.IN_DELETE();
    /** What is watched was deleted; inotify(7). */
    public static final int IN_DELETE_SELF = linux_h.IN_DELETE_SELF();
    /** What is watched was moved; inotify(7). */
    public static final int IN_MOVE_SELF = linux_h.IN_MOVE_SELF();
    /** All events that can be asked for; inotify(7). */
    public static final int IN_ALL_EVENTS = linux_h.IN_ALL_EVENTS();
    /** The filesystem was unmounted; always reported; inotify(7). */
    public static final int IN_UNMOUNT = linux_h.IN_UNMOUNT();
    /** Events were lost, wd is -1; always reported; inotify(7). */
    public static final int IN_Q_OVERFLOW = linux_h.IN_Q_OVERFLOW();
    /** The watch is gone; always reported; inotify(7). */
    public static final int IN_IGNORED = linux_h.IN_IGNORED();
    /** It is about a directory; inotify(7). */
    public static final int IN_ISDIR = linux_h.IN_ISDIR();
    /** To inotify_add_watch: fails if it is not a directory; inotify(7). */
    public static final int IN_ONLYDIR = linux_h.IN_ONLYDIR();
    /** To inotify_add_watch: a symbolic link itself; inotify(7). */
    public static final int IN_DONT_FOLLOW = linux_h.IN_DONT_FOLLOW();
    /** To inotify_add_watch: nothing of files that were deleted; inotify(7). */
    public static final int IN_EXCL_UNLINK = linux_h.IN_EXCL_UNLINK();
    /** To inotify_add_watch: fails if there is a watch; inotify(7). */
    public static final int IN_MASK_CREATE = linux_h.IN_MASK_CREATE();
    /** To inotify_add_watch: adds to the watch that is there; inotify(7). */
    public static final int IN_MASK_ADD = linux_h.IN_MASK_ADD();
    /** To inotify_add_watch: one event, then the watch is gone; inotify(7). */
    public static final int IN_ONESHOT = linux_h.IN_ONESHOT();

    private InotifyConstants() {}
}
