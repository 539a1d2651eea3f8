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
 * The events of one wait: the array of {@code struct epoll_event} that the kernel fills; epoll_wait(2). For one thread at a time.
 *
 * <p>An event is stale if its item was removed or closed after the wait. The iterator leaves stale events out. To visit the events
 * without allocating: {@code for (int i = 0; i < events.size(); i++)}, and skip those that are {@link #isStale}.
 */
public final class EpollEvents implements Iterable<EpollEvent> {
    private static final SegmentAllocator ON_THE_HEAP =
            (bytes, alignment) -> MemorySegment.ofArray(new byte[Math.toIntExact(bytes)]);
    private static final EpollEventArray NONE = new EpollEventArray(ON_THE_HEAP, 0);

    private final RegistrationTable registrations;
    private final boolean isCopy;
    private EpollEventArray array;
    private int size;

    /** An array of native memory, for many waits. */
    EpollEvents(RegistrationTable registrations, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + "; epoll_wait needs room for at least 1 event");
        }
        this.registrations = registrations;
        this.isCopy = false;
        this.array = new EpollEventArray(Arena.ofAuto(), capacity);
    }

    /** A copy on the heap, for one wait: allocating native memory for it would cost more than the wait. */
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
     * The number of events, stale ones included.
     *
     * @return 0 to the capacity
     */
    public int size() {
        return size;
    }

    /**
     * Whether the item of an event was removed or closed after the wait.
     *
     * @param index 0 to {@link #size} - 1
     * @return whether to ignore the event
     */
    public boolean isStale(int index) {
        return find(index) == null;
    }

    /**
     * The events of an item, {@code events} in C.
     *
     * @param index 0 to {@link #size} - 1
     * @return {@code EPOLLIN}, {@code EPOLLHUP}, …
     */
    public int mask(int index) {
        return array.events(Objects.checkIndex(index, size));
    }

    /**
     * The item of an event.
     *
     * @param index 0 to {@link #size} - 1
     * @return the item; null if the event is stale
     */
    public @Nullable Pollable item(int index) {
        var registration = find(index);
        return registration == null ? null : registration.item();
    }

    /**
     * The token that was passed to {@link Epoll#add}.
     *
     * @param index 0 to {@link #size} - 1
     * @return the token; 0 if the event is stale
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

            // hasNext keeps the event: another thread may close the item before next.
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
