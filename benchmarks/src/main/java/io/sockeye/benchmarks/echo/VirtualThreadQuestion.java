package io.sockeye.benchmarks.echo;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.load.ClosedLoop;
import io.sockeye.benchmarks.load.Cores;
import io.sockeye.benchmarks.report.KeyFigure;
import io.sockeye.benchmarks.report.Plot;
import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Question 9: what does blocking on virtual threads cost? */
public final class VirtualThreadQuestion implements Question {
    private static final String PART = "64 B";
    private static final int BYTES = 64;
    private static final String CONNECTIONS = "connections";
    private static final List<Integer> QUICK = List.of(1_000, 5_000);
    private static final List<Integer> FULL = List.of(1_000, 5_000, 10_000);

    private final List<Integer> quick;

    public VirtualThreadQuestion() {
        this(QUICK);
    }

    /** With other numbers of connections for a quick run. */
    VirtualThreadQuestion(List<Integer> quick) {
        this.quick = quick;
    }

    @Override
    public int number() {
        return 9;
    }

    @Override
    public String name() {
        return "virtual";
    }

    @Override
    public String title() {
        return "What does blocking on virtual threads cost?";
    }

    @Override
    public String method() {
        return "A server with a thread for each connection, which reads up to 16 KiB into an array of its own and writes that back."
                + " On each connection one message of 64 bytes is under way: the client sends the next when the last has come back,"
                + " and compares every byte. Server and client are processes of their own, pinned to a core each, so virtual threads"
                + " have one carrier. CPU is what the server's process used for a request, all threads together,"
                + " from before the first request to after the last answer. Two event loops stand beside as"
                + " the limit: netty-epoll and c-epoll. TCP over loopback, TCP_NODELAY on both ends.";
    }

    @Override
    public List<String> notMeasured() {
        return List.of(
                "A network: loopback has no card, no interrupts and no way to go.",
                "More carriers than one: the server has one core.",
                "What a handler does beside reading and writing, which is what threads are for.",
                "System calls of net-platform: perf would need some 18 descriptors for each thread.");
    }

    @Override
    public List<Variant> variants() {
        return EchoVariants.variants("virtual", "net-platform", "net-virtual", "netty-epoll", "c-epoll");
    }

    @Override
    public List<Plot> plots() {
        return List.of(
                new Plot("Server CPU for one echo of 64 B", Plot.Kind.LOG_LOG, PART, CONNECTIONS, RequestCost.CPU),
                new Plot("Time for one echo of 64 B", Plot.Kind.LOG_LOG, PART, CONNECTIONS, RequestCost.TIME));
    }

    @Override
    public List<KeyFigure> keyFigures() {
        return List.of(keyFigure(1_000), keyFigure(5_000), keyFigure(10_000));
    }

    private static KeyFigure keyFigure(int connections) {
        return new KeyFigure(PART, Map.of(CONNECTIONS, connections), RequestCost.CPU, "net-virtual", "c-epoll");
    }

    @Override
    public List<Sample> measure(Variant variant, RunPlan plan, int round) throws IOException, InterruptedException {
        var samples = new ArrayList<Sample>();
        var all = plan.quick() ? quick : FULL;
        EchoVariants.ask(variant, server -> {
            for (int connections : all) {
                boolean counts = round == 0
                        && connections == all.getFirst()
                        && !variant.name().equals("net-platform");
                var figures = Cores.onClient(() -> figures(server, connections, plan, counts));
                samples.add(
                        new Sample(number(), PART, variant.name(), round, Map.of(CONNECTIONS, connections), figures));
            }
        });
        return samples;
    }

    private static Map<String, Double> figures(ServerProcess server, int connections, RunPlan plan, boolean counts)
            throws IOException, InterruptedException {
        try (var load = ClosedLoop.connect(server.port(), connections, BYTES)) {
            load.run(plan.warmUp());
            var figures = RequestCost.of(server, load, plan.measured());
            if (counts) {
                figures.putAll(RequestSyscalls.of(server.pid(), () -> load.run(plan.measured()).requests()));
            }
            return figures;
        }
    }
}
