package io.sockeye.bindings;

import io.sockeye.bindings.generated.pollfd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * An array of {@code struct pollfd}, allocated once and used for many calls. For one thread at a time.
 */
public final class PollfdArray {
    private final MemorySegment array;
    private final int capacity;

    /**
     * Allocates entries without events.
     *
     * @param arena its lifetime
     * @param capacity how many entries
     */
    public PollfdArray(Arena arena, int capacity) {
        Platform.check();
        this.array = pollfd.allocateArray(Downcalls.capacity(capacity), arena);
        this.capacity = capacity;
    }

    /**
     * The argument {@code struct pollfd *}.
     *
     * @return the memory of the entries
     */
    public MemorySegment segment() {
        return array;
    }

    /**
     * How many entries there are.
     *
     * @return the capacity
     */
    public int capacity() {
        return capacity;
    }

    /**
     * Sets an entry, and clears what the last call reported.
     *
     * @param index which entry
     * @param fd a descriptor; the kernel skips a negative one
     * @param events {@code POLLIN}, …
     */
    public void set(int index, int fd, int events) {
        long entry = entry(index);
        array.set(pollfd.fd$layout(), entry + pollfd.fd$offset(), fd);
        array.set(pollfd.events$layout(), entry + pollfd.events$offset(), (short) events);
        array.set(pollfd.revents$layout(), entry + pollfd.revents$offset(), (short) 0);
    }

    /**
     * Changes the events that an entry requests, and leaves what the last call reported.
     *
     * @param index which entry
     * @param events {@code POLLIN}, …
     */
    public void events(int index, int events) {
        array.set(pollfd.events$layout(), entry(index) + pollfd.events$offset(), (short) events);
    }

    /**
     * Copies entries with what the last call reported.
     *
     * @param other an array that is not longer
     */
    public void copyFrom(PollfdArray other) {
        array.asSlice(0, other.array.byteSize()).copyFrom(other.array);
    }

    /**
     * The events that the last call reported.
     *
     * @param index which entry
     * @return {@code POLLIN}, {@code POLLHUP}, …; 0 for nothing
     */
    public int revents(int index) {
        return Short.toUnsignedInt(array.get(pollfd.revents$layout(), entry(index) + pollfd.revents$offset()));
    }

    private long entry(int index) {
        return Objects.checkIndex(index, capacity) * pollfd.sizeof();
    }
}
