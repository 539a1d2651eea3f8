package io.sockeye.bindings.trace;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Counts the calls, and prints them as {@code strace -c -w} does: sorted by time. It is wall-clock time, so that
 * of a blocked call counts.
 */
public final class Summary implements Consumer<TracedCall> {
    private static final String LINE = "------ ----------- ----------- --------- --------- ----------------\n";

    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    /** Counts nothing yet. */
    public Summary() {}

    @Override
    public void accept(TracedCall call) {
        var count = counts.computeIfAbsent(call.name(), _ -> new Count());
        count.calls.increment();
        count.nanos.add(call.nanos());
        if (call.errno() != 0) {
            count.errors.increment();
        }
    }

    /**
     * The number of calls.
     *
     * @param name as strace calls it: {@link TracedCall#name}
     * @return 0 if there was none
     */
    public long calls(String name) {
        var count = counts.get(name);
        return count == null ? 0 : count.calls.sum();
    }

    /**
     * The number of failed calls, those with {@code EAGAIN} among them.
     *
     * @param name as for {@link #calls}
     * @return 0 if there was none
     */
    public long errors(String name) {
        var count = counts.get(name);
        return count == null ? 0 : count.errors.sum();
    }

    /**
     * The table.
     *
     * @return lines, each with its end
     */
    @Override
    public String toString() {
        var all = new Count();
        counts.values().forEach(all::add);
        var text = new StringBuilder("% time     seconds  usecs/call     calls    errors syscall\n").append(LINE);
        counts.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Count> entry) -> -entry.getValue().nanos.sum())
                        .thenComparing(Map.Entry::getKey))
                .forEach(entry -> text.append(entry.getValue().line(entry.getKey(), all)));
        return text.append(LINE).append(all.line("total", all)).toString();
    }

    private static final class Count {
        final LongAdder calls = new LongAdder();
        final LongAdder errors = new LongAdder();
        final LongAdder nanos = new LongAdder();

        void add(Count other) {
            calls.add(other.calls.sum());
            errors.add(other.errors.sum());
            nanos.add(other.nanos.sum());
        }

        String line(String name, Count all) {
            double total = Math.max(1, all.nanos.sum());
            long failed = errors.sum();
            return String.format(
                    Locale.ROOT,
                    "%6.2f %11.6f %11d %9d %9s %s\n",
                    100 * nanos.sum() / total,
                    nanos.sum() / 1e9,
                    nanos.sum() / 1000 / Math.max(1, calls.sum()),
                    calls.sum(),
                    failed == 0 ? "" : Long.toString(failed),
                    name);
        }
    }
}
