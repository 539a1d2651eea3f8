package io.sockeye.lab;

import io.sockeye.bindings.SystemSyscalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One mechanism over the scenario's sockets. A wait runs in a thread of its own, which may sleep in the kernel while the learner goes
 * on; the page sees it there.
 */
abstract class Panel implements AutoCloseable {
    /** What wchan has for a thread that is not asleep. */
    private static final String AWAKE = "0";

    private final Mechanism mechanism;
    private Counters counters = new Counters(0, 0, 0, 0, 0);
    private @Nullable Wait last;
    private @Nullable Sleeper sleeper;
    private @Nullable Throwable failure;
    private boolean closed;

    /**
     * Since the beginning.
     *
     * @param calls how many waits have returned
     * @param bytesIn computed, as in {@link Wait}
     * @param bytesOut computed
     * @param scanned computed
     * @param wakeUps how many of the calls slept and returned with a ready descriptor
     */
    record Counters(long calls, long bytesIn, long bytesOut, long scanned, long wakeUps) {
        Counters plus(Wait wait) {
            return new Counters(
                    calls + 1,
                    bytesIn + wait.bytesIn(),
                    bytesOut + wait.bytesOut(),
                    scanned + wait.scanned(),
                    wakeUps + (wait.slept() && wait.result() > 0 ? 1 : 0));
        }
    }

    /**
     * What the kernel keeps between two calls.
     *
     * @param source where that was read
     * @param entries the interest list, a line for each entry; nothing for select and poll
     * @param readyListHasEntries whether poll(2) calls the epoll descriptor readable; null where there is none
     */
    record Kept(String source, List<String> entries, @Nullable Boolean readyListHasEntries) {}

    /**
     * A thread in a wait.
     *
     * @param tid its number
     * @param wchan the kernel's function that it sleeps in, of {@code /proc/self/task/TID/wchan}
     */
    record Sleep(int tid, String wchan) {}

    /** How a page draws it. */
    record View(String mechanism, Counters counters, @Nullable Wait last, Kept kept, @Nullable Sleep sleep) {}

    /** A wait that has not returned. */
    private static final class Sleeper {
        final boolean maySleep;
        volatile int tid;

        Sleeper(boolean maySleep) {
            this.maySleep = maySleep;
        }

        boolean isAsleep() throws IOException {
            var sleep = sleep(tid);
            return maySleep && sleep != null && !sleep.wchan().equals(AWAKE);
        }
    }

    Panel(Mechanism mechanism) {
        this.mechanism = mechanism;
    }

    /** Registers a descriptor. The caller holds the scenario's lock. */
    void watch(Line line) throws IOException {}

    /** The call is given these now; it runs in its own thread, without the scenario. */
    abstract Call prepare(List<String> names, int[] numbers);

    abstract Kept kept() throws IOException;

    /** The call's memory belongs to it. */
    interface Call {
        /** Makes the call. */
        Wait run(Duration timeout);
    }

    /** Starts a wait, or refuses if one sleeps. */
    final synchronized void step(List<Line> lines, Duration timeout) {
        if (sleeper != null) {
            throw new Refusal(
                    mechanism.word() + " still sleeps in its last wait: make somebody ready, or wait for its timeout");
        }
        var watched = lines.stream().filter(Line::isWatchable).toList();
        var call = prepare(
                watched.stream().map(Line::name).toList(),
                watched.stream().mapToInt(Line::watched).toArray());
        var sleeping = new Sleeper(timeout.isPositive());
        sleeper = sleeping;
        try {
            Thread.ofPlatform().daemon().name("lab-" + mechanism.word()).start(() -> run(call, timeout, sleeping));
        } catch (OutOfMemoryError noThread) {
            // The panel can be stepped again.
            sleeper = null;
            throw new Refusal(mechanism.word() + " has no thread to wait in: " + noThread.getMessage());
        }
    }

    private void run(Call call, Duration timeout, Sleeper sleeping) {
        sleeping.tid = SystemSyscalls.gettid();
        try {
            returned(call.run(timeout), null);
        } catch (RuntimeException | Error e) {
            returned(null, e);
        }
    }

    private synchronized void returned(@Nullable Wait wait, @Nullable Throwable thrown) {
        if (wait != null) {
            last = wait;
            counters = counters.plus(wait);
        }
        failure = thrown;
        sleeper = null;
        notifyAll();
        if (closed) {
            release();
        }
    }

    /** Until the wait has returned or its thread is seen asleep, so that a page has the result at once; refuses if it threw. */
    final synchronized void settle(Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (sleeper != null && !sleeper.isAsleep() && System.nanoTime() < end) {
            wait(1);
        }
        var thrown = failure;
        failure = null;
        if (thrown != null) {
            throw new Refusal("the last wait of " + mechanism.word() + " failed: " + thrown);
        }
    }

    final synchronized View view() throws IOException {
        return new View(mechanism.word(), counters, last, kept(), sleeper == null ? null : sleep(sleeper.tid));
    }

    private static @Nullable Sleep sleep(int tid) throws IOException {
        if (tid == 0) {
            return null;
        }
        try {
            return new Sleep(tid, Files.readString(Path.of("/proc/self/task/" + tid + "/wchan")));
        } catch (NoSuchFileException ended) {
            return null;
        }
    }

    /** A wait that sleeps ends by its timeout; what it uses is given back after it. */
    @Override
    public final synchronized void close() {
        if (!closed) {
            closed = true;
            if (sleeper == null) {
                release();
            }
        }
    }

    /** Nobody is in a call any more. */
    void release() {}
}
