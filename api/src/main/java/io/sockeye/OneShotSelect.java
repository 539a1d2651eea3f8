package io.sockeye;

import static io.sockeye.bindings.PollConstants.POLLIN;

import io.sockeye.internal.poll.Deadline;
import io.sockeye.internal.poll.EpollMirror;
import io.sockeye.internal.poll.WaitLoop;
import io.sockeye.internal.poll.WatchedSet;
import io.sockeye.bindings.FdSet;
import io.sockeye.bindings.SelectSyscalls;
import io.sockeye.bindings.Timeval;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One select on collections, with sets that are allocated for this call. */
final class OneShotSelect implements WatchedSet {
    private final HeldDescriptors watched;
    private final int[] read;
    private final int[] write;
    private final int[] except;

    /** The waker's descriptor in the set of readers; -1 for none. */
    private final int wake;

    private final int nfds;
    private final FdSet readSet;
    private final FdSet writeSet;
    private final FdSet exceptSet;
    private final Timeval timeval;

    private OneShotSelect(
            HeldDescriptors watched,
            Arena arena,
            Collection<? extends Pollable> readers,
            Collection<? extends Pollable> writers,
            Collection<? extends Pollable> exceptional)
            throws ErrnoException {
        this.watched = watched;
        read = watched.acquire(readers);
        write = watched.acquire(writers);
        except = watched.acquire(exceptional);
        wake = watched.watchWaker(read);
        nfds = watched.highest() + 1;
        readSet = new FdSet(arena, nfds);
        writeSet = new FdSet(arena, nfds);
        exceptSet = new FdSet(arena, nfds);
        timeval = new Timeval(arena);
    }

    static <T extends Pollable> SelectResult<T> select(
            Collection<? extends T> readers,
            Collection<? extends T> writers,
            Collection<? extends T> exceptional,
            @Nullable Duration timeout)
            throws ErrnoException {
        long deadline = Deadline.of(timeout);
        try (var arena = Arena.ofConfined();
                var watched = new HeldDescriptors()) {
            var once = new OneShotSelect(watched, arena, readers, writers, exceptional);
            int _ = WaitLoop.await(once, "select", deadline);
            return new SelectResult<>(
                    ready(readers, once.read, once.readSet),
                    ready(writers, once.write, once.writeSet),
                    ready(exceptional, once.except, once.exceptSet));
        }
    }

    @Override
    public int look(long deadline) throws ErrnoException {
        // The previous call has overwritten the sets and the timeout; select(2).
        fill(readSet, read);
        if (wake >= 0) {
            readSet.set(wake);
        }
        fill(writeSet, write);
        fill(exceptSet, except);
        int result = SelectSyscalls.select(
                nfds,
                readSet.segment(),
                writeSet.segment(),
                exceptSet.segment(),
                Deadline.timeval(deadline, timeval));
        watched.throwIfClosed();
        return result;
    }

    @Override
    public EpollMirror mirror() throws ErrnoException {
        var events = new HashMap<Integer, Integer>();
        want(events, read, EpollMirror.READ);
        want(events, write, EpollMirror.WRITE);
        want(events, except, EpollMirror.EXCEPT);
        if (wake >= 0) {
            events.merge(wake, POLLIN, (a, b) -> a | b);
        }
        return new EpollMirror(events);
    }

    @Override
    public String shown() {
        return "nfds=" + nfds;
    }

    private static void want(Map<Integer, Integer> events, int[] numbers, int event) {
        for (int number : numbers) {
            events.merge(number, event, (a, b) -> a | b);
        }
    }

    private static void fill(FdSet set, int[] numbers) {
        set.zero();
        for (int number : numbers) {
            set.set(number);
        }
    }

    private static <T> List<T> ready(Collection<? extends T> items, int[] numbers, FdSet set) {
        var ready = new ArrayList<T>();
        int i = 0;
        for (var item : items) {
            if (set.isSet(numbers[i++])) {
                ready.add(item);
            }
        }
        return List.copyOf(ready);
    }
}
