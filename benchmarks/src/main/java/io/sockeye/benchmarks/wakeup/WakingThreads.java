package io.sockeye.benchmarks.wakeup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** The calling thread, and a second one that answers each wake-up by waking the first. */
final class WakingThreads {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Sleeper here;
    private final Sleeper there;
    private final Thread answering;
    private volatile long asked;
    private volatile long answered;
    private volatile boolean ends;

    WakingThreads(Sleeper here, Sleeper there) {
        this.here = here;
        this.there = there;
        this.answering = Thread.ofPlatform().daemon().name("answering").start(this::answer);
    }

    private void answer() {
        try {
            for (there.sleep(); !ends; there.sleep()) {
                // A wait may end without a reason.
                if (answered != asked) {
                    answered = asked;
                    here.wake();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two wake-ups, each out of a wait: the answer may be there before, and is not looked for. */
    void roundTrip() throws IOException {
        long question = asked + 1;
        asked = question;
        there.wake();
        do {
            here.sleep();
        } while (answered != question);
    }

    void close() throws IOException, InterruptedException {
        ends = true;
        there.wake();
        if (!answering.join(PATIENCE)) {
            throw new IllegalStateException("a wake-up was lost");
        }
        here.close();
        there.close();
    }
}
