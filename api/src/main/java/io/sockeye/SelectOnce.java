package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static io.sockeye.bindings.PollConstants.POLLIN;

import io.sockeye.bindings.FdSet;
import io.sockeye.bindings.SelectSyscalls;
import io.sockeye.bindings.Timeval;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One select on lists: sets that are made for it and thrown away. */
final class SelectOnce {
    private final Watched watched;
    private final int[] read;
    private final int[] write;
    private final int[] except;

    /** Watched for reading besides; -1 for none. */
    private final int wake;

    private final int nfds;
    private final FdSet readSet;
    private final FdSet writeSet;
    private final FdSet exceptSet;
    private final Timeval timeval;

    private SelectOnce(
            Watched watched,
            Arena arena,
            Collection<? extends Pollable> readers,
            Collection<? extends Pollable> writers,
            Collection<? extends Pollable> exceptional)
            throws ErrnoException {
        this.watched = watched;
        read = watched.enter(readers);
        write = watched.enter(writers);
        except = watched.enter(exceptional);
        wake = watched.wakeBesides(read);
        nfds = watched.highest() + 1;
        readSet = new FdSet(arena, nfds);
        writeSet = new FdSet(arena, nfds);
        exceptSet = new FdSet(arena, nfds);
        timeval = new Timeval(arena);
    }

    static <T extends Pollable> Ready<T> select(
            Collection<? extends T> readers,
            Collection<? extends T> writers,
            Collection<? extends T> exceptional,
            @Nullable Duration timeout)
            throws ErrnoException {
        long deadline = Waiting.deadline(timeout == null ? null : Waiting.check(timeout));
        try (var arena = Arena.ofConfined();
                var watched = new Watched()) {
            var once = new SelectOnce(watched, arena, readers, writers, exceptional);
            if (deadline == Waiting.NOW || !Thread.currentThread().isVirtual()) {
                once.look(deadline);
            } else if (once.look(Waiting.NOW) == 0) {
                once.park(deadline);
            }
            return new Ready<>(
                    ready(readers, once.read, once.readSet),
                    ready(writers, once.write, once.writeSet),
                    ready(exceptional, once.except, once.exceptSet));
        }
    }

    private int look(long deadline) throws ErrnoException {
        for (;;) {
            // The call before has overwritten all four; select(2).
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
                    deadline == Waiting.FOREVER ? MemorySegment.NULL : timeval.set(Waiting.remaining(deadline)));
            watched.throwIfClosed();
            if (result >= 0) {
                return result;
            }
            if (result != -EINTR) {
                throw ErrnoException.of("select", "nfds=" + nfds, -result);
            }
        }
    }

    private void park(long deadline) throws ErrnoException {
        var events = new HashMap<Integer, Integer>();
        want(events, read, ManyParked.READ);
        want(events, write, ManyParked.WRITE);
        want(events, except, ManyParked.EXCEPT);
        if (wake >= 0) {
            events.merge(wake, POLLIN, (a, b) -> a | b);
        }
        try (var parked = new ManyParked(events)) {
            int result = 0;
            while (result == 0 && parked.await(deadline)) {
                result = look(Waiting.NOW);
            }
        }
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
