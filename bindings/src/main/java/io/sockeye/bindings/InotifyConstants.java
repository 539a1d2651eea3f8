package io.sockeye.bindings;

/**
 * Events and flags of inotify(7).
 */
public final class InotifyConstants {
    // inotify_init1(2)

    /** The descriptor is closed by exec; inotify_init1(2). */
    public static final int IN_CLOEXEC = 0x80000;
    /** The descriptor does not block; inotify_init1(2). */
    public static final int IN_NONBLOCK = 0x800;

    // inotify(7)

    /** Was read; inotify(7). */
    public static final int IN_ACCESS = 1;
    /** Was written or truncated; inotify(7). */
    public static final int IN_MODIFY = 2;
    /** Its metadata changed; inotify(7). */
    public static final int IN_ATTRIB = 4;
    /** Was closed after it was open for writing; inotify(7). */
    public static final int IN_CLOSE_WRITE = 8;
    /** Was closed after it was open for reading only; inotify(7). */
    public static final int IN_CLOSE_NOWRITE = 16;
    /** Either kind of close; inotify(7). */
    public static final int IN_CLOSE = 24;
    /** Was opened; inotify(7). */
    public static final int IN_OPEN = 32;
    /** Went away from the directory; inotify(7). */
    public static final int IN_MOVED_FROM = 64;
    /** Came into the directory; inotify(7). */
    public static final int IN_MOVED_TO = 128;
    /** Either direction of a move; inotify(7). */
    public static final int IN_MOVE = 192;
    /** Was created in the directory; inotify(7). */
    public static final int IN_CREATE = 256;
    /** Was deleted from the directory; inotify(7). */
    public static final int IN_DELETE = 512;
    /** What is watched was deleted; inotify(7). */
    public static final int IN_DELETE_SELF = 0x400;
    /** What is watched was moved; inotify(7). */
    public static final int IN_MOVE_SELF = 0x800;
    /** All events that can be asked for; inotify(7). */
    public static final int IN_ALL_EVENTS = 0xfff;
    /** The filesystem was unmounted; always reported; inotify(7). */
    public static final int IN_UNMOUNT = 0x2000;
    /** Events were lost, wd is -1; always reported; inotify(7). */
    public static final int IN_Q_OVERFLOW = 0x4000;
    /** The watch is gone; always reported; inotify(7). */
    public static final int IN_IGNORED = 0x8000;
    /** It is about a directory; inotify(7). */
    public static final int IN_ISDIR = 0x40000000;
    /** To inotify_add_watch: fails if it is not a directory; inotify(7). */
    public static final int IN_ONLYDIR = 0x1000000;
    /** To inotify_add_watch: a symbolic link itself; inotify(7). */
    public static final int IN_DONT_FOLLOW = 0x2000000;
    /** To inotify_add_watch: nothing of files that were deleted; inotify(7). */
    public static final int IN_EXCL_UNLINK = 0x4000000;
    /** To inotify_add_watch: fails if there is a watch; inotify(7). */
    public static final int IN_MASK_CREATE = 0x10000000;
    /** To inotify_add_watch: adds to the watch that is there; inotify(7). */
    public static final int IN_MASK_ADD = 0x20000000;
    /** To inotify_add_watch: one event, then the watch is gone; inotify(7). */
    public static final int IN_ONESHOT = 0x80000000;

    private InotifyConstants() {}
}
