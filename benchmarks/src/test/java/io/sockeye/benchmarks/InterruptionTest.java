package io.sockeye.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.benchmarks.measure.ChildJvm;
import io.sockeye.benchmarks.measure.Sources;
import io.sockeye.benchmarks.report.RunResults;
import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {
    /** A run that never comes to its end. */
    static final class Endless extends SupportQuestion {
        @Override
        public List<Sample> measure(Variant variant, RunPlan plan, int round) {
            if (variant.name().equals("net")) {
                try {
                    System.out.println(new ProcessBuilder("sleep", "600").start().pid());
                    new CountDownLatch(1).await();
                } catch (IOException | InterruptedException neverHappens) {
                    throw new IllegalStateException(neverHappens);
                }
            }
            return super.measure(variant, plan, round);
        }

        public static void main(String[] arguments) {
            System.exit(Bench.commandLine(List.of(new Endless())).execute(arguments));
        }
    }

    @Test
    void aRunThatIsInterruptedLeavesAReportAndNoProcessAndSaysHowToGoOn(@TempDir Path folder) throws Exception {
        var run = folder.resolve("run");
        var command = ChildJvm.command(
                List.of("-Dsockeye.root=" + Sources.root()), Endless.class, List.of("--out", run.toString()));
        var errors = folder.resolve("errors");
        var process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try {
            var child = ProcessHandle.of(Long.parseLong(process.inputReader(UTF_8).readLine())).orElseThrow();

            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(30));
            assertThat(Files.readString(errors)).contains("./sockeye bench --resume " + run);
            assertThat(RunResults.read(run).samples())
                    .as("of who came before")
                    .extracting(Sample::variant)
                    .contains("nio-consumer")
                    .doesNotContain("net");
            assertThat(run.resolve("report.html")).content().contains("nio-consumer");
        } finally {
            process.destroyForcibly();
        }
    }
}
