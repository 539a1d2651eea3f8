package io.sockeye.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;

/** A benchmark that fails. */
public class Throwing {
    /** Always. */
    @Benchmark
    public void fails() {
        throw new IllegalStateException("thrown by a benchmark");
    }
}
