package io.sockeye;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.trace.Trace;
import io.sockeye.support.QueuedErrors;
import io.sockeye.support.ReceiveCall;
import io.sockeye.support.SendCall;
import io.sockeye.support.Signals;
import io.sockeye.support.ThreadKind;
import io.sockeye.support.ThreadedCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a call costs while it waits for one second and errors are queued: at most 20 ms of a processor. It prints a table. */
@Isolated("it measures what the process uses")
class WaitingCostTest {
    private static final Duration SPAN = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofMillis(20);

    /** Long enough for all rounds of one case. */
    private static final Duration TIMEOUT = Duration.ofSeconds(50);

    private static final int ROUNDS = 3;

    /** One call on one socket. */
    private record Case(String name, Socket socket, ReceiveCall.Call call) {}

    static Stream<Arguments> receiving() {
        return cases(Arrays.stream(QueuedErrors.values()));
    }

    static Stream<Arguments> sending() {
        return cases(Arrays.stream(QueuedErrors.values()).filter(cause -> cause.stream));
    }

    private static Stream<Arguments> cases(Stream<QueuedErrors> causes) {
        return causes.flatMap(cause -> Arrays.stream(ThreadKind.values())
                .flatMap(kind -> Stream.of(Arguments.of(cause, kind, true), Arguments.of(cause, kind, false)))
                // Without a timeout the kernel's own recv returns 0 after SHUT_RD, and need not wait.
                .filter(each -> cause != QueuedErrors.HALF_CLOSED_DATAGRAMS || (boolean) each.get()[2]));
    }

    @ParameterizedTest
    @MethodSource("receiving")
    @Timeout(120)
    void receiving(QueuedErrors cause, ThreadKind kind, boolean timeout) throws Exception {
        var opened = new ArrayList<SocketPair>();
        try {
            var cases = new ArrayList<Case>();
            for (var call : ReceiveCall.of(cause.stream)) {
                opened.add(cause.open());
                cases.add(new Case(call.name(), opened.getLast().first(), call::on));
            }
            assertCheap(cause, kind, timeout, cases);
        } finally {
            opened.forEach(SocketPair::close);
        }
    }

    /** All wait for the same socket, since to fill one takes its time. */
    @ParameterizedTest
    @MethodSource("sending")
    @Timeout(120)
    void sending(QueuedErrors cause, ThreadKind kind, boolean timeout) throws Exception {
        try (var full = cause.openFull()) {
            var cases = Arrays.stream(SendCall.values())
                    .map(call -> new Case(call.name(), full.first(), call::on))
                    .toList();
            assertCheap(cause, kind, timeout, cases);
        }
    }

    private static void assertCheap(QueuedErrors cause, ThreadKind kind, boolean timeout, List<Case> cases)
            throws Exception {
        for (var each : cases) {
            each.socket.settimeout(timeout ? TIMEOUT : null);
        }
        var costs = new TreeMap<String, Cost>();
        try (var waiting = Waiters.start(kind, cases)) {
            for (int round = 0; round < ROUNDS && (round == 0 || isDear(costs)); round++) {
                waiting.measure().forEach((name, cost) -> costs.merge(name, cost, Cost::least));
            }
        }
        costs.forEach((name, cost) -> System.out.printf(
                "%-22s %-26s %-8s %-10s %8.3f ms %7d calls%n",
                name, cause, kind, timeout ? "timeout" : "no timeout", cost.nanos / 1e6, cost.calls));
        assertThat(costs).as("%s, %s, timeout %s", cause, kind, timeout)
                .allSatisfy((name, cost) -> assertThat(cost.nanos).isLessThanOrEqualTo(MOST.toNanos()));
    }

    private static boolean isDear(Map<String, Cost> costs) {
        return costs.values().stream().anyMatch(cost -> cost.nanos > MOST.toNanos());
    }

    /** Time on a processor, and how many calls of the kernel were made. */
    private record Cost(long nanos, long calls) {
        static Cost least(Cost one, Cost other) {
            return one.nanos <= other.nanos ? one : other;
        }
    }

    /**
     * Threads that wait. A platform thread's time is its own. Virtual threads have none, so each is charged with what all threads
     * of the process have used that serve them, and all together must stay below what one may use.
     */
    private record Waiters(ThreadKind kind, Map<String, Thread> threads, Map<String, Integer> tids,
            CountDownLatch ended, List<Socket> sockets) implements AutoCloseable {

        static Waiters start(ThreadKind kind, List<Case> cases) throws Exception {
            var started = new CountDownLatch(cases.size());
            var ended = new CountDownLatch(1);
            var threads = new TreeMap<String, Thread>();
            var tids = new ConcurrentHashMap<String, Integer>();
            var calls = new ArrayList<ThreadedCall<Boolean>>();
            for (var each : cases) {
                Callable<Boolean> body = () -> {
                    tids.put(each.name, Signals.gettid());
                    started.countDown();
                    try {
                        return each.call.on(each.socket) >= 0;
                    } finally {
                        ended.countDown();
                    }
                };
                var call = kind.start(body);
                threads.put(each.name, call.thread());
                calls.add(call);
            }
            started.await();
            for (var call : calls) {
                call.awaitBlocked();
            }
            return new Waiters(kind, threads, tids, ended, cases.stream().map(Case::socket).toList());
        }

        Map<String, Cost> measure() throws Exception {
            var counts = new ConcurrentHashMap<Thread, LongAdder>();
            var before = nanos();
            try (var _ = Trace.to(call -> count(counts, call.thread()))) {
                assertThat(ended.await(SPAN.toNanos(), TimeUnit.NANOSECONDS)).as("a call has ended").isFalse();
            }
            var after = nanos();
            var costs = new TreeMap<String, Cost>();
            threads.forEach((name, thread) -> costs.put(name, new Cost(
                    after.getOrDefault(name, 0L) - before.getOrDefault(name, 0L),
                    counts.getOrDefault(thread, new LongAdder()).sum())));
            return costs;
        }

        private static void count(Map<Thread, LongAdder> counts, @Nullable Thread thread) {
            if (thread != null) {
                counts.computeIfAbsent(thread, _ -> new LongAdder()).increment();
            }
        }

        private Map<String, Long> nanos() throws IOException {
            var nanos = new TreeMap<String, Long>();
            long process = kind == ThreadKind.VIRTUAL ? ofTheProcess() : 0;
            for (var name : threads.keySet()) {
                nanos.put(name, kind == ThreadKind.VIRTUAL ? process : ofThread(task(tids.get(name))));
            }
            return nanos;
        }

        private static Path task(@Nullable Integer tid) {
            return Path.of("/proc/self/task/" + tid);
        }

        /** Without the JVM's compilers and collectors, which run when they like, and without the thread that reads this. */
        private static long ofTheProcess() throws IOException {
            var self = task(Signals.gettid());
            try (var tasks = Files.list(Path.of("/proc/self/task"))) {
                return tasks.filter(task -> !task.equals(self) && !isOfTheJvm(task))
                        .mapToLong(Waiters::ofThread)
                        .sum();
            }
        }

        private static boolean isOfTheJvm(Path task) {
            try {
                return Files.readString(task.resolve("comm")).matches("(?s)(C[12] Comp|G1 |GC |VM ).*");
            } catch (IOException ended) {
                return true;
            }
        }

        /** Its time on a processor, in nanoseconds; proc_pid_schedstat, kernel, sched-stats.rst. */
        private static long ofThread(Path task) {
            try {
                return Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ", 2)[0]);
            } catch (IOException ended) {
                return 0;
            }
        }

        @Override
        public void close() {
            sockets.forEach(Socket::close);
        }
    }
}
