package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EEXIST;
import static io.sockeye.bindings.PollConstants.POLLIN;

import io.sockeye.internal.poll.EpollMirror;
import io.sockeye.internal.poll.UpdateQueue;
import io.sockeye.internal.poll.WaitLoop;
import io.sockeye.internal.poll.WatchedSet;
import io.sockeye.internal.poll.WaitLoop;
import io.sockeye.internal.poll.Descriptor;
import io.sockeye.internal.poll.Deadline;
import io.sockeye.bindings.SelectSyscalls;
import io.sockeye.bindings.Sigset;
import io.sockeye.bindings.Timeval;
import io.sockeye.internal.memory.CallMemory;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * {@code select}; select(2). The static {@link #select(Collection, Collection, Collection, Duration)} is Python's form. An object of this
 * class is C's form: three sets that keep their members between calls, and three result sets that each call overwrites. On a platform
 * thread its calls allocate nothing.
 *
 * <p>For one thread at a time, but any thread may close an item at any time. The call in progress, or else the next one, then throws
 * {@link ClosedDescriptorException}, and the item is removed from all sets.
 *
 * @param <T> the type of the items
 */
public final class Select<T extends Pollable> implements AutoCloseable {
    private static final int READ = 0;
    private static final int WRITE = 1;
    private static final int EXCEPT = 2;

    /** The epoll events that correspond to each set. */
    private static final int[] EVENTS = {EpollMirror.READ, EpollMirror.WRITE, EpollMirror.EXCEPT};

    private final UpdateQueue updates = new UpdateQueue();
    private final Call call = new Call();
    private final Timeval timeval = new Timeval(Arena.ofAuto());
    private final List<SelectSet<T>> asked = sets();
    private final List<SelectSet<T>> answered = sets();

    /**
     * The watched items by descriptor number. The selecting thread changes this list and the sets between {@link #begin} and {@link #end};
     * a closing thread changes them by an update, while no call is in progress.
     */
    private final ArrayList<@Nullable Watch> watched = new ArrayList<>();

    private int highest = -1;

    /** The closed items that no call has reported yet. */
    private final Queue<String> closed = new ConcurrentLinkedQueue<>();

    /** An item that is in at least one set. Runs when the item is closed. */
    private final class Watch implements Runnable {
        final T item;
        final @Nullable Descriptor owned;
        final int number;

        Watch(T item, @Nullable Descriptor owned, int number) {
            this.item = item;
            this.owned = owned;
            this.number = number;
        }

        @Override
        public void run() {
            updates.submit(() -> {
                if (watched.get(number) == this) {
                    remove(number);
                    closed.add(item.toString());
                }
            });
        }
    }

    /** Creates three empty sets. */
    public Select() {}

    private List<SelectSet<T>> sets() {
        return List.of(new SelectSet<>(this), new SelectSet<>(this), new SelectSet<>(this));
    }

    /**
     * Python's form, {@code select(rlist, wlist, xlist, timeout)}: waits until an item is ready; select(2). Unlike in C, descriptor
     * numbers may exceed {@code FD_SETSIZE}, and the wait is retried after EINTR. If another thread closes an item, the wait throws
     * {@link ClosedDescriptorException}.
     *
     * @param readers the items to watch for reading or accepting
     * @param writers the items to watch for writing or connecting
     * @param exceptional the items to watch for out-of-band data
     * @param timeout null waits indefinitely, zero polls without waiting; in microseconds, rounded up
     * @param <T> the type of the items
     * @return the ready items; three empty lists after the timeout
     * @throws ErrnoException EBADF if an item is closed; EINTR if a virtual thread is interrupted before an item is ready, and the interrupt
     *     status is kept
     */
    public static <T extends Pollable> SelectResult<T> select(
            Collection<? extends T> readers,
            Collection<? extends T> writers,
            Collection<? extends T> exceptional,
            @Nullable Duration timeout)
            throws ErrnoException {
        return OneShotSelect.select(readers, writers, exceptional, timeout);
    }

    /**
     * The set of items to watch for reading or accepting. A call does not change it.
     *
     * @return the set, for the caller to change
     */
    public SelectSet<T> readfds() {
        return asked.get(READ);
    }

    /**
     * The set of items to watch for writing or connecting. A call does not change it.
     *
     * @return the set, for the caller to change
     */
    public SelectSet<T> writefds() {
        return asked.get(WRITE);
    }

    /**
     * The set of items to watch for out-of-band data. A call does not change it.
     *
     * @return the set, for the caller to change
     */
    public SelectSet<T> exceptfds() {
        return asked.get(EXCEPT);
    }

    /**
     * The items of {@link #readfds} that the last call reported as ready, without those that were closed since.
     *
     * @return the set as the kernel wrote it
     */
    public SelectSet<T> readable() {
        return answered.get(READ);
    }

    /**
     * The items of {@link #writefds} that the last call reported as ready, without those that were closed since.
     *
     * @return the set as the kernel wrote it
     */
    public SelectSet<T> writable() {
        return answered.get(WRITE);
    }

    /**
     * The items of {@link #exceptfds} that the last call reported as ready, without those that were closed since.
     *
     * @return the set as the kernel wrote it
     */
    public SelectSet<T> exceptional() {
        return answered.get(EXCEPT);
    }

    /**
     * {@code select(nfds, &readfds, &writefds, &exceptfds, &timeout)}: waits until an item is ready; select(2). It is retried after EINTR.
     * A virtual thread parks; for this the sets are copied into a temporary epoll instance.
     *
     * @param timeout null waits indefinitely, zero polls without waiting; in microseconds, rounded up
     * @return the number of bits in the three result sets; 0 after the timeout
     * @throws ErrnoException EBADF if an item was closed, EINVAL; EINTR if a virtual thread is interrupted before an item is ready, and the
     *     interrupt status is kept
     */
    public int select(@Nullable Duration timeout) throws ErrnoException {
        return await(timeout, null);
    }

    /**
     * {@code pselect(nfds, &readfds, &writefds, &exceptfds, &timeout, &sigmask)}: {@link #select(Duration)} with a signal mask during
     * the wait, and a timeout in nanoseconds; pselect(2). Unlike the form without a mask, it is not retried after EINTR: a caller that
     * unblocks signals wants to see them.
     *
     * @param timeout null waits indefinitely, zero polls without waiting
     * @param sigmask the signals that this thread blocks during the call
     * @return the number of bits in the three result sets; 0 after the timeout
     * @throws ErrnoException EINTR after a signal, EBADF if an item was closed, EINVAL
     * @throws IllegalStateException on a virtual thread, which has no signal mask
     */
    public int pselect(@Nullable Duration timeout, Sigset sigmask) throws ErrnoException {
        WaitLoop.requirePlatformThread("pselect");
        return await(timeout, sigmask);
    }

    private int await(@Nullable Duration timeout, @Nullable Sigset sigmask) throws ErrnoException {
        long deadline = Deadline.of(timeout);
        int result;
        do {
            result = awaitOnce(deadline, sigmask);
        } while (result == WatchedSet.UPDATES_ONLY);
        return result;
    }

    private int awaitOnce(long deadline, @Nullable Sigset sigmask) throws ErrnoException {
        updates.begin();
        try {
            throwIfClosed();
            call.sigmask = sigmask;
            int result = sigmask == null
                    ? WaitLoop.await(call, "select", deadline)
                    : WaitLoop.awaitWithSignals(call, "pselect", deadline);
            updates.apply();
            throwIfClosed();
            return result;
        } finally {
            updates.end();
        }
    }

    /**
     * The remaining time of the last call, as Linux writes it into the timeout; select(2). On a virtual thread it is 0.
     *
     * @return the time, in microseconds; undefined if the call had no timeout
     */
    public Duration remaining() {
        return Duration.ofNanos(timeval.nanoseconds());
    }

    private void throwIfClosed() throws ClosedDescriptorException {
        var item = closed.poll();
        if (item != null) {
            answerNothing();
            throw new ClosedDescriptorException("select", item);
        }
    }

    /** Clears the result sets: they hold the results, or the arguments, of the previous call. */
    private void answerNothing() {
        answered.forEach(set -> set.bits().zero());
    }

    /** The system call on the three sets. */
    private final class Call implements WatchedSet {
        private @Nullable Sigset sigmask;
        private int nfds;

        @Override
        public int look(long deadline) {
            // The previous call has overwritten the sets and the timeout; select(2).
            for (int i = 0; i < asked.size(); i++) {
                answered.get(i).bits().copyFrom(asked.get(i).bits());
            }
            int waker = updates.number();
            if (waker >= 0) {
                answered.get(READ).bits().set(waker);
            }
            nfds = Math.max(highest, waker) + 1;
            int result = sigmask == null ? select(deadline) : pselect(deadline, sigmask);
            if (result < 0) {
                answerNothing();
                return result;
            }
            if (waker < 0 || !answered.get(READ).bits().isSet(waker)) {
                return result;
            }
            answered.get(READ).bits().clear(waker);
            // If only the waker is ready, its event may belong to an update that was applied after the previous call.
            return result == 1 ? UPDATES_ONLY : result - 1;
        }

        private int select(long deadline) {
            return SelectSyscalls.select(
                    nfds,
                    answered.get(READ).bits().segment(),
                    answered.get(WRITE).bits().segment(),
                    answered.get(EXCEPT).bits().segment(),
                    Deadline.timeval(deadline, timeval));
        }

        private int pselect(long deadline, Sigset mask) {
            var memory = CallMemory.borrow();
            try {
                return SelectSyscalls.pselect(
                        nfds,
                        answered.get(READ).bits().segment(),
                        answered.get(WRITE).bits().segment(),
                        answered.get(EXCEPT).bits().segment(),
                        Deadline.timespec(deadline, memory.timespec),
                        mask.segment());
            } finally {
                memory.release();
            }
        }

        @Override
        public EpollMirror mirror() throws ErrnoException {
            var events = new HashMap<Integer, Integer>();
            if (updates.number() >= 0) {
                events.put(updates.number(), POLLIN);
            }
            for (int number = 0; number <= highest; number++) {
                int mask = 0;
                for (int i = 0; i < asked.size(); i++) {
                    mask |= asked.get(i).bits().isSet(number) ? EVENTS[i] : 0;
                }
                if (mask != 0) {
                    events.put(number, mask);
                }
            }
            return new EpollMirror(events);
        }

        @Override
        public String shown() {
            return "nfds=" + nfds;
        }
    }

    /** Call it before changing the sets: a closing thread clears bits of the same words. Ends with {@link #end}. */
    void begin() {
        updates.begin();
    }

    void end() {
        updates.end();
    }

    /** Adds an item to {@code set}. Its descriptor number cannot be reused before the item is removed. */
    void watch(T item, SelectSet<T> set) throws ErrnoException {
        var owned = OwnedDescriptor.of(item);
        int number = owned == null ? HeldDescriptors.openNumber(item) : owned.acquire("select");
        try {
            if (owned != null) {
                updates.open();
            }
            grow(Math.max(number, updates.number()));
            if (isWatched(item, number)) {
                set.bits().set(number);
                return;
            }
            throwIfWatchedThroughAnother(number);
            if (watched.get(number) != null) {
                remove(number);
            }
            var watch = new Watch(item, owned, number);
            watched.set(number, watch);
            highest = Math.max(highest, number);
            set.bits().set(number);
            if (owned != null) {
                // Last: if the item is closed already, the listener runs at once and undoes the steps above.
                owned.addCloseListener(watch);
            }
        } finally {
            if (owned != null) {
                owned.release();
            }
        }
    }

    /** EEXIST, as epoll_ctl reports it. A caller's own Pollable that has another descriptor by now has closed this one. */
    private void throwIfWatchedThroughAnother(int number) throws ErrnoException {
        var other = watched.get(number);
        if (other != null && other.item.fileno() == number) {
            throw ErrnoException.of("select", "fd=" + number + ", already watched through " + other.item, EEXIST);
        }
    }

    boolean isWatched(T item, int number) {
        var watch = number < 0 || number >= watched.size() ? null : watched.get(number);
        return watch != null && watch.item.equals(item);
    }

    @Nullable T item(int number) {
        var watch = watched.get(number);
        return watch == null ? null : watch.item;
    }

    /** Removes the watch of a descriptor that is in no set any more. */
    void forget(int number) {
        for (var set : asked) {
            if (set.bits().isSet(number)) {
                return;
            }
        }
        remove(number);
    }

    private void remove(int number) {
        var watch = watched.get(number);
        watched.set(number, null);
        if (watch != null && watch.owned != null) {
            watch.owned.removeCloseListener(watch);
        }
        for (int i = 0; i < asked.size(); i++) {
            asked.get(i).bits().clear(number);
            answered.get(i).bits().clear(number);
        }
        while (highest >= 0 && watched.get(highest) == null) {
            highest--;
        }
    }

    private void grow(int number) {
        while (watched.size() <= number) {
            watched.add(null);
        }
        int capacity = asked.get(READ).bits().capacity();
        if (number >= capacity) {
            int larger = Math.max(number + 1, capacity * 2);
            asked.forEach(set -> set.grow(larger));
            answered.forEach(set -> set.grow(larger));
        }
    }

    /** Empties the sets and closes the eventfd of this object. The items stay open. */
    @Override
    public void close() {
        begin();
        try {
            for (int number = 0; number < watched.size(); number++) {
                if (watched.get(number) != null) {
                    remove(number);
                }
            }
        } finally {
            end();
        }
        updates.close();
    }
}
