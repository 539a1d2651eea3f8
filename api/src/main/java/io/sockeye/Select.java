package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static io.sockeye.bindings.PollConstants.POLLIN;

import io.sockeye.bindings.SelectSyscalls;
import io.sockeye.bindings.Sigset;
import io.sockeye.bindings.Timeval;
import io.sockeye.internal.memory.CallMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * {@code select}; select(2). The static {@link #select(Collection, Collection, Collection, Duration)} is Python's. An object of this class
 * is C's way: three sets that are kept between calls, and three that each call answers with. Its calls allocate nothing.
 *
 * <p>For one thread at a time. An item may be closed by any thread at any time: the call that is under way, or else the next
 * one, ends with a {@link ClosedDescriptorException}, and the item is in no set any more.
 *
 * @param <T> what is watched
 */
public final class Select<T extends Pollable> implements AutoCloseable {
    private static final int READ = 0;
    private static final int WRITE = 1;
    private static final int EXCEPT = 2;

    /** Nothing was ready but the bell. */
    private static final int RUNG = -1;

    /** What the bits of each set are in epoll. */
    private static final int[] EVENTS = {ManyParked.READ, ManyParked.WRITE, ManyParked.EXCEPT};

    private final Bell bell = new Bell();
    private final Timeval timeval = new Timeval(Arena.ofAuto());
    private final List<SelectSet<T>> asked = sets();
    private final List<SelectSet<T>> answered = sets();

    /** By number. Changed between {@link #begin} and {@link #end}, as the sets are, or by a closer when no call is under way. */
    private final ArrayList<@Nullable Watch> watched = new ArrayList<>();

    private int highest = -1;

    /** Those that were closed, and no call has told yet. */
    private final Queue<String> closed = new ConcurrentLinkedQueue<>();

    /** One item that is in one set at least. It is told when the item is closed. */
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
            bell.ring(() -> {
                if (watched.get(number) == this) {
                    remove(number);
                    closed.add(item.toString());
                }
            });
        }
    }

    /** Three empty sets. */
    public Select() {}

    private List<SelectSet<T>> sets() {
        return List.of(new SelectSet<>(this), new SelectSet<>(this), new SelectSet<>(this));
    }

    /**
     * Python's form, {@code select(rlist, wlist, xlist, timeout)}: waits until one of them is ready; select(2). Descriptors of any
     * number may be watched, not only those below {@code FD_SETSIZE}. A signal does not end the wait.
     *
     * <p>If one of them is closed while this waits, it ends with a {@link ClosedDescriptorException}.
     *
     * @param readers to be watched for reading or accepting
     * @param writers to be watched for writing or connecting
     * @param exceptional to be watched for out-of-band data
     * @param timeout null waits for ever, zero looks once; in microseconds, rounded up
     * @param <T> what is watched
     * @return those that are ready; all three empty after the timeout
     * @throws ErrnoException EBADF if one is closed
     */
    public static <T extends Pollable> Ready<T> select(
            Collection<? extends T> readers,
            Collection<? extends T> writers,
            Collection<? extends T> exceptional,
            @Nullable Duration timeout)
            throws ErrnoException {
        return SelectOnce.select(readers, writers, exceptional, timeout);
    }

    /**
     * Those that are watched for reading or accepting. The call leaves it as it is.
     *
     * @return the set, to be changed
     */
    public SelectSet<T> readfds() {
        return asked.get(READ);
    }

    /**
     * Those that are watched for writing or connecting. The call leaves it as it is.
     *
     * @return the set, to be changed
     */
    public SelectSet<T> writefds() {
        return asked.get(WRITE);
    }

    /**
     * Those that are watched for out-of-band data. The call leaves it as it is.
     *
     * @return the set, to be changed
     */
    public SelectSet<T> exceptfds() {
        return asked.get(EXCEPT);
    }

    /**
     * Those of {@link #readfds} that the last call found ready, without those that were closed since.
     *
     * @return the set as the kernel left it
     */
    public SelectSet<T> readable() {
        return answered.get(READ);
    }

    /**
     * Those of {@link #writefds} that the last call found ready, without those that were closed since.
     *
     * @return the set as the kernel left it
     */
    public SelectSet<T> writable() {
        return answered.get(WRITE);
    }

    /**
     * Those of {@link #exceptfds} that the last call found ready, without those that were closed since.
     *
     * @return the set as the kernel left it
     */
    public SelectSet<T> exceptional() {
        return answered.get(EXCEPT);
    }

    /**
     * {@code select(nfds, &readfds, &writefds, &exceptfds, &timeout)}: waits until one of them is ready; select(2). A signal does not end
     * the wait. On a virtual thread it parks, for which it copies the sets into an epoll instance.
     *
     * @param timeout null waits for ever, zero looks once; in microseconds, rounded up
     * @return how many bits are set in the three answers; 0 after the timeout, or when a virtual thread is interrupted
     * @throws ErrnoException EBADF if one was closed, EINVAL
     */
    public int select(@Nullable Duration timeout) throws ErrnoException {
        return rounds(timeout, null);
    }

    /**
     * {@code pselect(nfds, &readfds, &writefds, &exceptfds, &timeout, &sigmask)}: {@link #select(Duration)} with another signal mask while it
     * waits, in nanoseconds; pselect(2). Who asks for signals is told of them: EINTR ends it.
     *
     * @param timeout null waits for ever, zero looks once
     * @param sigmask the signals that this thread does not take meanwhile
     * @return how many bits are set in the three answers; 0 after the timeout
     * @throws ErrnoException EINTR after a signal, EBADF if one was closed, EINVAL
     * @throws IllegalStateException on a virtual thread, which has no signal mask
     */
    public int pselect(@Nullable Duration timeout, Sigset sigmask) throws ErrnoException {
        Waiting.checkHasSignals("pselect");
        return rounds(timeout, sigmask);
    }

    private int rounds(@Nullable Duration timeout, @Nullable Sigset sigmask) throws ErrnoException {
        long deadline = Waiting.deadline(timeout == null ? null : Waiting.check(timeout));
        int result;
        do {
            result = round(deadline, sigmask);
        } while (result == RUNG);
        return result;
    }

    private int round(long deadline, @Nullable Sigset sigmask) throws ErrnoException {
        boolean parks = deadline != Waiting.NOW && Thread.currentThread().isVirtual();
        bell.begin();
        try {
            throwIfClosed();
            int result = look(parks ? Waiting.NOW : deadline, sigmask);
            if (result == 0 && parks) {
                result = park(deadline);
            }
            bell.answer();
            throwIfClosed();
            int rung = bell.number();
            if (rung < 0 || !answered.get(READ).bits().isSet(rung)) {
                return result;
            }
            answered.get(READ).bits().clear(rung);
            // Alone, it is from somebody whose change was made already, by the call before.
            return result == 1 ? RUNG : result - 1;
        } finally {
            bell.end();
        }
    }

    /**
     * What Linux leaves in the timeout: the time that the last call did not wait. It is 0 on a virtual thread.
     *
     * @return in microseconds; meaningless if the call had no timeout
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

    /** What the call before has found, or was to look for, is no answer to this one. */
    private void answerNothing() {
        answered.forEach(set -> set.bits().zero());
    }

    private int look(long deadline, @Nullable Sigset sigmask) throws ErrnoException {
        for (;;) {
            // The call before has overwritten them, and the timeout; select(2).
            for (int i = 0; i < asked.size(); i++) {
                answered.get(i).bits().copyFrom(asked.get(i).bits());
            }
            int besides = bell.number();
            if (besides >= 0) {
                answered.get(READ).bits().set(besides);
            }
            int nfds = Math.max(highest, besides) + 1;
            int result = sigmask == null ? call(nfds, deadline) : call(nfds, deadline, sigmask);
            if (result >= 0) {
                return result;
            }
            if (result != -EINTR || sigmask != null) {
                answerNothing();
                throw ErrnoException.of(sigmask == null ? "select" : "pselect", "nfds=" + nfds, -result);
            }
        }
    }

    private int call(int nfds, long deadline) {
        return SelectSyscalls.select(
                nfds,
                answered.get(READ).bits().segment(),
                answered.get(WRITE).bits().segment(),
                answered.get(EXCEPT).bits().segment(),
                deadline == Waiting.FOREVER ? MemorySegment.NULL : timeval.set(Waiting.remaining(deadline)));
    }

    private int call(int nfds, long deadline, Sigset sigmask) {
        var workspace = CallMemory.borrow();
        try {
            return SelectSyscalls.pselect(
                    nfds,
                    answered.get(READ).bits().segment(),
                    answered.get(WRITE).bits().segment(),
                    answered.get(EXCEPT).bits().segment(),
                    deadline == Waiting.FOREVER
                            ? MemorySegment.NULL
                            : workspace.timespec.set(Waiting.remaining(deadline)),
                    sigmask.segment());
        } finally {
            workspace.release();
        }
    }

    private int park(long deadline) throws ErrnoException {
        var events = new HashMap<Integer, Integer>();
        if (bell.number() >= 0) {
            events.put(bell.number(), POLLIN);
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
        try (var parked = new ManyParked(events)) {
            int result = 0;
            while (result == 0 && parked.await(deadline)) {
                result = look(Waiting.NOW, null);
            }
            return result;
        }
    }

    /** Before the sets are changed: a closer, on its own thread, clears bits of the same words. Ends with {@link #end}. */
    void begin() {
        bell.begin();
    }

    void end() {
        bell.end();
    }

    /** Puts an item into {@code set}. Its number is its own as long as it is there. */
    void watch(T item, SelectSet<T> set) throws ErrnoException {
        var owned = OwnedDescriptor.of(item);
        int number = owned == null ? Watched.openNumber(item) : owned.enter("select");
        try {
            if (owned != null) {
                bell.open();
            }
            grow(Math.max(number, bell.number()));
            if (isWatched(item, number)) {
                set.bits().set(number);
                return;
            }
            if (watched.get(number) != null) {
                remove(number);
            }
            var watch = new Watch(item, owned, number);
            watched.set(number, watch);
            highest = Math.max(highest, number);
            set.bits().set(number);
            if (owned != null) {
                // Last: if it was closed meanwhile, all this is undone at once.
                owned.whenClosed(watch);
            }
        } finally {
            if (owned != null) {
                owned.leave();
            }
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

    /** If it is in no set any more. */
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
            watch.owned.forget(watch);
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

    /** Forgets all, and gives its own descriptor back. The items stay open. */
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
        bell.close();
    }
}
