package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static io.sockeye.bindings.ErrnoConstants.ENOENT;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLNVAL;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static io.sockeye.bindings.PollConstants.POLLPRI;
import static io.sockeye.bindings.SocketConstants.SHUT_RDWR;

import io.sockeye.bindings.PollSyscalls;
import io.sockeye.bindings.PollfdArray;
import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.bindings.Timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What {@code poll} watches, in the order in which it was registered; poll(2). The kernel remembers nothing between two calls: the
 * whole array goes there and back each time.
 *
 * <p>For one thread at a time. An item may be closed by another thread at any time: it is then found with {@code POLLNVAL}, as
 * in C, until it is unregistered. A recycled number is never asked for.
 *
 * @param <T> what is watched
 */
public final class Poll<T extends Pollable> implements AutoCloseable {
    private static final long WAKE_NANOS = 100_000_000;

    private final Arena arena = Arena.ofAuto();
    private final Timespec timespec = new Timespec(arena);
    private final IdentityHashMap<T, Entry> byItem = new IdentityHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();
    private PollfdArray array = new PollfdArray(arena, 16);

    /** Whether the kernel may be looking at the numbers. */
    private volatile boolean waiting;

    /** One registered item. It is told when the item is closed. */
    private final class Entry implements Runnable {
        final T item;
        final @Nullable Descriptor owned;
        final int number;
        int events;
        volatile boolean isClosed;

        Entry(T item, @Nullable Descriptor owned, int number, int events) {
            this.item = item;
            this.owned = owned;
            this.number = number;
            this.events = events;
        }

        @Override
        public synchronized void run() {
            if (!isClosed) {
                isClosed = true;
                closed.incrementAndGet();
                letGo();
            }
        }

        /** A poll that has not yet begun to look must not find another's descriptor under this number. */
        private void letGo() {
            long start = System.nanoTime();
            while (waiting && System.nanoTime() - start < WAKE_NANOS) {
                // ENOTSOCK and ENOTCONN are as good: this is only to end the wait.
                SocketSyscalls.shutdown(number, SHUT_RDWR);
                Waiting.pause(50_000);
            }
        }
    }

    /** Watches nothing yet. */
    public Poll() {}

    /**
     * Watches for reading, out-of-band data and writing, as Python does unless told otherwise.
     *
     * @param item what to watch
     * @throws ErrnoException EBADF if it is closed
     */
    public void register(T item) throws ErrnoException {
        register(item, POLLIN | POLLPRI | POLLOUT);
    }

    /**
     * Watches something. Registered again it keeps its place and gets the new events, as in Python.
     *
     * @param item what to watch
     * @param events {@code POLLIN}, {@code POLLOUT}, {@code POLLPRI}, {@code POLLRDHUP}; errors and hang-ups come unasked
     * @throws ErrnoException EBADF if it is closed
     */
    public void register(T item, int events) throws ErrnoException {
        var known = byItem.get(item);
        if (known != null) {
            known.events = events;
            set(entries.indexOf(known));
            return;
        }
        var owned = OwnedDescriptor.of(item);
        int number = owned == null ? item.fileno() : owned.enter("poll");
        try {
            var entry = new Entry(item, owned, number, events);
            if (entries.size() == array.capacity()) {
                grow();
            }
            byItem.put(item, entry);
            entries.add(entry);
            set(entries.size() - 1);
            if (owned != null) {
                owned.whenClosed(entry);
            }
        } finally {
            if (owned != null) {
                owned.leave();
            }
        }
    }

    /**
     * Changes what is watched for.
     *
     * @param item what is watched
     * @param events as for {@link #register(Pollable, int)}
     * @throws ErrnoException ENOENT if it is not watched
     */
    public void modify(T item, int events) throws ErrnoException {
        var entry = known(item);
        entry.events = events;
        set(entries.indexOf(entry));
    }

    /**
     * Watches something no more.
     *
     * @param item what is watched; it may be closed
     * @throws ErrnoException ENOENT if it is not watched
     */
    public void unregister(T item) throws ErrnoException {
        var entry = known(item);
        byItem.remove(item);
        int place = entries.indexOf(entry);
        entries.remove(place);
        for (int i = place; i < entries.size(); i++) {
            set(i);
        }
        forget(entry);
    }

