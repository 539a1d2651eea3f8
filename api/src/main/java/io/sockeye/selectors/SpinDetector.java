package io.sockeye.selectors;

import io.sockeye.Pollable;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/** Counts how often each item was ready without a call on it in between. */
final class SpinDetector {
    private final int times;
    private final Consumer<Spin> report;
    private final Map<Pollable, Seen> seen = new WeakHashMap<>();

    private static final class Seen {
        int calls;
        int times;
    }

    SpinDetector(int times, Consumer<Spin> report) {
        this.times = times;
        this.report = report;
    }

    void found(SelectorKey<?> key, int events) {
        int calls = key.item().callCount();
        if (calls < 0) {
            // The item does not count its calls.
            return;
        }
        var before = seen.computeIfAbsent(key.item(), _ -> new Seen());
        before.times = before.calls == calls ? before.times + 1 : 1;
        before.calls = calls;
        if (before.times == times) {
            report.accept(new Spin(key, events, times));
            before.times = 0;
        }
    }
}
