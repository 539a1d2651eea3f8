package io.sockeye.bindings;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.sockeye.bindings.generated.inotify_event;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * {@code struct inotify_event}: what {@code read} takes from an inotify instance, one after the other and of different
 * lengths. An event is an offset into the buffer; the first is at 0, and {@link #next} leads to the others, up to as many
 * bytes as were read.
 */
public final class InotifyEvent {
    /** A buffer of so many bytes has room for any one event; inotify(7). */
    public static final int MAX_BYTES = StructSizes.INOTIFY_EVENT + FileConstants.NAME_MAX + 1;

    private InotifyEvent() {}

    /**
     * {@code wd}: which watch.
     *
     * @param buffer what was read
     * @param event the offset of an event
     * @return what {@code inotify_add_watch} returned; -1 if events were lost
     */
    public static int wd(MemorySegment buffer, long event) {
        Platform.check();
        return buffer.get(inotify_event.wd$layout(), event + inotify_event.wd$offset());
    }

    /**
     * {@code mask}: what happened.
     *
     * @param buffer what was read
     * @param event the offset of an event
     * @return {@code IN_CREATE}, {@code IN_ISDIR}, …
     */
    public static int mask(MemorySegment buffer, long event) {
        Platform.check();
        return buffer.get(inotify_event.mask$layout(), event + inotify_event.mask$offset());
    }

    /**
     * {@code cookie}: the same for both events of a move.
     *
     * @param buffer what was read
     * @param event the offset of an event
     * @return a number, 0 if it is no move
     */
    public static int cookie(MemorySegment buffer, long event) {
        Platform.check();
        return buffer.get(inotify_event.cookie$layout(), event + inotify_event.cookie$offset());
    }

    /**
     * {@code name}: of which file in a watched directory.
     *
     * @param buffer what was read
     * @param event the offset of an event
     * @return its bytes without a NUL; none for what is watched itself
     */
    public static byte[] name(MemorySegment buffer, long event) {
        Platform.check();
        var bytes = buffer.asSlice(event + inotify_event.name$offset(), length(buffer, event)).toArray(JAVA_BYTE);
        // The kernel fills up with NULs, so that the next event is aligned.
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return Arrays.copyOf(bytes, end);
    }

    /**
     * Where the next event is.
     *
     * @param buffer what was read
     * @param event the offset of an event
     * @return the offset of the next one; as many bytes as were read if there is none
     */
    public static long next(MemorySegment buffer, long event) {
        Platform.check();
        return event + inotify_event.name$offset() + length(buffer, event);
    }

    private static long length(MemorySegment buffer, long event) {
        return Integer.toUnsignedLong(buffer.get(inotify_event.len$layout(), event + inotify_event.len$offset()));
    }
}
