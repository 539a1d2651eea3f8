package io.sockeye.lab;

import static java.lang.foreign.MemorySegment.NULL;

import io.sockeye.bindings.FdSet;
import io.sockeye.bindings.SelectSyscalls;
import io.sockeye.bindings.Timespec;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** select(2): a bit for each number up to the largest, in and out in the same memory. */
final class SelectPanel extends Panel {
    SelectPanel() {
        super(Mechanism.SELECT);
    }

    @Override
    Kept kept() {
        return new Kept("select(2): the kernel keeps nothing between two calls", List.of(), null);
    }

    @Override
    Call prepare(List<String> names, int[] numbers) {
        return timeout -> select(names, numbers, timeout);
    }

    private static Wait select(List<String> names, int[] numbers, Duration timeout) {
        int nfds = 0;
        for (int fd : numbers) {
            nfds = Math.max(nfds, fd + 1);
        }
        try (var arena = Arena.ofConfined()) {
            var readfds = new FdSet(arena, nfds);
            for (int fd : numbers) {
                readfds.set(fd);
            }
            var before = new FdSet(arena, nfds);
            before.copyFrom(readfds);
            long sleeps = Waits.sleeps();
            int result = SelectSyscalls.pselect(
                    nfds, readfds.segment(), NULL, NULL, new Timespec(arena).set(timeout.toNanos()), NULL);
            boolean slept = Waits.sleeps() > sleeps;
            var cells = cells(before, readfds);
            var ready = new ArrayList<String>();
            for (int i = 0; i < numbers.length; i++) {
                if (result > 0 && readfds.isSet(numbers[i])) {
                    ready.add(names.get(i));
                }
            }
            long bytes = readfds.segment().byteSize();
            return new Wait(
                    "pselect6(" + nfds + ", " + set(before, nfds) + ", NULL, NULL, " + Waits.timespec(timeout)
                            + ", {sigmask=NULL, sigsetsize=8}) = "
                            + Waits.result(result, result > 0 ? "in " + set(readfds, nfds) : "Timeout"),
                    result,
                    "bit of readfds, by descriptor",
                    cells,
                    bytes,
                    result < 0 ? 0 : bytes,
                    result > 0 ? nfds : 0,
                    ready,
                    slept);
        }
    }

    /** The words of the set that have a bit: the others are zero before and after. */
    private static List<Wait.Cell> cells(FdSet before, FdSet after) {
        var cells = new ArrayList<Wait.Cell>();
        for (int word = 0; word < before.capacity(); word += Long.SIZE) {
            int next = before.next(word);
            if (next >= 0 && next < word + Long.SIZE) {
                for (int fd = word; fd < word + Long.SIZE; fd++) {
                    cells.add(Wait.Cell.of(Integer.toString(fd), bit(before, fd), bit(after, fd)));
                }
            }
        }
        return cells;
    }

    private static String bit(FdSet set, int fd) {
        return set.isSet(fd) ? "1" : "0";
    }

    private static String set(FdSet set, int nfds) {
        var numbers = new ArrayList<String>();
        for (int fd = set.next(0); fd >= 0 && fd < nfds; fd = set.next(fd + 1)) {
            numbers.add(Integer.toString(fd));
        }
        return "[" + String.join(" ", numbers) + "]";
    }
}
