package io.sockeye.benchmarks.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.measure.JmhQuestion;
import io.sockeye.benchmarks.measure.Rounds;
import io.sockeye.benchmarks.report.Ratios;
import io.sockeye.benchmarks.report.RunResults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The harness can tell: a variant that spins for 5 µs comes out slower by that, by the figures that a run writes. */
class SlowedTest {
    private static final RunPlan SHORT = new RunPlan(true, 3, Duration.ofMillis(50), Duration.ofMillis(50));

    @TempDir
    Path folder;

    /** Question 1 with two variants and one part. */
    private static final class Slowed extends JmhQuestion {
        private final CallQuestion all = CallQuestion.withSlowed();

        Slowed() {
            super(
                    CallBenchmark.class,
                    "call_baseline",
                    List.of(new Part("recv that would block", "wouldBlock", 0, List.of("recvfrom"))));
        }

        @Override
        public int number() {
            return all.number();
        }

        @Override
        public String name() {
            return all.name();
        }

        @Override
        public String title() {
            return all.title();
        }

        @Override
        public String method() {
            return all.method();
        }

        @Override
        public List<String> notMeasured() {
            return all.notMeasured();
        }

        @Override
        public List<Variant> variants() {
            return List.of(CallQuestion.SEGMENT, CallQuestion.SLOWED);
        }
    }

    @Test
    @Timeout(300)
    void aVariantThatSpinsIsSlowerByTheSpin() throws Exception {
        var question = new Slowed();
        var results = RunResults.create(
                folder.resolve("results"),
                new RunResults.Run(true, SHORT.rounds(), List.of(1), "2026-01-01T00:00Z", Map.of(), Map.of()));

        new Rounds(results, SHORT).ask(question, next -> {});

        // A busy machine adds to single rounds, and takes nothing away.
        var slowed = spread(results, question, CallQuestion.SLOWED);
        var segment = spread(results, question, CallQuestion.SEGMENT);
        assertThat(slowed.low()).isGreaterThanOrEqualTo(CallBenchmark.SPIN_NANOS);
        assertThat(slowed.low() - segment.low()).isBetween(4_500.0, 50_000.0);
    }

    private static Ratios.Spread spread(RunResults results, Question question, Variant variant) {
        var keyFigure = question.keyFigures().getFirst();
        var figures = Ratios.figures(
                results.samples(), 1, keyFigure.part(), keyFigure.at(), variant.name(), keyFigure.figure());
        return Objects.requireNonNull(Ratios.Spread.of(figures.values()));
    }
}
