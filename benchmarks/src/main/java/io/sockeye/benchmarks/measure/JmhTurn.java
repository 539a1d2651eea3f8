package io.sockeye.benchmarks.measure;

import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** One turn of a variant by JMH: each benchmark method in a forked JVM, warmed up first. */
final class JmhTurn {
    private static final int WARM_UPS = 2;
    private static final int MEASUREMENTS = 3;

    private static final Duration COUNTED = Duration.ofMillis(100);

    /** What is less often than that is JMH's own work, or the JVM's. */
    static final double SELDOM = 0.01;

    private final Class<?> benchmarks;
    private final RunPlan plan;

    JmhTurn(Class<?> benchmarks, RunPlan plan) {
        this.benchmarks = benchmarks;
        this.plan = plan;
    }

    /**
     * By method, {@code ns/op} and {@code B/op}.
     *
     * @param json where JMH's own result goes
     */
    Map<String, Map<String, Double>> measure(Collection<String> methods, Path json)
            throws IOException, InterruptedException {
        var figures = new TreeMap<String, Map<String, Double>>();
        for (var result : run(methods, options().addProfiler(GCProfiler.class), json)) {
            figures.put(method(result), Map.of(
                    "ns/op", result.getPrimaryResult().getScore(),
                    "B/op", secondary(result, "gc.alloc.rate.norm").getScore()));
        }
        return figures;
    }

    /** How often it makes each call; in a run of its own, since counting takes time. */
    Map<String, Double> count(String method, Collection<String> calls, Path json)
            throws IOException, InterruptedException {
        var options = options()
                // The benchmark's set-up is a part of the first iteration.
                .warmupIterations(1)
                .warmupTime(time(COUNTED))
                .measurementIterations(1)
                .measurementTime(time(COUNTED))
                .addProfiler(SyscallProfiler.class, String.join(",", calls));
        var counted = new TreeMap<String, Double>();
        for (var result : run(List.of(method), options, json)) {
            for (var call : calls) {
                double count = secondary(result, Sample.SYSCALLS + call).getScore();
                if (count >= SELDOM) {
                    counted.put(Sample.SYSCALLS + call, count);
                }
            }
        }
        return counted;
    }

    private ChainedOptionsBuilder options() {
        var arguments = new ArrayList<>(ChildJvm.OPTIONS);
        arguments.add("-Dsockeye.root=" + Sources.root());
        // A loop around one call is compiled soon, and there are many of them.
        var warmUp = plan.warmUp().compareTo(plan.measured()) < 0 ? plan.warmUp() : plan.measured();
        return new OptionsBuilder()
                .forks(1)
                .jvmArgs(arguments.toArray(String[]::new))
                .warmupIterations(WARM_UPS)
                .warmupTime(time(warmUp.dividedBy(WARM_UPS)))
                .measurementIterations(MEASUREMENTS)
                .measurementTime(time(plan.measured().dividedBy(MEASUREMENTS)))
                .shouldFailOnError(true);
    }

    private static TimeValue time(Duration duration) {
        return TimeValue.nanoseconds(duration.toNanos());
    }

    private Collection<RunResult> run(Collection<String> methods, ChainedOptionsBuilder options, Path json)
            throws IOException, InterruptedException {
        var log = Files.createTempFile("sockeye-jmh", ".log");
        try {
            options.include(benchmarks.getName().replace(".", "\\.") + "\\.(" + String.join("|", methods) + ")$")
                    .resultFormat(ResultFormatType.JSON)
                    .result(json.toString())
                    .output(log.toString());
            var results = new Runner(options.build()).run();
            withoutPaths(json);
            return results;
        } catch (RunnerException e) {
            throw new IOException("JMH failed on " + methods + ": " + e.getMessage() + "\n" + Files.readString(log), e);
        } finally {
            Files.delete(log);
        }
    }

    /** JMH writes down where the JVM and this project lie, which says nothing about a figure. */
    private static void withoutPaths(Path json) throws IOException {
        Files.writeString(
                json,
                Files.readString(json)
                        .replace(System.getProperty("java.home") + "/bin/", "")
                        .replace(Sources.root().toString(), "."));
    }

    private static String method(RunResult result) {
        var name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Result<?> secondary(RunResult result, String name) throws IOException {
        var found = result.getSecondaryResults().get(name);
        if (found == null) {
            throw new IOException("JMH gives no " + name + " but " + result.getSecondaryResults().keySet());
        }
        return found;
    }
}
