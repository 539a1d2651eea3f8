package io.sockeye.lab;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.PollConstants.POLLIN;

import io.sockeye.Epoll;
import io.sockeye.EventFd;
import io.sockeye.Poll;
import io.sockeye.Select;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;

/** What one wait costs among n descriptors of which some are ready: first what can be counted, then what was measured. */
final class Cost {
    static final int MOST = 15_000;

    private static final int ROUNDS = 5;
    private static final int WARM_UPS = 3;
    private static final long ROUND_NANOS = 20_000_000;
    private static final int POLLFD_BYTES = 8;
    private static final int REVENTS_BYTES = 2;
    private static final int EVENT_BYTES = 12;

    /** Two at once would measure each other. */
    private static final Semaphore ONE = new Semaphore(1);

    /**
     * One mechanism at one size.
     *
     * @param n how many are watched
     * @param active how many of them are ready
     * @param bytes how many bytes cross the border in one wait, both ways: computed
     * @param scanned how many entries the program reads to find the ready ones: computed
     * @param nanos of the processor for one wait and finding them, the median of {@value #ROUNDS} rounds: measured
     */
    record Figure(String mechanism, int n, int active, long bytes, long scanned, double nanos) {}

    /**
     * @param figures each mechanism at each size up to n
     * @param crossover the largest size at which poll took no longer than epoll, 0 if there was none
     */
    record Result(List<Figure> figures, int crossover) {}

    private Cost() {}

    /** At 1, 10, 100, … up to n. */
    static Result measure(int n, int active) throws IOException {
        if (n < 1 || n > MOST) {
            throw new Refusal("n is 1 to " + MOST + ", and not " + n);
        }
        if (active < 1 || active > n) {
            throw new Refusal("1 to n descriptors may be ready, and not " + active);
        }
        if (!ONE.tryAcquire()) {
            throw new Refusal("somebody else is measuring: two at once would measure each other; try again");
        }
        try {
            return measureAll(n, active);
        } finally {
            ONE.release();
        }
    }

    private static Result measureAll(int n, int active) throws IOException {
        // So that the first size is not measured while its code is still being compiled.
        for (int i = 0; i < WARM_UPS; i++) {
            new Watched(1, 1).measure();
        }
        var figures = new ArrayList<Figure>();
        int crossover = 0;
        for (int size : sizes(n)) {
            var three = new Watched(size, Math.min(active, size)).measure();
            figures.addAll(three);
            if (three.get(1).nanos() <= three.get(2).nanos()) {
                crossover = size;
            }
        }
        return new Result(figures, crossover);
    }

    private static List<Integer> sizes(int n) {
        var sizes = new ArrayList<Integer>();
        for (int size : new int[] {1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000}) {
            if (size < n) {
                sizes.add(size);
            }
        }
        sizes.add(n);
        return sizes;
    }

    /** Some eventfds, of which some are ready and stay so. */
    private static final class Watched {
        private final int n;
        private final int active;

        Watched(int n, int active) {
            this.n = n;
            this.active = active;
        }

        List<Figure> measure() throws IOException {
            var eventfds = new ArrayList<EventFd>();
            try {
                for (int i = 0; i < n; i++) {
                    // The ready ones lie spread among the others.
                    boolean ready = (long) i * active / n != (long) (i + 1) * active / n;
                    eventfds.add(EventFd.create(ready ? 1 : 0));
                }
                return List.of(bySelect(eventfds), byPoll(eventfds), byEpoll(eventfds));
            } finally {
                eventfds.forEach(EventFd::close);
            }
        }

        private Figure bySelect(List<EventFd> eventfds) throws IOException {
            try (var select = new Select<EventFd>()) {
                int nfds = 0;
                for (var eventfd : eventfds) {
                    select.readfds().set(eventfd);
                    nfds = Math.max(nfds, eventfd.fileno() + 1);
                }
                double nanos = median(() -> {
                    select.select(Duration.ZERO);
                    int found = 0;
                    for (int fd = select.readable().next(0); fd >= 0; fd = select.readable().next(fd + 1)) {
                        found++;
                    }
                    return found;
                });
                long set = Math.ceilDiv(nfds, Long.SIZE) * (long) Long.BYTES;
                return new Figure("select", n, active, 2 * set, nfds, nanos);
            }
        }

        private Figure byPoll(List<EventFd> eventfds) throws IOException {
            try (var poll = new Poll<EventFd>()) {
                for (var eventfd : eventfds) {
                    poll.register(eventfd, POLLIN);
                }
                double nanos = median(() -> {
                    poll.ready(Duration.ZERO);
                    int found = 0;
                    for (int i = 0; i < n; i++) {
                        found += poll.revents(i) != 0 ? 1 : 0;
                    }
                    return found;
                });
                return new Figure("poll", n, active, (long) n * (POLLFD_BYTES + REVENTS_BYTES), n, nanos);
            }
        }

        private Figure byEpoll(List<EventFd> eventfds) throws IOException {
            try (var epoll = Epoll.create()) {
                for (var eventfd : eventfds) {
                    epoll.register(eventfd, EPOLLIN);
                }
                var events = epoll.events(Math.max(1, active));
                double nanos = median(() -> epoll.poll(events, Duration.ZERO));
                return new Figure("epoll", n, active, (long) active * EVENT_BYTES, active, nanos);
            }
        }

        private double median(Look look) throws IOException {
            double[] rounds = new double[ROUNDS];
            for (int round = -1; round < ROUNDS; round++) {
                long start = System.nanoTime();
                long looks = 0;
                long spent;
                do {
                    int found = look.once();
                    if (found != active) {
                        throw new IOException(found + " were found ready, and not " + active);
                    }
                    looks++;
                    spent = System.nanoTime() - start;
                } while (spent < ROUND_NANOS);
                if (round >= 0) {
                    rounds[round] = (double) spent / looks;
                }
            }
            Arrays.sort(rounds);
            return rounds[ROUNDS / 2];
        }

        private interface Look {
            int once() throws IOException;
        }
    }
}
