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
 * Events of files and directories: readable while there are events; inotify(7). Watching a directory does not include its
 * subdirectories. Events before {@link #addWatch} returns are not reported, so list the directory afterwards.
 *
 * <p>Thread-safe. If another thread closes it, blocked calls throw {@link ClosedDescriptorException}. On a virtual thread they park; an
 * interrupt closes it.
 */
public final class Inotify extends EventDescriptor {
    private Inotify(int number) {
        super(number);
    }

    /**
     * {@code inotify_init1(IN_CLOEXEC | IN_NONBLOCK)}; inotify_init1(2).
     *
     * @return an instance without watches
     * @throws ErrnoException EMFILE if the limit of the process or of the user is reached
     */
    public static Inotify create() throws ErrnoException {
        int number = InotifySyscalls.inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
        if (number < 0) {
            throw ErrnoException.of("inotify_init1", "IN_CLOEXEC | IN_NONBLOCK", -number);
        }
        return new Inotify(number);
    }

    /**
     * {@code inotify_add_watch(fd, path, mask)}; inotify_add_watch(2). A file that is watched already keeps its watch descriptor
     * and gets the new mask.
     *
     * @param path a file or directory of the default file system
     * @param mask {@code IN_CREATE}, {@code IN_CLOSE_WRITE}, …; with {@code IN_ONLYDIR}, {@code IN_ONESHOT}, …
     * @return the watch descriptor, which its events have
     * @throws ErrnoException ENOENT, EACCES, ENOTDIR, EEXIST, EINVAL; ENOSPC if the user's limit of watches is
     *     reached; EBADF
     */
    public int addWatch(Path path, int mask) throws ErrnoException {
        return addWatch(OpenFile.bytes(path), mask);
    }

    /**
     * {@link #addWatch(Path, int)} for a path of any bytes.
     *
     * @param path a file or directory, without a NUL
     * @param mask as for {@link #addWatch(Path, int)}
     * @return the watch descriptor
     * @throws ErrnoException as {@link #addWatch(Path, int)}
     * @throws IllegalArgumentException if the path contains a NUL
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
     * {@code inotify_rm_watch(fd, watch)}; inotify_rm_watch(2). An event with {@code IN_IGNORED} is queued behind the
     * pending ones.
     *
     * @param watch a result of {@link #addWatch}
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
     * @return the queued events in their order, at least one, at most 64 KiB of them
     * @throws ErrnoException EBADF if it is closed, also by another thread during the call; EMFILE if the wait
     *     needs a descriptor of its own and none is left
     */
    public List<Event> read() throws ErrnoException {
        return take(Deadline.NEVER);
    }

    /**
     * {@link #read} that does not wait.
     *
     * @return as {@link #read}; empty if no event is queued
     * @throws ErrnoException EBADF if it is closed
     */
    public List<Event> tryRead() throws ErrnoException {
        return take(Deadline.NOW);
    }

    private List<Event> take(long deadline) throws ErrnoException {
        var events = take(CallMemory.COPY_BYTES, Inotify::decode, deadline);
        return events == null ? List.of() : events;
    }

    // SAFETY: the kernel writes whole events only, so each ends within the bytes read.
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

    /** An event of one file: {@code struct inotify_event}; inotify(7). Two events are equal if all their fields are. */
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
         * @return the result of {@link #addWatch}; -1 if {@link #isOverflow}
         */
        public int watch() {
            return watch;
        }

        /**
         * {@code mask}.
         *
         * @return {@code IN_CREATE}, …, with {@code IN_ISDIR} for a directory
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
         * {@code name}, decoded as UTF-8.
         *
         * @return the name of the file in the watched directory; empty for the watched file or directory itself
         */
        public String name() {
            return new String(name, UTF_8);
        }

        /**
         * The bytes of {@code name}: on Linux a file name consists of any bytes except 0 and {@code '/'}.
         *
         * @return a copy
         */
        public byte[] nameBytes() {
            return name.clone();
        }

        /**
         * Whether events were lost because {@code /proc/sys/fs/inotify/max_queued_events} events were queued already.
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
         * @return the fields that are set: {@code "watch 1, IN_CREATE|IN_ISDIR, folder"}
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
