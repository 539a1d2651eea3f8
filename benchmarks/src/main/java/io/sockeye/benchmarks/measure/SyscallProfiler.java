package io.sockeye.benchmarks.measure;

import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;

/**
 * The number of system calls of an operation. JMH's own {@code perfnorm} cuts its window out of slices of 100 ms; this one counts from
 * before an iteration's first operation until after its last one.
 */
public final class SyscallProfiler implements InternalProfiler {
    private final List<String> calls;
    private @Nullable SyscallCounting counting;

    /**
     * For JMH.
     *
     * @param calls their names, with commas between
     */
    public SyscallProfiler(String calls) {
        this.calls = List.of(calls.split(",", -1));
    }

    @Override
    public String getDescription() {
        return "system calls of an operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        if (iteration.getType() == IterationType.WARMUP) {
            return;
        }
        try {
            counting = SyscallCounting.begin(ProcessHandle.current().pid(), calls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        var begun = counting;
        if (begun == null) {
            return List.of();
        }
        try (begun) {
            // Those of the warm-up within the iteration too.
            long operations = result.getMetadata().getAllOps();
            var results = new ArrayList<ScalarResult>();
            begun.end().forEach((call, count) -> results.add(
                    new ScalarResult(Sample.SYSCALLS + call, count / operations, "#/op", AggregationPolicy.AVG)));
            return results;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while system calls were counted", e);
        }
    }
}
