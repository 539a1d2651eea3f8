package io.sockeye.bindings;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.sockeye.bindings.generated.epoll_event;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Objects;

/**
 * An array of {@code struct epoll_event}, which is packed on x86-64: 12 bytes, the data at 4. Allocated once and used for
 * many calls. For one thread at a time.
 */
public final class EpollEventArray {
    private final MemorySegment array;
    private final int capacity;

    /**
     * Allocates empty events.
     *
     * @param allocator an arena, which says how long it lives; memory of the heap is for copies, no call takes it
     * @param capacity how many events; the {@code maxevents} of a call must not be more
     */
    public EpollEventArray(SegmentAllocator allocator, int capacity) {
        Platform.check();
        this.array = epoll_event.allocateArray(Downcalls.capacity(capacity), allocator);
        this.capacity = capacity;
    }

    /**
     * The argument {@code struct epoll_event *}.
     *
     * @return the memory of the events
     */
    public MemorySegment segment() {
        return array;
    }

    /**
     * How many events there is room for.
     *
     * @return the capacity
     */
    public int capacity() {
        return capacity;
    }

    /**
     * Copies the first events of another array to the same places of this one.
     *
     * @param other what to copy from
     * @param count how many
     */
    public void copyFrom(EpollEventArray other, int count) {
        Objects.checkFromToIndex(0, count, Math.min(capacity, other.capacity));
        MemorySegment.copy(other.array, 0, array, 0, count * epoll_event.sizeof());
    }

    /**
     * Sets an event, for {@code epoll_ctl}.
     *
     * @param index which one
     * @param events {@code EPOLLIN}, …
     * @param token the {@code u64} of its data
     */
    public void set(int index, int events, long token) {
        long event = event(index);
        array.set(epoll_event.events$layout(), event + epoll_event.events$offset(), events);
        array.set(JAVA_LONG_UNALIGNED, event + epoll_event.data$offset(), token);
    }

    /**
     * What happened.
     *
     * @param index which event
     * @return {@code EPOLLIN}, {@code EPOLLHUP}, …
     */
    public int events(int index) {
        return array.get(epoll_event.events$layout(), event(index) + epoll_event.events$offset());
    }

    /**
     * To whom.
     *
     * @param index which event
     * @return the {@code u64} of its data, as given to {@link #set}
     */
    public long token(int index) {
        return array.get(JAVA_LONG_UNALIGNED, event(index) + epoll_event.data$offset());
    }

    private long event(int index) {
        return Objects.checkIndex(index, capacity) * epoll_event.sizeof();
    }
}
