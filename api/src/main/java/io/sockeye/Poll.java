package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EEXIST;
import static io.sockeye.bindings.ErrnoConstants.ENOENT;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLNVAL;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static io.sockeye.bindings.PollConstants.POLLPRI;

import io.sockeye.internal.poll.EpollMirror;
import io.sockeye.internal.poll.UpdateQueue;
import io.sockeye.internal.poll.WaitLoop;
import io.sockeye.internal.poll.WatchedSet;
import io.sockeye.internal.poll.WaitLoop;
import io.sockeye.internal.poll.Descriptor;
import io.sockeye.internal.poll.Deadline;
import io.sockeye.bindings.PollSyscalls;
import io.sockeye.bindings.PollfdArray;
import io.sockeye.bindings.Sigset;
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
 * The array of a {@code poll}, in the order of registration; poll(2). The kernel keeps no state between two calls: each call passes the
 * whole array.
 *
 * <p>For one thread at a time, but any thread may close an item at any time. A closed item is reported with {@code POLLNVAL}, as in C, until
 * it is unregistered. A reused descriptor number is never polled: closing an item first interrupts the wait. This takes an eventfd, the
 * last entry of the array, which is created when the first closeable item is registered and closed by {@link #close}.
 *
 * @param <T> the type of the items
 */
public final class Poll<T extends Pollable> implements AutoCloseable {
    private final Arena arena = Arena.ofAuto();
    private final Timespec timespec = new Timespec(arena);
    private final IdentityHashMap<T, Entry> byItem = new IdentityHashMap<>();

    /** The entry that was registered last, by descriptor number. */
    private final HashMap<Integer, Entry> byNumber = new HashMap<>();

    /** Unregistered entries keep their place until the next call, so that an index stays valid until then. */
    private final List<Entry> entries = new ArrayList<>();

    private int unregistered;
    private PollfdArray array = new PollfdArray(arena, 16);

    private final Call call = new Call();
    private final AtomicInteger closed = new AtomicInteger();
    private final UpdateQueue updates = new UpdateQueue();

    /** A registered item. Runs when the item is closed. */
    private final class Entry implements Runnable {
        final T item;
        final @Nullable Descriptor owned;
        final int number;
        int events;
        int place;
        volatile boolean isClosed;
        volatile boolean isForgotten;

        Entry(T item, @Nullable Descriptor owned, int number, int events, int place) {
            this.item = item;
            this.owned = owned;
            this.number = number;
            this.events = events;
            this.place = place;
        }

        /** Blocks until no call polls the descriptor any more; then it may be closed. */
        @Override
        public void run() {
            updates.submit(() -> {
                if (!isClosed && !isForgotten) {
                    isClosed = true;
                    closed.incrementAndGet();
                }
            });
        }

        void forget() {
            updates.submit(() -> {
                isForgotten = true;
                if (isClosed) {
                    closed.decrementAndGet();
                }
            });
            if (owned != null) {
                owned.removeCloseListener(this);
            }
        }
    }

    /** Creates an empty array. */
    public Poll() {}

    /**
     * {@link #register(Pollable, int)} for reading, out-of-band data and writing, the default of Python.
     *
     * @param item the item to watch
     * @throws ErrnoException as {@link #register(Pollable, int)}
     */
    public void register(T item) throws ErrnoException {
        register(item, POLLIN | POLLPRI | POLLOUT);
    }

    /**
     * Adds an item to the array. An item that is registered already keeps its place and gets the new events, as in Python.
     *
     * @param item the item to watch
     * @param events {@code POLLIN}, {@code POLLOUT}, {@code POLLPRI}, {@code POLLRDHUP}; errors and hang-ups are always reported
     * @throws ErrnoException EBADF if it is closed, EEXIST if its descriptor is registered through another object; EMFILE, ENFILE for the
     *     eventfd
     */
    public void register(T item, int events) throws ErrnoException {
        var known = byItem.get(item);
        if (known != null) {
            change(known, events);
            return;
        }
        var owned = OwnedDescriptor.of(item);
        int number = owned == null ? item.fileno() : owned.acquire("poll");
        if (number < 0) {
            // The kernel ignores negative descriptors, so the item would never be reported.
            throw new ClosedDescriptorException("poll", item.toString());
        }
        try {
            throwIfWatchedThroughAnother(number);
            if (owned != null) {
                updates.open();
            }
            var entry = new Entry(item, owned, number, events, entries.size());
            // One more place for the eventfd.
            if (entries.size() + 1 == array.capacity()) {
                grow();
            }
            byItem.put(item, entry);
            byNumber.put(number, entry);
            entries.add(entry);
            array.set(entry.place, number, events);
            if (owned != null) {
                owned.addCloseListener(entry);
            }
        } finally {
            if (owned != null) {
                owned.release();
            }
        }
    }

    /** EEXIST, as epoll_ctl reports it. A caller's own Pollable that has another descriptor by now has closed this one. */
    private void throwIfWatchedThroughAnother(int number) throws ErrnoException {
        var other = byNumber.get(number);
        if (other != null && !other.isClosed && !other.isForgotten && other.item.fileno() == number) {
            throw ErrnoException.of("poll", "fd=" + number + ", already watched through " + other.item, EEXIST);
        }
    }

    /**
     * Changes the events of a registered item.
     *
     * @param item a registered item
     * @param events as for {@link #register(Pollable, int)}
     * @throws ErrnoException ENOENT if it is not registered
     */
    public void modify(T item, int events) throws ErrnoException {
        change(known(item), events);
    }

    private void change(Entry entry, int events) {
        entry.events = events;
        array.events(entry.place, events);
    }

    /**
     * Removes an item. The other items keep their index until the next call.
     *
     * @param item a registered item; it may be closed
     * @throws ErrnoException ENOENT if it is not registered
     */
    public void unregister(T item) throws ErrnoException {
        var entry = known(item);
        byItem.remove(item);
        byNumber.remove(entry.number, entry);
        entry.forget();
        // The kernel ignores negative descriptors; poll(2).
        array.set(entry.place, -1, 0);
        unregistered++;
        while (!entries.isEmpty() && entries.getLast().isForgotten) {
            entries.removeLast();
            unregistered--;
        }
    }

    /**
     * {@code ppoll(fds, nfds, timeout)}: waits until an item is ready; poll(2). It is retried after EINTR. A virtual thread parks; for this
     * the array is copied into a temporary epoll instance.
     *
     * @param timeout null waits indefinitely, zero polls without waiting
     * @return the ready items, in the order of their registration; empty after the timeout
     * @throws ErrnoException EINVAL if there are more than {@code RLIMIT_NOFILE}; EINTR if a virtual thread is interrupted before an item is
     *     ready, and the interrupt status is kept
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
     * {@link #poll} without a list of results: read them by {@link #size}, {@link #item} and {@link #revents}.
     *
     * @param timeout null waits indefinitely, zero polls without waiting
     * @return the number of ready items; 0 after the timeout
     * @throws ErrnoException as {@link #poll}
     */
    public int ready(@Nullable Duration timeout) throws ErrnoException {
        return await(timeout, null);
    }

    /**
     * {@code ppoll(fds, nfds, timeout, &sigmask)}: {@link #ready} with a signal mask during the wait; ppoll(2). Unlike the form without
     * a mask, it is not retried after EINTR: a caller that unblocks signals wants to see them.
     *
     * @param timeout null waits indefinitely, zero polls without waiting
     * @param sigmask the signals that this thread blocks during the call
     * @return the number of ready items; 0 after the timeout
     * @throws ErrnoException EINTR after a signal, EINVAL if there are more than {@code RLIMIT_NOFILE}
     * @throws IllegalStateException on a virtual thread, which has no signal mask
     */
    public int ppoll(@Nullable Duration timeout, Sigset sigmask) throws ErrnoException {
        WaitLoop.requirePlatformThread("ppoll");
        return await(timeout, sigmask);
    }

    private int await(@Nullable Duration timeout, @Nullable Sigset sigmask) throws ErrnoException {
        long deadline = Deadline.of(timeout);
        if (unregistered > 0) {
            compact();
        }
        int result;
        do {
            result = awaitOnce(deadline, sigmask);
        } while (result == WatchedSet.UPDATES_ONLY);
        return result;
    }

    private int awaitOnce(long deadline, @Nullable Sigset sigmask) throws ErrnoException {
        updates.begin();
        try {
            long until = deadline;
            if (closed.get() > 0) {
                maskClosed();
                until = Deadline.NOW;
            }
            call.sigmask = sigmask;
            int result = sigmask == null
                    ? WaitLoop.await(call, "ppoll", until)
                    : WaitLoop.awaitWithSignals(call, "ppoll", until);
            updates.apply();
            return closed.get() == 0 ? result : count();
        } finally {
            updates.end();
        }
    }

    /** The system call on the array. */
    private final class Call implements WatchedSet {
        private @Nullable Sigset sigmask;

        @Override
        public int look(long deadline) {
            int count = entries.size();
            int waker = updates.number();
            if (waker >= 0) {
                array.set(count++, waker, POLLIN);
            }
            int result = PollSyscalls.ppoll(
                    array.segment(),
                    count,
                    Deadline.timespec(deadline, timespec),
                    sigmask == null ? MemorySegment.NULL : sigmask.segment());
            if (result <= 0 || waker < 0 || array.revents(count - 1) == 0) {
                return result;
            }
            // If only the waker is ready, its event may belong to an update that was applied after the previous call.
            return result == 1 ? UPDATES_ONLY : result - 1;
        }

        @Override
        public EpollMirror mirror() throws ErrnoException {
            var events = new HashMap<Integer, Integer>();
            for (var entry : entries) {
                if (!entry.isForgotten) {
                    // Without the upper half: those bits have another meaning in epoll, such as EPOLLET.
                    events.merge(entry.number, Short.toUnsignedInt((short) entry.events), (a, b) -> a | b);
                }
            }
            if (updates.number() >= 0) {
                events.put(updates.number(), POLLIN);
            }
            return new EpollMirror(events);
        }

        @Override
        public String shown() {
            return "nfds=" + entries.size();
        }
    }

    private void maskClosed() {
        for (var entry : entries) {
            if (entry.isClosed) {
                array.set(entry.place, -1, 0);
            }
        }
    }

    /** Removes the places of items that were unregistered since the last call. */
    private void compact() {
        entries.removeIf(entry -> entry.isForgotten);
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            entry.place = i;
            array.set(i, entry.isClosed ? -1 : entry.number, entry.events);
        }
        unregistered = 0;
    }

    private int count() {
        int count = 0;
        for (int i = 0; i < entries.size(); i++) {
            count += revents(i) == 0 ? 0 : 1;
        }
        return count;
    }

    /**
     * The number of places, including those of items that were unregistered since the last call.
     *
     * @return the last index plus 1
     */
    public int size() {
        return entries.size();
    }

    /**
     * The item at an index.
     *
     * @param index its place in the order of registration
     * @return the item
     */
    public T item(int index) {
        return entries.get(index).item;
    }

    /**
     * The events that the last call reported for an item.
     *
     * @param index its place in the order of registration
     * @return {@code POLLIN}, …; 0 for none, also if the item was unregistered since; {@code POLLNVAL} if it is closed
     */
    public int revents(int index) {
        var entry = entries.get(index);
        return entry.isClosed && !entry.isForgotten ? POLLNVAL : array.revents(index);
    }

    /** Removes all items and closes the eventfd. The items stay open, and may be registered again. */
    @Override
    public void close() {
        byItem.values().forEach(Entry::forget);
        entries.clear();
        byItem.clear();
        byNumber.clear();
        unregistered = 0;
        updates.close();
    }

    private Entry known(T item) throws ErrnoException {
        var entry = byItem.get(item);
        if (entry == null) {
            throw ErrnoException.of("poll", item + " is not registered", ENOENT);
        }
        return entry;
    }

    private void grow() {
        var larger = new PollfdArray(arena, array.capacity() * 2);
        larger.copyFrom(array);
        array = larger;
    }
}
