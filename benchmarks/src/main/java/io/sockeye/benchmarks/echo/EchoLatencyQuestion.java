package io.sockeye.benchmarks.echo;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.load.ClosedLoop;
import io.sockeye.benchmarks.load.Cores;
import io.sockeye.benchmarks.load.OpenLoop;
import io.sockeye.benchmarks.report.KeyFigure;
import io.sockeye.benchmarks.report.Plot;
import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Question 5: how long does an echo take at a fixed rate? */
public final class EchoLatencyQuestion implements Question {
    private static final int CONNECTIONS = 64;
    private static final int BYTES = 64;
    private static final int USUAL = 10_000;
    private static final List<Integer> RATES = List.of(USUAL, 20_000);
    private static final int IDLE = 1000;
    private static final String IDLE_PART = "idle";
    private static final String IDLE_CPU = "idle cpu %";

    /** Where the curve is drawn, which the histogram knows all of. */
    private static final List<String> PERCENTILES =
            List.of("50", "75", "90", "95", "99", "99.5", "99.9", "99.95", "99.99");

    @Override
    public int number() {
        return 5;
    }

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String title() {
        return "How long does an echo take at a fixed rate?";
    }

    @Override
    public String method() {
        return "Messages of 64 bytes are due at a fixed rate, in turn on each of 64 connections, whether or not the server keeps up."
                + " The time of each counts from when it was due until all of it is back: one that has to wait because the one"
                + " before it is late is late too, and none is left out. Times are in microseconds. The server is a process of its"
                + " own on a core of its own. The client has the other, where it never sleeps; \"worst lag us\" says how late"
                + " it was itself at worst, and \"achieved/s\" whether the server kept up. Idle: the server's share of a core"
                + " while 1,000 connections are open and nothing is sent.";
    }

    @Override
    public List<String> notMeasured() {
        return List.of(
                "A network: loopback has no card, no interrupts and no round-trip time.",
                "The time in which the client wakes up: it never sleeps.",
                "A tail that a run has too few messages for: at 10,000 a second for one second, p99.9 is made of ten messages and"
                        + " p99.99 of one.",
                "Averages: they hide what percentiles show.",
                "Long collections: the servers make little garbage, and a run is short.");
    }

    @Override
    public List<Variant> variants() {
        return EchoVariants.variants();
    }

    @Override
    public List<Plot> plots() {
        var plots = new ArrayList<Plot>();
        for (int rate : RATES) {
            plots.add(new Plot("Latency at " + part(rate), Plot.Kind.PERCENTILES, part(rate), "", "us"));
        }
        plots.add(new Plot("CPU of a server with 1,000 idle connections", Plot.Kind.BARS, IDLE_PART, "", IDLE_CPU));
        return plots;
    }

    @Override
    public List<KeyFigure> keyFigures() {
        return List.of(keyFigure("p99"), keyFigure("p50"));
    }

    private static KeyFigure keyFigure(String figure) {
        return new KeyFigure(part(USUAL), Map.of(), figure, "nio", "c-epoll");
    }

    private static String part(int rate) {
        return String.format(Locale.ROOT, "%,d/s", rate);
    }

    @Override
    public List<Sample> measure(Variant variant, RunPlan plan, int round) throws IOException, InterruptedException {
        var samples = new ArrayList<Sample>();
        EchoVariants.ask(variant, server -> {
            warmUp(server, plan);
            for (int rate : plan.quick() ? List.of(USUAL) : RATES) {
                var figures = figures(server, rate, plan, round == 0 && rate == USUAL);
                samples.add(new Sample(number(), part(rate), variant.name(), round, Map.of(), figures));
            }
            samples.add(new Sample(number(), IDLE_PART, variant.name(), round, Map.of(), idle(server, plan)));
        });
        return samples;
    }

    private static Map<String, Double> figures(ServerProcess server, int rate, RunPlan plan, boolean counts)
            throws IOException, InterruptedException {
        return Cores.onClient(() -> {
            try (var load = OpenLoop.connect(server.port(), CONNECTIONS, BYTES)) {
                load.run(rate, plan.measured());
                var figures = figures(load.run(rate, plan.measured()));
                if (counts) {
                    figures.putAll(RequestSyscalls.of(server.pid(), () -> load.run(rate, plan.measured())
                            .latencies()
                            .getTotalCount()));
                }
                return figures;
            }
        });
    }

    /** As many as it can do: at a low rate a server would not be compiled within the time. */
    private static void warmUp(ServerProcess server, RunPlan plan) throws IOException, InterruptedException {
        Cores.onClient(() -> {
            try (var load = ClosedLoop.connect(server.port(), CONNECTIONS, BYTES)) {
                return load.run(plan.warmUp());
            }
        });
    }

    private static Map<String, Double> figures(OpenLoop.Result result) {
        var latencies = result.latencies();
        var figures = new HashMap<String, Double>();
        for (var percentile : PERCENTILES) {
            figures.put("p" + percentile, latencies.getValueAtPercentile(Double.parseDouble(percentile)) / 1e3);
        }
        figures.put("max", latencies.getMaxValue() / 1e3);
        figures.put("achieved/s", result.achieved());
        figures.put("worst lag us", result.worstLag() / 1e3);
        figures.put(Sample.MOVED, (double) result.bytes() / latencies.getTotalCount());
        return figures;
    }

    private static Map<String, Double> idle(ServerProcess server, RunPlan plan)
            throws IOException, InterruptedException {
        return Cores.onClient(() -> {
            try (var load = ClosedLoop.connect(server.port(), IDLE, BYTES)) {
                // Each has been served once, so none is still to be accepted.
                load.run(Duration.ZERO);
                Thread.sleep(RequestCost.SETTLED);
                long used = server.processorNanos();
                long start = System.nanoTime();
                Thread.sleep(plan.measured().dividedBy(2));
                double seconds = (System.nanoTime() - start) / 1e9;
                used = server.processorNanos() - used;
                return Map.of(IDLE_CPU, used / seconds / 1e7, Sample.MOVED, 0.0);
            }
        });
    }
}
