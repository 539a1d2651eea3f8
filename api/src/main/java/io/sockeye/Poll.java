package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static io.sockeye.bindings.ErrnoConstants.ENOENT;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLNVAL;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static io.sockeye.bindings.PollConstants.POLLPRI;

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
 * What {@code poll} watches, in the order in which it was registered; poll(2). The kernel remembers nothing between two calls: the
 * whole array goes there and back each time.
 *
 * <p>For one thread at a time. An item may be closed by another thread at any time: it is then found with {@code POLLNVAL}, as
 * in C, until it is unregistered. A recycled number is never asked for: closing ends the wait first. For that an eventfd stands
 * behind the last item, from the first one that can be closed until {@link #close}.
 *
 * @param <T> what is watched
 */
public final class Poll<T extends Pollable> implements AutoCloseable {
    /** Nothing was ready but the bell. */
    private static final int RUNG = -1;

    private final Arena arena = Arena.ofAuto();
    private final Timespec timespec = new Timespec(arena);
    private final IdentityHashMap<T, Entry> byItem = new IdentityHashMap<>();

    /** Those that were unregistered keep their place until the next call, so that an index means the same until then. */
    private final List<Entry> entries = new ArrayList<>();

    private int unregistered;
    private PollfdArray array = new PollfdArray(arena, 16);

    private final AtomicInteger closed = new AtomicInteger();
    private final Bell bell = new Bell();

    /** One registered item. It is told when the item is closed. */
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

        /** Returns when nobody looks at the number any more: then it may be given back. */
        @Override
        public void run() {
            bell.ring(() -> {
                if (!isClosed && !isForgotten) {
                    isClosed = true;
                    closed.incrementAndGet();
                }
            });
        }

        void forget() {
            bell.ring(() -> {
                isForgotten = true;
                if (isClosed) {
                    closed.decrementAndGet();
                }
            });
            if (owned != null) {
                owned.forget(this);
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
            change(known, events);
            return;
        }
        var owned = OwnedDescriptor.of(item);
        int number = owned == null ? item.fileno() : owned.enter("poll");
        if (number < 0) {
            // The kernel would pass over it, and nobody would know.
            throw new ClosedDescriptorException("poll", item.toString());
        }
        try {
            if (owned != null) {
                bell.open();
            }
            var entry = new Entry(item, owned, number, events, entries.size());
            // One place more for the eventfd.
            if (entries.size() + 1 == array.capacity()) {
                grow();
            }
            byItem.put(item, entry);
            entries.add(entry);
            array.set(entry.place, number, events);
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
        change(known(item), events);
    }

    private void change(Entry entry, int events) {
        entry.events = events;
        array.events(entry.place, events);
    }

    /**
     * Watches something no more. The others keep their index until the next call.
     *
     * @param item what is watched; it may be closed
     * @throws ErrnoException ENOENT if it is not watched
     */
    public void unregister(T item) throws ErrnoException {
        var entry = known(item);
        byItem.remove(item);
        entry.forget();
        // The kernel passes over negative numbers.
        array.set(entry.place, -1, 0);
        unregistered++;
        while (!entries.isEmpty() && entries.getLast().isForgotten) {
            entries.removeLast();
            unregistered--;
        }
    }

    /**
     * {@code ppoll(fds, nfds, timeout)}: waits until one is ready; poll(2). A signal does not end the wait. On a virtual thread it
     * parks, and an interrupt ends the wait.
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
     * @throws ErrnoException as {@link #poll}
     */
    public int ready(@Nullable Duration timeout) throws ErrnoException {
        return rounds(timeout, null);
    }

    /**
     * {@code ppoll(fds, nfds, timeout, &sigmask)}: {@link #ready} with another signal mask while it waits; ppoll(2). Who asks for signals is
     * told of them: EINTR ends it.
     *
     * @param timeout null waits for ever, zero looks once
     * @param sigmask the signals that this thread does not take meanwhile
     * @return how many are ready; 0 after the timeout
     * @throws ErrnoException EINTR after a signal, EINVAL if there are more than {@code RLIMIT_NOFILE}
     * @throws IllegalStateException on a virtual thread, which has no signal mask
     */
    public int ppoll(@Nullable Duration timeout, Sigset sigmask) throws ErrnoException {
        Waiting.checkHasSignals("ppoll");
        return rounds(timeout, sigmask);
    }

    private int rounds(@Nullable Duration timeout, @Nullable Sigset sigmask) throws ErrnoException {
        long deadline = Waiting.deadline(timeout == null ? null : Waiting.check(timeout));
        if (unregistered > 0) {
            closeRanks();
        }
        int result;
        do {
            result = round(deadline, sigmask);
        } while (result == RUNG);
        return result;
    }

    private int round(long deadline, @Nullable Sigset sigmask) throws ErrnoException {
        bell.begin();
        try {
            long until = deadline;
            if (closed.get() > 0) {
                leaveOutClosed();
                until = Waiting.NOW;
            }
            boolean parks = until != Waiting.NOW && Thread.currentThread().isVirtual();
            int result = look(parks ? Waiting.NOW : until, sigmask);
            if (result == 0 && parks) {
                result = park(until);
            }
            bell.answer();
            return closed.get() == 0 ? result : count();
        } finally {
            bell.end();
        }
    }

    private int look(long deadline, @Nullable Sigset sigmask) throws ErrnoException {
        int count = entries.size();
        if (bell.number() >= 0) {
            array.set(count++, bell.number(), POLLIN);
        }
        for (;;) {
            var timeout =
                    deadline == Waiting.FOREVER ? MemorySegment.NULL : timespec.set(Waiting.remaining(deadline));
            int result = PollSyscalls.ppoll(
                    array.segment(), count, timeout, sigmask == null ? MemorySegment.NULL : sigmask.segment());
            if (result >= 0) {
                boolean rung = count > entries.size() && array.revents(count - 1) != 0;
                // Alone, it is from somebody whose change may have been made already, by the call before.
                return !rung ? result : result == 1 ? RUNG : result - 1;
            }
            if (result != -EINTR || sigmask != null) {
                throw ErrnoException.of("ppoll", "nfds=" + count, -result);
            }
        }
    }

    private int park(long deadline) throws ErrnoException {
        var events = new HashMap<Integer, Integer>();
        for (var entry : entries) {
            // Without the upper half, which has meanings of epoll's own.
            events.merge(entry.number, Short.toUnsignedInt((short) entry.events), (a, b) -> a | b);
        }
        if (bell.number() >= 0) {
            events.put(bell.number(), POLLIN);
        }
        try (var parked = new ManyParked(events)) {
            int result = 0;
            while (result == 0 && parked.await(deadline)) {
                result = look(Waiting.NOW, null);
            }
            return result;
        }
    }

    private void leaveOutClosed() {
        for (var entry : entries) {
            if (entry.isClosed) {
                array.set(entry.place, -1, 0);
            }
        }
    }

    /** Those that were unregistered since the last call give up their places. */
    private void closeRanks() {
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
     * How many places there are, with those of items that were unregistered since the last call.
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
     * @return {@code POLLIN}, …; 0 for nothing, also if it was unregistered since; {@code POLLNVAL} if the item is closed
     */
    public int revents(int index) {
        var entry = entries.get(index);
        return entry.isClosed && !entry.isForgotten ? POLLNVAL : array.revents(index);
    }

    /** Forgets all, and gives the eventfd back. The items stay open, and may be registered again. */
    @Override
    public void close() {
        byItem.values().forEach(Entry::forget);
        entries.clear();
        byItem.clear();
        unregistered = 0;
        bell.close();
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
