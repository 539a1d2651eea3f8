package io.sockeye.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.benchmarks.measure.NettyTransport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Every benchmark runs. Its figures mean nothing here. */
class JmhSmokeTest {
    @TempDir
    Path folder;

    @Test
    void everyBenchmarkRunsForOneShortIteration() throws Exception {
        var results = run("io\\.sockeye\\.benchmarks\\.\\w+\\.\\w+Benchmark\\.", Throwing.class.getName());

        assertThat(results).hasSizeGreaterThan(30);
    }

    @Test
    void aBenchmarkThatThrowsFailsTheRun() throws Exception {
        assertThatThrownBy(() -> run(Throwing.class.getName(), "none"))
                .isInstanceOf(RunnerException.class)
                .hasMessageContaining("Benchmark");
        assertThat(Files.readString(folder.resolve("jmh.log"))).contains("thrown by a benchmark");
    }

    private Collection<RunResult> run(String include, String exclude) throws RunnerException {
        var options = new OptionsBuilder()
                .include(include)
                .exclude(exclude)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(50))
                .shouldFailOnError(true)
                .output(folder.resolve("jmh.log").toString());
        for (var transport : NettyTransport.values()) {
            if (transport.missing().isPresent()) {
                options.exclude(".*_netty" + transport.name().replace("_", "") + "$");
            }
        }
        return new Runner(options.build()).run();
    }
}
