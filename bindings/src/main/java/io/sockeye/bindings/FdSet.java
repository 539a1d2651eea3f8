package io.sockeye.bindings;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An {@code fd_set} of any size, with {@code FD_SET}, {@code FD_CLR}, {@code FD_ISSET} and {@code FD_ZERO} as methods.
 *
 * <p>C's type ends at {@code FD_SETSIZE}, 1024, and its macros write past the end without an error. The kernel takes any
 * length, so a set has the capacity that it was allocated with, and a descriptor beyond it is an
 * {@link IndexOutOfBoundsException}; select(2), BUGS.
 * For one thread at a time.
 */
public final class FdSet {
    /** {@code fd_set} is an array of {@code long} on Linux; ours is the same. */
    private static final int BITS = Long.SIZE;

    private final MemorySegment bits;

    /**
     * Allocates an empty set.
     *
     * @param arena its lifetime
     * @param capacity the set takes descriptors below this; rounded up to a multiple of 64
     */
    public FdSet(Arena arena, int capacity) {
        if (capacity < 0 || capacity > Integer.MAX_VALUE - BITS) {
            throw new IllegalArgumentException("a set for " + capacity + " descriptors");
        }
        bits = arena.allocate(JAVA_LONG, (capacity + BITS - 1L) / BITS);
    }

    /**
     * The argument {@code fd_set *}.
     *
     * @return the memory of the bits
     */
    public MemorySegment segment() {
        return bits;
    }

    /**
     * How many descriptors there is room for.
     *
     * @return one more than the largest that may be set
     */
    public int capacity() {
        return (int) (bits.byteSize() * Byte.SIZE);
    }

    /**
     * {@code FD_SET(fd, this)}.
     *
     * @param fd a descriptor below the capacity
     */
    public void set(int fd) {
        put(fd, word(fd) | bit(fd));
    }

    /**
     * {@code FD_CLR(fd, this)}.
     *
     * @param fd a descriptor below the capacity
     */
    public void clear(int fd) {
        put(fd, word(fd) & ~bit(fd));
    }

    /**
     * {@code FD_ISSET(fd, this)}.
     *
     * @param fd a descriptor below the capacity
     * @return whether it is in the set
     */
    public boolean isSet(int fd) {
        return (word(fd) & bit(fd)) != 0;
    }

    /**
     * The first descriptor in the set from a number on, found a word at a time.
     *
     * @param from the lowest number to look at
     * @return a descriptor; -1 if there is none
     */
    public int next(int from) {
        if (from < 0) {
            throw new IndexOutOfBoundsException("descriptors from " + from);
        }
        for (int fd = from; fd < capacity(); fd = (fd / BITS + 1) * BITS) {
            long word = word(fd) >>> fd;
            if (word != 0) {
                return fd + Long.numberOfTrailingZeros(word);
            }
        }
        return -1;
    }

    /** {@code FD_ZERO(this)}. */
    public void zero() {
        bits.fill((byte) 0);
    }

    /**
     * Makes this set the same as another one, as before each {@code select}, which overwrites its sets.
     *
     * @param other a set that is not larger
     */
    public void copyFrom(FdSet other) {
        bits.copyFrom(other.bits);
    }

    private long word(int fd) {
        return bits.getAtIndex(JAVA_LONG, index(fd));
    }

    private void put(int fd, long word) {
        bits.setAtIndex(JAVA_LONG, index(fd), word);
    }

    private int index(int fd) {
        if (fd < 0 || fd >= capacity()) {
            throw new IndexOutOfBoundsException("descriptor " + fd + " in a set for 0 to " + (capacity() - 1));
        }
        return fd / BITS;
    }

    private static long bit(int fd) {
        return 1L << fd;
    }
}
