package io.sockeye;

import static io.sockeye.bindings.InotifyConstants.IN_CLOEXEC;
import static io.sockeye.bindings.InotifyConstants.IN_NONBLOCK;
import static io.sockeye.bindings.InotifyConstants.IN_Q_OVERFLOW;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.internal.poll.Deadline;
import io.sockeye.bindings.InotifyConstants;
import io.sockeye.bindings.InotifyEvent;
import io.sockeye.bindings.InotifySyscalls;
import io.sockeye.internal.memory.CallMemory;
import io.sockeye.bindings.internal.ConstantNames;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What happens to files and in folders: readable while there are events; inotify(7). Any thread may use it, and close it.
 *
 * <p>A folder is watched without those inside of it. What happened before {@link #addWatch} returned is not reported, so look into
 * the folder afterwards.
 */
public final class Inotify extends EventDescriptor {
    private Inotify(int number) {
        super(number);
    }

    /**
     * {@code inotify_init1(IN_CLOEXEC | IN_NONBLOCK)}; inotify_init1(2).
     *
     * @return an instance that watches nothing
     * @throws ErrnoException EMFILE if this process or this user has all that are allowed
     */
    public static Inotify create() throws ErrnoException {
        int number = InotifySyscalls.inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
        if (number < 0) {
            throw ErrnoException.of("inotify_init1", "IN_CLOEXEC | IN_NONBLOCK", -number);
        }
        return new Inotify(number);
    }

    /**
     * {@code inotify_add_watch(fd, path, mask)}; inotify_add_watch(2). A file that is watched already keeps its number and gets the
     * new mask.
     *
     * @param path a file or folder, in the default file system
     * @param mask {@code IN_CREATE}, {@code IN_CLOSE_WRITE}, …; with {@code IN_ONLYDIR}, {@code IN_ONESHOT}, …
     * @return the watch's number, which its events have
     * @throws ErrnoException ENOENT, EACCES, ENOTDIR, EEXIST, EINVAL; ENOSPC if this user has all watches that are allowed; EBADF
     */
    public int addWatch(Path path, int mask) throws ErrnoException {
        return addWatch(OpenFile.bytes(path), mask);
    }

    /**
     * {@link #addWatch(Path, int)} for a path of any bytes.
     *
     * @param path a file or folder, without a NUL
     * @param mask as there
     * @return the watch's number
     * @throws ErrnoException as there
     * @throws IllegalArgumentException if there is a NUL in the path
     */
    public int addWatch(byte[] path, int mask) throws ErrnoException {
        int fd = descriptor.acquire("inotify_add_watch");
        try (var arena = Arena.ofConfined()) {
            // SAFETY: zeroed memory, one byte longer than the path: the string ends there and nowhere before.
            var string = arena.allocate(path.length + 1L);
            for (int i = 0; i < path.length; i++) {
                if (path[i] == 0) {
                    throw new IllegalArgumentException("a path with a NUL inside: " + new String(path, UTF_8));
                }
                string.set(JAVA_BYTE, i, path[i]);
            }
            int result = InotifySyscalls.inotify_add_watch(fd, string, mask);
            if (result < 0) {
                throw ErrnoException.of("inotify_add_watch", descriptor + ", " + new String(path, UTF_8), -result);
            }
            return result;
        } finally {
            descriptor.release();
        }
    }

    /**
     * {@code inotify_rm_watch(fd, watch)}; inotify_rm_watch(2). An event with {@code IN_IGNORED} follows, behind those that are there
     * already.
     *
     * @param watch what {@link #addWatch} returned
     * @throws ErrnoException EINVAL if there is no such watch; EBADF
     */
    public void removeWatch(int watch) throws ErrnoException {
        int fd = descriptor.acquire("inotify_rm_watch");
        try {
            int result = InotifySyscalls.inotify_rm_watch(fd, watch);
            if (result < 0) {
                throw ErrnoException.of("inotify_rm_watch", descriptor + ", watch " + watch, -result);
            }
        } finally {
            descriptor.release();
        }
    }

    /**
     * {@code read(fd)}: waits until there are events; inotify(7).
     *
     * @return those that are there, up to 64 KiB of them, in their order; one at least
     * @throws ErrnoException EBADF if it is closed, also by another thread during the call; EMFILE if the wait
     *     needs a descriptor of its own and none is left
     */
    public List<Event> read() throws ErrnoException {
        return take(Deadline.NEVER);
    }

    /**
     * {@link #read} that does not wait.
     *
     * @return those that are there; empty if there are none
     * @throws ErrnoException EBADF if it is closed
     */
    public List<Event> tryRead() throws ErrnoException {
        return take(Deadline.NOW);
    }

    private List<Event> take(long deadline) throws ErrnoException {
        var events = take(CallMemory.COPY_BYTES, Inotify::decode, deadline);
        return events == null ? List.of() : events;
    }

    // SAFETY: the kernel writes whole events only, so each ends within what was read.
    private static List<Event> decode(MemorySegment events) {
        var list = new ArrayList<Event>();
        for (long at = 0; at < events.byteSize(); at = InotifyEvent.next(events, at)) {
            list.add(new Event(
                    InotifyEvent.wd(events, at),
                    InotifyEvent.mask(events, at),
                    InotifyEvent.cookie(events, at),
                    InotifyEvent.name(events, at)));
        }
        return List.copyOf(list);
    }

    /** What happened to one file; {@code struct inotify_event} of inotify(7). Two are equal if all their parts are. */
    public static final class Event {
        private final int watch;
        private final int mask;
        private final int cookie;
        private final byte[] name;

        private Event(int watch, int mask, int cookie, byte[] name) {
            this.watch = watch;
            this.mask = mask;
            this.cookie = cookie;
            this.name = name;
        }

        /**
         * {@code wd}.
         *
         * @return what {@link #addWatch} returned; -1 if {@link #isOverflow}
         */
        public int watch() {
            return watch;
        }

        /**
         * {@code mask}.
         *
         * @return {@code IN_CREATE}, …, with {@code IN_ISDIR} if it is a folder
         */
        public int mask() {
            return mask;
        }

        /**
         * {@code cookie}.
         *
         * @return the same number for {@code IN_MOVED_FROM} and {@code IN_MOVED_TO} of one move; 0 for all others
         */
        public int cookie() {
            return cookie;
        }

        /**
         * {@code name}, taken as UTF-8.
         *
         * @return of the file in the folder that is watched; empty for what is watched itself
         */
        public String name() {
            return new String(name, UTF_8);
        }

        /**
         * {@code name} as it is: on Linux a file's name is any bytes but 0 and {@code '/'}.
         *
         * @return a copy
         */
        public byte[] nameBytes() {
            return name.clone();
        }

        /**
         * Whether events were lost: nobody read, and {@code /proc/sys/fs/inotify/max_queued_events} were waiting already.
         *
         * @return whether {@code IN_Q_OVERFLOW} is set
         */
        public boolean isOverflow() {
            return (mask & IN_Q_OVERFLOW) != 0;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Event event
                    && watch == event.watch
                    && mask == event.mask
                    && cookie == event.cookie
                    && Arrays.equals(name, event.name);
        }

        @Override
        public int hashCode() {
            return Objects.hash(watch, mask, cookie, Arrays.hashCode(name));
        }

        /**
         * A human-readable description.
         *
         * @return the parts that say something: {@code "watch 1, IN_CREATE|IN_ISDIR, folder"}
         */
        @Override
        public String toString() {
            var text = new StringBuilder("watch " + watch + ", ");
            var separator = "";
            for (int bits = mask; bits != 0; bits &= bits - 1) {
                text.append(separator).append(Masks.ALL.name(Integer.lowestOneBit(bits)));
                separator = "|";
            }
            return text.append(cookie == 0 ? "" : ", cookie " + Integer.toUnsignedString(cookie))
                    .append(name.length == 0 ? "" : ", " + name())
                    .toString();
        }
    }

    private static final class Masks {
        static final ConstantNames ALL = ConstantNames.of(
                InotifyConstants.class, "IN_(?!(CLOEXEC|NONBLOCK|CLOSE|MOVE|ALL_EVENTS)$).*");
    }
}
