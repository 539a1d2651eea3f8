package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINTR;

import io.sockeye.bindings.FdSet;
import io.sockeye.bindings.SelectSyscalls;
import io.sockeye.bindings.Timeval;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code select}; select(2). */
public final class Select {
    private Select() {}

    /**
     * {@code select(nfds, readfds, writefds, exceptfds, timeout)}: waits until one of them is ready; select(2). Descriptors
     * of any number may be watched, not only those below {@code FD_SETSIZE}. A signal does not end the wait.
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
        long deadline = Waiting.deadline(timeout == null ? null : Waiting.check(timeout));
        try (var arena = Arena.ofConfined();
                var watched = new Watched()) {
            var read = watched.enter(readers);
            var write = watched.enter(writers);
            var except = watched.enter(exceptional);
            int wake = watched.wakeBesides(read);
            int nfds = watched.highest() + 1;
            var readSet = new FdSet(arena, nfds);
            var writeSet = new FdSet(arena, nfds);
            var exceptSet = new FdSet(arena, nfds);
            var timeval = new Timeval(arena);
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
                    return new Ready<>(
                            ready(readers, read, readSet),
                            ready(writers, write, writeSet),
                            ready(exceptional, except, exceptSet));
                }
                if (result != -EINTR) {
                    throw ErrnoException.of("select", "nfds=" + nfds, -result);
                }
            }
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