    /**
     * {@code ppoll(fds, nfds, timeout)}: waits until one is ready; poll(2). A signal does not end the wait. On a virtual thread it
     * parks.
     *
     * @param timeout null waits for ever, zero looks once
     * @return those that are ready, in the order of their registration; empty after the timeout
     * @throws ErrnoException EINVAL if there are more than {@code RLIMIT_NOFILE}
     */
    public List<PollEvent<T>> poll(@Nullable Duration timeout) throws ErrnoException {
        int left = ready(timeout);
        var ready = new ArrayList<PollEvent<T>>(left);
        for (int i = 0; left > 0; i++) {
            int revents = revents(i);
            if (revents != 0) {
                ready.add(new PollEvent<>(entries.get(i).item, revents));
                left--;
            }
        }
        return ready;
    }

    /**
     * {@link #poll} that makes no object: go through {@link #size}, {@link #item} and {@link #revents} afterwards.
     *
     * @param timeout null waits for ever, zero looks once
     * @return how many are ready; 0 after the timeout
     * @throws ErrnoException EINVAL if there are more than {@code RLIMIT_NOFILE}
     */
    public int ready(@Nullable Duration timeout) throws ErrnoException {
        long deadline = Waiting.deadline(timeout == null ? null : Waiting.check(timeout));
        waiting = true;
        try {
            if (closed.get() > 0) {
                leaveOutClosed();
            }
            int result = look(Thread.currentThread().isVirtual() || closed.get() > 0 ? Waiting.NOW : deadline);
            if (result == 0 && closed.get() == 0 && deadline != Waiting.NOW && Thread.currentThread().isVirtual()) {
                result = park(deadline);
            }
            return closed.get() == 0 ? result : count();
        } finally {
            waiting = false;
        }
    }

    private int look(long deadline) throws ErrnoException {
        for (;;) {
            var timeout =
                    deadline == Waiting.FOREVER ? MemorySegment.NULL : timespec.set(Waiting.remaining(deadline));
            int result = PollSyscalls.ppoll(array.segment(), entries.size(), timeout, MemorySegment.NULL);
            if (result >= 0) {
                return result;
            }
            if (result != -EINTR) {
                throw ErrnoException.of("ppoll", "nfds=" + entries.size(), -result);
            }
        }
    }

    private int park(long deadline) throws ErrnoException {
        var events = new HashMap<Integer, Integer>();
        entries.forEach(entry -> events.merge(entry.number, entry.events, (a, b) -> a | b));
        try (var parked = new ManyParked(events)) {
            int result = 0;
            while (result == 0 && closed.get() == 0 && parked.await(deadline)) {
                result = look(Waiting.NOW);
            }
            return result;
        }
    }

    /** The kernel passes over negative numbers. */
    private void leaveOutClosed() {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).isClosed) {
                array.set(i, -1, 0);
            }
        }
    }

    private int count() {
        int count = 0;
        for (int i = 0; i < entries.size(); i++) {
            count += revents(i) == 0 ? 0 : 1;
        }
        return count;
    }

    /**
     * How many items are watched.
     *
     * @return one more than the last index
     */
    public int size() {
        return entries.size();
    }

    /**
     * What is watched.
     *
     * @param index in the order of registration
     * @return the item
     */
    public T item(int index) {
        return entries.get(index).item;
    }

    /**
     * What the last call found.
     *
     * @param index in the order of registration
     * @return {@code POLLIN}, …; 0 for nothing; {@code POLLNVAL} if the item is closed
     */
    public int revents(int index) {
        return entries.get(index).isClosed ? POLLNVAL : array.revents(index);
    }

    /** Forgets all. The items stay open. */
    @Override
    public void close() {
        entries.forEach(this::forget);
        entries.clear();
        byItem.clear();
    }

    private Entry known(T item) throws ErrnoException {
        var entry = byItem.get(item);
        if (entry == null) {
            throw ErrnoException.of("poll", item + " is not registered", ENOENT);
        }
        return entry;
    }

    private void forget(Entry entry) {
        if (entry.owned != null) {
            entry.owned.forget(entry);
        }
        if (entry.isClosed) {
            closed.decrementAndGet();
        }
    }

    private void set(int index) {
        var entry = entries.get(index);
        array.set(index, entry.isClosed ? -1 : entry.number, entry.events);
    }

    private void grow() {
        array = new PollfdArray(arena, array.capacity() * 2);
        for (int i = 0; i < entries.size(); i++) {
            set(i);
        }
    }
}
