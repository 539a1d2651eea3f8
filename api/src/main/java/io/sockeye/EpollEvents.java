package io.sockeye;

import io.sockeye.internal.poll.Registration;
import io.sockeye.internal.poll.RegistrationTable;
import io.sockeye.bindings.EpollEventArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The events of one wait, in memory that the kernel writes; epoll_wait(2). For one thread at a time.
 *
 * <p>To go through them without making an object: {@code for (int i = 0; i < events.size(); i++)}, and leave out those that
 * {@link #isStale}. The iterator leaves them out by itself.
 */
public final class EpollEvents implements Iterable<EpollEvent> {
    private static final SegmentAllocator ON_THE_HEAP =
            (bytes, alignment) -> MemorySegment.ofArray(new byte[Math.toIntExact(bytes)]);
    private static final EpollEventArray NONE = new EpollEventArray(ON_THE_HEAP, 0);

    private final RegistrationTable registrations;
    private final boolean isCopy;
    private EpollEventArray array;
    private int size;

    /** To be filled many times. */
    EpollEvents(RegistrationTable registrations, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("room for " + capacity + " events; epoll_wait needs 1 at least");
        }
        this.registrations = registrations;
        this.isCopy = false;
        this.array = new EpollEventArray(Arena.ofAuto(), capacity);
    }

    /** To be filled once, on the heap: memory outside of it for each wait would cost more than the wait. */
    EpollEvents(RegistrationTable registrations) {
        this.registrations = registrations;
        this.isCopy = true;
        this.array = NONE;
    }

    boolean isCopy() {
        return isCopy;
    }

    boolean isOf(RegistrationTable others) {
        return registrations == others;
    }

    EpollEventArray array() {
        return array;
    }

    void copyFrom(EpollEventArray other, int count) {
        array = new EpollEventArray(ON_THE_HEAP, count);
        array.copyFrom(other, count);
    }

    int filled(int size) {
        this.size = size;
        return size;
    }

    /**
     * How many events there are, stale ones included.
     *
     * @return 0 to the capacity
     */
    public int size() {
        return size;
    }

    /**
     * Whether its item was removed or closed after the wait, so that the event means nothing any more.
     *
     * @param index which event
     * @return whether to leave it out
     */
    public boolean isStale(int index) {
        return find(index) == null;
    }

    /**
     * What happened.
     *
     * @param index which event
     * @return {@code EPOLLIN}, {@code EPOLLHUP}, …
     */
    public int mask(int index) {
        return array.events(Objects.checkIndex(index, size));
    }

    /**
     * To what.
     *
     * @param index which event
     * @return the item; null if the event is stale
     */
    public @Nullable Pollable item(int index) {
        var registration = find(index);
        return registration == null ? null : registration.item();
    }

    /**
     * What was given to {@link Epoll#add}.
     *
     * @param index which event
     * @return the caller's token; 0 if the event is stale
     */
    public long token(int index) {
        var registration = find(index);
        return registration == null ? 0 : registration.token();
    }

    private @Nullable Registration find(int index) {
        return registrations.find(array.token(Objects.checkIndex(index, size)));
    }

    @Override
    public Iterator<EpollEvent> iterator() {
        return new Iterator<>() {
            private int at;
            private @Nullable EpollEvent next;

            // What was found stays found: another thread may close it before next.
            @Override
            public boolean hasNext() {
                while (next == null && at < size) {
                    var registration = find(at);
                    if (registration != null) {
                        next = new EpollEvent(registration.item(), mask(at), registration.token());
                    }
                    at++;
                }
                return next != null;
            }

            @Override
            public EpollEvent next() {
                if (!hasNext() || next == null) {
                    throw new NoSuchElementException();
                }
                var event = next;
                next = null;
                return event;
            }
        };
    }
}
