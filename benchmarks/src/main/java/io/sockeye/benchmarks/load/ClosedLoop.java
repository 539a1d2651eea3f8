package io.sockeye.benchmarks.load;

import io.sockeye.benchmarks.measure.ProcessorTime;
import java.io.IOException;
import java.time.Duration;

/**
 * Loads an echo server as fast as it answers: on each connection the next message is sent when the last one has come back. One
 * thread, one epoll(7) instance, level-triggered; every byte that comes back is compared with what was sent.
 *
 * <p>For one thread at a time; {@link Cores#onClient} gives it a core of its own.
 */
public final class ClosedLoop implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LoadConnections connections;
    private final int bytes;
    private final Duration patience;

    /**
     * What a run came to.
     *
     * @param requests messages that came back, all that were sent
     * @param bytes of these messages, there; as many came back
     * @param seconds from the first message sent to the last one back
     * @param processorNanos CPU time of this thread during the run
     */
    public record Result(long requests, long bytes, double seconds, long processorNanos) {}

    private ClosedLoop(LoadConnections connections, int bytes, Duration patience) {
        this.connections = connections;
        this.bytes = bytes;
        this.patience = patience;
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
    public static ClosedLoop connect(int port, int connections, int bytes) throws IOException {
        return connect(port, connections, bytes, PATIENCE);
    }

    /** With a server that may be silent for so long. */
    static ClosedLoop connect(int port, int connections, int bytes, Duration patience) throws IOException {
        return new ClosedLoop(LoadConnections.open(port, connections, bytes), bytes, patience);
    }

    /**
     * Runs for a while, and then waits for what is under way, so that requests and bytes are exact.
     *
     * @param duration after which no new message is sent
     * @return what it came to
     * @throws IOException if something else comes back than what was sent, or nothing for 10 seconds
     */
    public Result run(Duration duration) throws IOException {
        long used = ProcessorTime.ofThisThread();
        long start = System.nanoTime();
        for (int i = 0; i < connections.count(); i++) {
            connections.begin(i);
        }
        long requests = untilAllIsBack(start + duration.toNanos());
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(requests, requests * bytes, seconds, ProcessorTime.ofThisThread() - used);
    }

    private long untilAllIsBack(long end) throws IOException {
        long requests = 0;
        int underWay = connections.count();
        while (underWay > 0) {
            int events = connections.poll(patience);
            if (events == 0) {
                throw new IOException(underWay + " of " + connections.count() + " messages did not come back within "
                        + patience.toMillis() + " ms");
            }
            boolean goesOn = System.nanoTime() - end < 0;
            for (int i = 0; i < events; i++) {
                int answered = connections.answered(i);
                if (answered != LoadConnections.NONE) {
                    requests++;
                    if (goesOn) {
                        connections.begin(answered);
                    } else {
                        underWay--;
                    }
                }
            }
        }
        return requests;
    }

    /** Closes the connections. */
    @Override
    public void close() {
        connections.close();
    }
}
