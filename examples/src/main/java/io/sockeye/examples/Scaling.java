package io.sockeye.examples;

import io.sockeye.EventFd;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/**
 * What an event costs as the number of idle descriptors grows. select and poll pass all of them in each call, epoll does not.
 *
 * <p>Run: {@code ./sockeye run scaling}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/Scaling.java}.
 */
final class Scaling extends Listed {
    private static final int[] SIZES = {10, 100, 1_000, 2_000, 5_000, 10_000, 15_000};
    private static final int ROUNDS = 5;
    private static final long ROUND_NANOS = 200_000_000;
    private static final int BETWEEN_LOOKS = 32;

    @Option(names = "--max", description = "up to so many idle descriptors: ${DEFAULT-VALUE}")
    int max = 15_000;

    @Option(names = "--events", description = "at most so many events for each figure: ${DEFAULT-VALUE}")
    int events = 50_000;

    Scaling() {
        super("scaling", "what an event costs among many idle descriptors: select, poll, epoll");
    }

    static void main(String[] arguments) {
        Main.run("scaling", arguments);
    }

    @Override
    public Integer call() throws IOException {
        if (max < 1 || events < ROUNDS) {
            throw new IllegalArgumentException("--max is 1 at least, --events " + ROUNDS);
        }
        var sizes = IntStream.concat(IntStream.of(SIZES).filter(size -> size < max), IntStream.of(max))
                .toArray();
        IO.println("CPU time of the waiting thread for one event: write to an eventfd, wait, find it, read it.");
        IO.println(
                "The idle descriptors are eventfds too. The best of " + ROUNDS + " rounds of up to " + events / ROUNDS
                        + " events or 0.2 s each; x is the ratio to the first line.");
        // So that all three are compiled when the first figure is taken.
        measure(sizes[0]);
        IO.println(String.format("%8s %18s %18s %18s", "idle", "select ns     x", "poll ns     x", "epoll ns     x"));
        double[] first = {};
        for (int size : sizes) {
            double[] nanos = measure(size);
            first = first.length == 0 ? nanos : first;
            var line = new StringBuilder(String.format("%8d", size));
            for (int i = 0; i < nanos.length; i++) {
                line.append(String.format(" %11.0f %6.2f", nanos[i], nanos[i] / first[i]));
            }
            IO.println(line);
        }
        return 0;
    }

    /** By select, by poll, by epoll. */
    private double[] measure(int idle) throws IOException {
        var watched = new ArrayList<EventFd>();
        try {
            for (int i = 0; i <= idle; i++) {
                watched.add(EventFd.create(0));
            }
            return new double[] {
                measure(new ScalingWait.BySelect(watched), watched),
                measure(new ScalingWait.ByPoll(watched), watched),
                measure(new ScalingWait.ByEpoll(watched), watched)
            };
        } finally {
            watched.forEach(EventFd::close);
        }
    }

    private double measure(ScalingWait wait, List<EventFd> watched) throws IOException {
        try (wait) {
            var active = watched.get(watched.size() / 2);
            double best = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                best = Math.min(best, nanosPerEvent(wait, active));
            }
            return best;
        }
    }

    private double nanosPerEvent(ScalingWait wait, EventFd active) throws IOException {
        var thread = ManagementFactory.getThreadMXBean();
        long start = thread.getCurrentThreadCpuTime();
        long spent;
        int done = 0;
        do {
            for (int i = 0; i < BETWEEN_LOOKS; i++) {
                active.write(1);
                var found = wait.await();
                if (found != active) {
                    throw new IOException(found + " was found, and not " + active);
                }
                active.read();
            }
            done += BETWEEN_LOOKS;
            spent = thread.getCurrentThreadCpuTime() - start;
        } while (done < events / ROUNDS && spent < ROUND_NANOS);
        return (double) spent / done;
    }
}
