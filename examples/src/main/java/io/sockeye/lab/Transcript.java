package io.sockeye.lab;

import io.sockeye.bindings.trace.Trace;
import io.sockeye.bindings.trace.TracedCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls of an experiment as strace prints them, and between them what they are for. They are those of the thread that made
 * this and of threads that follow; others of this process may run experiments of their own.
 */
final class Transcript implements AutoCloseable {
    /** What a line is. */
    enum Kind {
        /** A call. */
        CALL,
        /** A remark. */
        NOTE
    }

    /**
     * One line.
     *
     * @param kind what it is
     * @param text without an end
     */
    record Line(Kind kind, String text) {}

    /** Something that is done many times. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    /** The same, until there is nothing more. */
    @FunctionalInterface
    interface Attempt {
        boolean run() throws Exception;
    }

    private static final int ROUNDS = 20;
    private static final int TIMES = 200;

    private final Thread first = Thread.currentThread();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    // Guarded by this.
    private final List<Line> lines = new ArrayList<>();
    private long calls;
    private boolean isSilent;

    private @Nullable Trace trace;

    Transcript() {
        threads.add(first);
        trace = Trace.to(this::called);
    }

    private void called(TracedCall call) {
        // strerror(3), for a message, stays in the C library: strace does not see it.
        if (threads.contains(call.thread()) && !call.function().equals("strerror")) {
            add(call.thread().equals(first) ? call.text() : "[pid " + call.tid() + "] " + call.text());
        }
    }

    private synchronized void add(String call) {
        calls++;
        if (!isSilent) {
            lines.add(new Line(Kind.CALL, call));
        }
    }

    synchronized void note(String text) {
        lines.add(new Line(Kind.NOTE, text));
    }

    synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    /** How many calls there were, whether they are shown or not. */
    synchronized long calls() {
        return calls;
    }

    /** A thread's body whose calls are written down too. */
    <T> Callable<T> following(Callable<T> body) {
        return () -> {
            threads.add(Thread.currentThread());
            return body.call();
        };
    }

    /** Does it so often, and shows the calls of the first time. All are counted. */
    void repeat(int times, Step step) throws Exception {
        step.run();
        long before = silence(true);
        try {
            for (int i = 1; i < times; i++) {
                step.run();
            }
        } finally {
            note("… " + (times - 1) + " times more: " + (silence(false) - before) + " calls");
        }
    }

    /** Returns how many calls there were before. */
    private synchronized long silence(boolean silent) {
        isSilent = silent;
        return calls;
    }

    /** As {@link #repeat}, as long as there is something. Returns how often there was. */
    int repeatWhile(Attempt attempt) throws Exception {
        int times = 0;
        long before = calls();
        try {
            while (attempt.run()) {
                times++;
                before = times == 1 ? silence(true) : before;
            }
        } finally {
            note("… " + Math.max(0, times - 1) + " times more, and once in vain: " + (silence(false) - before)
                    + " calls");
        }
        return times;
    }

    /**
     * Nanoseconds of each step, the best of some rounds in turn. Nothing is recorded during that: it would take longer than
     * the calls.
     */
    long[] time(Step... steps) throws Exception {
        close();
        try {
            var best = new long[steps.length];
            Arrays.fill(best, Long.MAX_VALUE);
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < steps.length; i++) {
                    best[i] = Math.min(best[i], time(steps[i]));
                }
            }
            return best;
        } finally {
            trace = Trace.to(this::called);
        }
    }

    private static long time(Step step) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < TIMES; i++) {
            step.run();
        }
        return (System.nanoTime() - start) / TIMES;
    }

    @Override
    public void close() {
        if (trace != null) {
            trace.close();
            trace = null;
        }
    }
}
