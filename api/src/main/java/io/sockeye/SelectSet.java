package io.sockeye;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sockeye.bindings.FdSet;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * One of the sets of a {@link Select}: an {@code fd_set} with the item of each bit; select(2). C's {@code fd_set} ends at
 * {@code FD_SETSIZE}, 1024; this one grows. Only for the thread that calls select.
 *
 * <p>To visit a result without allocating: {@code for (int fd = set.next(0); fd >= 0; fd = set.next(fd + 1))}.
 *
 * @param <T> the type of the items
 */
public final class SelectSet<T extends Pollable> implements Iterable<T> {
    private final Select<T> select;
    private FdSet bits = new FdSet(Arena.ofAuto(), Long.SIZE);

    SelectSet(Select<T> select) {
        this.select = select;
    }

    FdSet bits() {
        return bits;
    }

    void grow(int capacity) {
        var larger = new FdSet(Arena.ofAuto(), capacity);
        larger.copyFrom(bits);
        bits = larger;
    }

    /**
     * {@code FD_SET(fd, this)}.
     *
     * @param item the item to watch
     * @throws ErrnoException EBADF if it is closed, EEXIST if its descriptor is watched through another object, EMFILE
     */
    public void set(T item) throws ErrnoException {
        select.begin();
        try {
            select.watch(item, this);
        } finally {
            select.end();
        }
    }

    /**
     * {@code FD_CLR(fd, this)}. Does nothing if the item is closed or not in the set.
     *
     * @param item the item to remove
     */
    public void clear(T item) {
        select.begin();
        try {
            int number = item.fileno();
            if (select.isWatched(item, number)) {
                bits.clear(number);
                select.forget(number);
            }
        } finally {
            select.end();
        }
    }

    /**
     * {@code FD_ISSET(fd, this)}.
     *
     * @param item any item
     * @return whether it is in the set; false once it is closed
     */
    public boolean isSet(T item) {
        int number = item.fileno();
        return select.isWatched(item, number) && bits.isSet(number);
    }

    /** {@code FD_ZERO(this)}. */
    public void zero() {
        select.begin();
        try {
            for (int number = next(0); number >= 0; number = next(number + 1)) {
                bits.clear(number);
                select.forget(number);
            }
        } finally {
            select.end();
        }
    }

    /**
     * The lowest descriptor in the set that is not below {@code from}.
     *
     * @param from the lowest descriptor to return
     * @return the descriptor; -1 if there is none
     */
    public int next(int from) {
        return bits.next(from);
    }

    /**
     * The item of a descriptor in the set.
     *
     * @param number a result of {@link #next}
     * @return the item; null if it was closed since
     */
    public @Nullable T item(int number) {
        return bits.isSet(number) ? select.item(number) : null;
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private int number = -1;
            private @Nullable T item = advance();

            private @Nullable T advance() {
                T found;
                do {
                    number = SelectSet.this.next(number + 1);
                    // Read once: another thread may close the item at any time.
                    found = number < 0 ? null : item(number);
                } while (number >= 0 && found == null);
                return found;
            }

            @Override
            public boolean hasNext() {
                return item != null;
            }

            @Override
            public T next() {
                var found = item;
                if (found == null) {
                    throw new NoSuchElementException();
                }
                item = advance();
                return found;
            }
        };
    }

    /**
     * The memory of the {@code fd_set}.
     *
     * @return a copy; descriptor {@code n} is bit {@code n % 64} of element {@code n / 64}
     */
    public long[] toLongArray() {
        return bits.segment().toArray(JAVA_LONG);
    }

    /**
     * The descriptors in the set, as strace shows them.
     *
     * @return {@code "[3 5 7]"}
     */
    @Override
    public String toString() {
        List<String> numbers = new ArrayList<>();
        for (int number = next(0); number >= 0; number = next(number + 1)) {
            numbers.add(Integer.toString(number));
        }
        return "[" + String.join(" ", numbers) + "]";
    }
}
