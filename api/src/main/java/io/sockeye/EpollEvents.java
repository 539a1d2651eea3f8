package io.sockeye;

import io.sockeye.bindings.EpollEventArray;
import java.lang.foreign.Arena;
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
    private final Registrations registrations;
    private final EpollEventArray array;
    private int size;

    EpollEvents(Registrations registrations, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("room for " + capacity + " events; epoll_wait needs 1 at least");
        }
        this.registrations = registrations;
        this.array = new EpollEventArray(Arena.ofAuto(), capacity);
    }

    EpollEventArray array() {
        return array;
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

            @Override
            public boolean hasNext() {
                while (at < size && isStale(at)) {
                    at++;
                }
                return at < size;
            }

            @Override
            public EpollEvent next() {
                while (at < size) {
                    int mask = mask(at);
                    var registration = find(at++);
                    if (registration != null) {
                        return new EpollEvent(registration.item(), mask, registration.token());
                    }
                }
                throw new NoSuchElementException();
            }
        };
    }
}
