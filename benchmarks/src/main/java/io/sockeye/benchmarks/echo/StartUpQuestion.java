package io.sockeye.benchmarks.echo;

import io.sockeye.ConnectionRefusedException;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.Variant.Family;
import io.sockeye.benchmarks.report.KeyFigure;
import io.sockeye.benchmarks.report.Plot;
import io.sockeye.benchmarks.report.Ratios.Spread;
import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Question 8: how long until the first echo, and how much memory does an idle connection take? */
public final class StartUpQuestion implements Question {
    private static final String START = "first echo";
    private static final String IDLE = "idle connection";
    private static final String CONNECTIONS = "connections";
    private static final String WALL = "ms";
    private static final String CPU = "cpu ms";
    private static final String HEAP = "heap bytes/connection";
    private static final String NATIVE = "native bytes/connection";
    private static final String BOTH = "bytes/connection";

    private static final int QUICK = 1_000;
    private static final int FULL = 5_000;

    /** Before memory is looked at, so that most of what is made once has been made. */
    private static final int WARM_UP = 200;

    /** Memory hardly differs between rounds: so many are enough. */
    private static final int MEMORY_ROUNDS = 5;

    private static final int STARTS = 3;
    private static final long RETRY_NANOS = 100_000;
    private static final long STARTS_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final int quick;

    public StartUpQuestion() {
        this(QUICK);
    }

    /** With another number of connections for a quick run. */
    StartUpQuestion(int quick) {
        this.quick = quick;
    }

    @Override
    public int number() {
        return 8;
    }

    @Override
    public String name() {
        return "start-up";
    }

    @Override
    public String title() {
        return "How long until the first echo, and what does an idle connection keep?";
    }

    @Override
    public String method() {
        return "First echo: the clock starts before the process does, and ends when 64 bytes have come back. The port is chosen"
                + " before, and a client tries to connect every 0.1 ms. CPU is what the process has used until then, on all threads."
                + " The JVM has its own class data archive and no other; nothing is pinned. Idle connection: what the process has"
                + " more, for each connection, after so many have been opened and have echoed 64 bytes once. Heap is what is alive"
                + " after a full collection. Native is the growth of resident memory; the Java heap was touched as a whole at the"
                + " start (-XX:+AlwaysPreTouch), and is not in it. The JVM interprets (-Xint: what compilers allocate would"
                + " be counted). Servers with a thread for each connection have a buffer of 16 KiB"
                + " for each, the others one of 64 KiB for all.";
    }

    @Override
    public List<String> notMeasured() {
        return List.of(
                "The kernel's memory of a connection: its socket, its buffers, its place in epoll. It is alike for all that wait"
                        + " alike, and no process is charged for it here.",
                "Start-up with a class data archive of one's own or with an AOT cache.",
                "Memory of connections that have much under way.");
    }

    @Override
    public List<Variant> variants() {
        return EchoVariants.variants();
    }

    @Override
    public List<Plot> plots() {
        return List.of(
                new Plot("Process start to first echo", Plot.Kind.BARS, START, "", WALL),
                new Plot("CPU until the first echo", Plot.Kind.BARS, START, "", CPU),
                new Plot("Java heap for an idle connection", Plot.Kind.BARS, IDLE, "", HEAP),
                new Plot("Native memory for an idle connection", Plot.Kind.BARS, IDLE, "", NATIVE));
    }

    @Override
    public List<KeyFigure> keyFigures() {
        return List.of(
                new KeyFigure(START, Map.of(), WALL, "nio", "c-epoll"),
                new KeyFigure(START, Map.of(), CPU, "nio", "c-epoll"),
                // C's loop keeps nothing for a client that is not behind: there is nothing to divide by.
                new KeyFigure(IDLE, Map.of(CONNECTIONS, FULL), BOTH, "nio", null),
                new KeyFigure(IDLE, Map.of(CONNECTIONS, QUICK), BOTH, "nio", null));
    }

    @Override
    public List<Sample> measure(Variant variant, RunPlan plan, int round) throws IOException, InterruptedException {
        var samples = new ArrayList<Sample>();
        samples.add(new Sample(
                number(), START, variant.name(), round, Map.of(), started(variant, plan.quick() ? 1 : STARTS)));
        if (round < (plan.quick() ? 1 : MEMORY_ROUNDS)) {
            int connections = plan.quick() ? quick : FULL;
            samples.add(new Sample(
                    number(), IDLE, variant.name(), round, Map.of(CONNECTIONS, connections),
                    idle(variant, connections)));
        }
        return samples;
    }

    /** The median of some starts. */
    private static Map<String, Double> started(Variant variant, int times) throws IOException, InterruptedException {
        var wall = new ArrayList<Double>();
        var cpu = new ArrayList<Double>();
        long moved = 0;
        for (int i = 0; i < times; i++) {
            int port = freePort();
            var command = EchoVariants.command(variant, port, List.of());
            long start = System.nanoTime();
            try (var server = ServerProcess.started(command, port);
                    var client = connect(server, start + STARTS_WITHIN_NANOS)) {
                moved += IdleConnections.echo(client);
                wall.add((System.nanoTime() - start) / 1e6);
                cpu.add(server.processorNanos() / 1e6);
            }
        }
        return Map.of(WALL, median(wall), CPU, median(cpu), Sample.MOVED, (double) moved / times);
    }

    private static double median(List<Double> figures) {
        return Objects.requireNonNull(Spread.of(figures)).median();
    }

    /** A port that is free now. */
    private static int freePort() throws IOException {
        try (var probe = Socket.tcp().bind(Sockaddr.of("127.0.0.1", 0))) {
            return ((SockaddrIn) probe.getsockname()).port();
        }
    }

    private static Socket connect(ServerProcess server, long deadline) throws IOException {
        while (true) {
            try {
                return IdleConnections.connect(server.port());
            } catch (ConnectionRefusedException notYet) {
                if (!server.isAlive() || System.nanoTime() - deadline > 0) {
                    throw server.failure(notYet);
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private static Map<String, Double> idle(Variant variant, int connections) throws IOException, InterruptedException {
        boolean isJava = variant.family() != Family.C && variant.family() != Family.PYTHON;
        try (var server = EchoVariants.start(variant, Optional.empty(), ServerMemory.HEAP)) {
            IdleConnections.open(server.port(), Math.min(WARM_UP, connections)).end();
            var before = ServerMemory.of(server, isJava);
            try (var open = IdleConnections.open(server.port(), connections)) {
                var after = ServerMemory.of(server, isJava);
                double resident = (double) (after.resident() - before.resident()) / connections;
                double heap = (double) (after.heap() - before.heap()) / connections;
                var figures = new HashMap<>(Map.of(
                        NATIVE, resident, BOTH, resident + heap, Sample.MOVED, (double) open.bytes() / connections));
                if (isJava) {
                    figures.put(HEAP, heap);
                }
                return figures;
            } catch (IOException e) {
                throw server.failure(e);
            }
        }
    }
}
