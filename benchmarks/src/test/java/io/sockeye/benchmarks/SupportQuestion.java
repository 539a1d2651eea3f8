package io.sockeye.benchmarks;

import io.sockeye.benchmarks.Variant.Family;
import io.sockeye.benchmarks.report.KeyFigure;
import io.sockeye.benchmarks.report.Plot;
import io.sockeye.benchmarks.report.RunResults;
import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A question whose figures are made up, with all kinds of plots. {@code epoll} costs 0.8 of {@code nio}, {@code poll} twice as much
 * at 10,000, and {@code segment} is equal; {@code c} costs half.
 */
public class SupportQuestion implements Question {
    public static final RunResults.Run RUN = new RunResults.Run(
            false,
            3,
            List.of(2),
            "2026-11-24T10:00:00Z",
            new TreeMap<>(Map.of("processor", "Abacus <3>", "cores", "2", "kernel", "6.18", "JDK", "25")),
            Map.of(2, Map.of("python", "no python3: install it")));

    /** By name, in parts of nio's cost. */
    private final Map<Variant, Double> costs = new LinkedHashMap<>();

    public SupportQuestion() {
        add("poll", Family.SOCKEYE, 2);
        add("epoll", Family.SOCKEYE, 0.8);
        add("segment", Family.SOCKEYE, 1);
        add("nio", Family.NIO, 1);
        add("nio-consumer", Family.NIO, 0.97);
        add("net", Family.NET, 1.7);
        add("netty-epoll", Family.NETTY, 1.2);
        add("netty-io_uring", Family.NETTY, 1.1);
        add("jni", Family.JNI, 0.7);
        add("python", Family.PYTHON, 9);
        add("c", Family.C, 0.5);
        add("c-poll", Family.C, 1.9);
    }

    private void add(String name, Family family, double cost) {
        costs.put(new Variant(name, family, "made up <for a test>"), cost);
    }

    /** A whole run in a new folder. */
    public static RunResults results(Path folder) throws IOException {
        var question = new SupportQuestion();
        var results = RunResults.create(folder, RUN);
        for (int round = 0; round < RUN.rounds(); round++) {
            for (var variant : question.variants()) {
                if (question.missing(variant).isEmpty()) {
                    results.add(new RunResults.Turn(
                            2, variant.name(), round, 1.5, question.measure(variant, RUN.plan(), round)));
                }
            }
        }
        return results;
    }

    @Override
    public int number() {
        return 2;
    }

    @Override
    public String name() {
        return "wait";
    }

    @Override
    public String title() {
        return "What does waiting cost as N grows?";
    }

    @Override
    public String method() {
        return "Nothing is measured: all figures are made up & none is < 0.";
    }

    @Override
    public List<String> notMeasured() {
        return List.of("anything");
    }

    @Override
    public List<Variant> variants() {
        return List.copyOf(costs.keySet());
    }

    @Override
    public Optional<String> missing(Variant variant) {
        return variant.family() == Family.PYTHON ? Optional.of("no python3: install it") : Optional.empty();
    }

    @Override
    public List<Plot> plots() {
        return List.of(
                new Plot("One active", Plot.Kind.LOG_LOG, "one active", "n", "ns/event"),
                new Plot("A call", Plot.Kind.BARS, "call", "", "ns/op"),
                new Plot("Latency", Plot.Kind.PERCENTILES, "latency", "", "us"));
    }

    @Override
    public List<KeyFigure> keyFigures() {
        return List.of(
                new KeyFigure("one active", Map.of("n", 10_000), "ns/event", "nio", "c"),
                new KeyFigure("latency", Map.of("rate", 10_000), "p99", "nio", "c"),
                new KeyFigure("call", Map.of(), "ns/op", null, "c"),
                new KeyFigure("call", Map.of(), "ns/op", "nio-consumer", null));
    }

    @Override
    public List<Sample> measure(Variant variant, RunPlan plan, int round) {
        double cost = costs.getOrDefault(variant, 1.0) * (1 + 0.04 * round);
        var samples = new ArrayList<Sample>();
        for (int n : new int[] {10, 1_000, 10_000}) {
            double grows = variant.name().endsWith("poll") && !variant.name().endsWith("epoll") ? n / 10_000.0 : 1;
            samples.add(sample("one active", variant, round, Map.of("n", n), Map.of(
                    "ns/event", 2_000 * cost * grows, "cpu ns/event", 1_500 * cost * grows,
                    "syscalls/op recv", 1.0, "syscalls/op epoll_wait", 0.25)));
        }
        samples.add(sample("call", variant, round, Map.of(), Map.of("ns/op", 250 * cost, "B/op", 0.0)));
        for (int rate : new int[] {2_000, 10_000}) {
            samples.add(sample("latency", variant, round, Map.of("rate", rate), Map.of(
                    "p50", 20 * cost, "p90", 30 * cost, "p99", 50 * cost, "p99.9", 150 * cost, "p99.99", 900 * cost,
                    "max", 1_500 * cost)));
        }
        return samples;
    }

    private static Sample sample(
            String part, Variant variant, int round, Map<String, Integer> at, Map<String, Double> figures) {
        var all = new LinkedHashMap<>(figures);
        all.put(Sample.MOVED, 64.0);
        return new Sample(2, part, variant.name(), round, at, all);
    }
}
