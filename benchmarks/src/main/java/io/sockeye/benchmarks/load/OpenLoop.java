package io.sockeye.benchmarks.load;

import io.sockeye.benchmarks.measure.ProcessorTime;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * Loads an echo server at a rate that does not wait for it: message {@code k} is to be sent {@code k / rate} seconds after the start,
 * on connection {@code k mod connections}, and its latency counts from then. One that is due while the one before it on its
 * connection has not come back waits for it, and that is a part of its latency: no message is skipped, and no two are
 * merged. So a server that pauses is late for all messages that were due during the pause, not for one.
 *
 * <p>For one thread at a time. On a core of its own ({@link Cores#onClient}) it never sleeps, so that it is not late itself.
 */
public final class OpenLoop implements AutoCloseable {
    private static final int DIGITS = 3;
    private static final long LONGEST = Duration.ofHours(1).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Where server and client share a core, a client that does not sleep would take it from the server. */
    private static final Duration PAUSE = Duration.ofNanos(100_000);

    private final LoadConnections connections;
    private final int bytes;
    private final long patience;
    private final Duration pause;

    /**
     * What a run came to.
     *
     * @param latencies in nanoseconds, from when a message was to be sent until all of it was back
     * @param bytes of these messages, there; as many came back
     * @param achieved messages a second, over the time of the schedule, or until the last one was back if that was longer
     * @param worstLag nanoseconds by which this client was late itself: with a message whose connection was free
     * @param processorNanos CPU time of this thread during the run
     */
    public record Result(Histogram latencies, long bytes, double achieved, long worstLag, long processorNanos) {}

    private OpenLoop(LoadConnections connections, int bytes, Duration patience) {
        this.connections = connections;
        this.bytes = bytes;
        this.patience = patience.toNanos();
        this.pause = Cores.ofClient().isPresent() ? Duration.ZERO : PAUSE;
    }

    /**
     * Opens the connections, and sends nothing yet.
     *
     * @param port of the server, on 127.0.0.1
     * @param connections how many
     * @param bytes of a message, from 8 on, which its number takes
     * @return to be run any number of times
     * @throws IOException if the server does not accept them within 10 seconds each
     */
    public static OpenLoop connect(int port, int connections, int bytes) throws IOException {
        return connect(port, connections, bytes, PATIENCE);
    }

    /** With a server that may be silent for so long. */
    static OpenLoop connect(int port, int connections, int bytes, Duration patience) throws IOException {
        return new OpenLoop(LoadConnections.open(port, connections, bytes), bytes, patience);
    }

    /**
     * Sends all that is due in a while, and waits until it is back, also where that takes longer than the while.
     *
     * @param rate messages a second, over all connections
     * @param duration of the schedule
     * @return what it came to
     * @throws IOException if something else comes back than what was sent, nothing for 10 seconds, or not all in ten times the
     *     duration and 10 seconds
     */
    public Result run(double rate, Duration duration) throws IOException {
        long used = ProcessorTime.ofThisThread();
        var run = new Run(rate, duration);
        run.untilAllIsBack();
        double seconds = Math.max(duration.toNanos(), run.last - run.start) / 1e9;
        return new Result(
                run.latencies,
                run.messages * bytes,
                run.messages / seconds,
                run.worstLag,
                ProcessorTime.ofThisThread() - used);
    }

    /** The schedule, and how far it is. */
    private final class Run {
        final Histogram latencies = new Histogram(1, LONGEST, DIGITS);
        final long messages;
        final double interval;
        final long limit;

        /** Of each connection, the message that is under way or comes next; all messages are counted through. */
        final long[] next = new long[connections.count()];

        final long start;
        long last;
        long worstLag;

        /** The first that is not due yet. */
        long passed;

        Run(double rate, Duration duration) {
            messages = Math.round(rate * duration.toNanos() / 1e9);
            interval = 1e9 / rate;
            limit = 10 * duration.toNanos() + patience;
            Arrays.setAll(next, connection -> connection);
            start = System.nanoTime();
            last = start;
        }

        long due(long message) {
            return start + (long) (message * interval);
        }

        void untilAllIsBack() throws IOException {
            long answered = 0;
            while (answered < messages) {
                sendWhatIsDue();
                int events = connections.poll(pause);
                for (int i = 0; i < events; i++) {
                    int connection = connections.answered(i);
                    if (connection != LoadConnections.NONE) {
                        answered++;
                        record(connection);
                        sendIfDue(connection);
                    }
                }
                checkPatience(answered);
            }
        }

        private void sendWhatIsDue() throws IOException {
            while (passed < messages && due(passed) - System.nanoTime() <= 0) {
                int connection = (int) (passed % next.length);
                long lateBy = System.nanoTime() - due(passed);
                passed++;
                // Else it is sent when the one before it is back.
                if (connections.isIdle(connection)) {
                    worstLag = Math.max(worstLag, lateBy);
                    connections.begin(connection);
                }
            }
        }

        private void record(int connection) {
            last = System.nanoTime();
            latencies.recordValue(last - due(next[connection]));
            next[connection] += next.length;
        }

        private void sendIfDue(int connection) throws IOException {
            if (next[connection] < passed) {
                connections.begin(connection);
            }
        }

        private void checkPatience(long answered) throws IOException {
            long now = System.nanoTime();
            boolean isSilent = answered < passed && now - Math.max(last, due(answered)) > patience;
            if (isSilent || now - start > limit) {
                throw new IOException((passed - answered) + " of " + passed
                        + " messages that were due did not come back in "
                        + (now - start) / 1_000_000 + " ms, at " + Math.round(1e9 / interval) + " messages a second");
            }
        }
    }

    /** Closes the connections. */
    @Override
    public void close() {
        connections.close();
    }
}
