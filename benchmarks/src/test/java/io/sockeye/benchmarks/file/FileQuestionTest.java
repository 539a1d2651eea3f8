package io.sockeye.benchmarks.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.measure.SyscallCounts;
import io.sockeye.benchmarks.report.KeyFigure;
import io.sockeye.benchmarks.report.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileQuestionTest {
    private static final RunPlan TINY = new RunPlan(true, 1, Duration.ofMillis(1), Duration.ofMillis(1));
    private static final long BYTES = 4 << 20;

    private final Question question = new FileQuestion(BYTES);

    static List<Variant> variants() {
        return new FileQuestion().variants();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everyVariantSendsAndReceivesAllOfTheFile(Variant variant) throws Exception {
        var missing = question.missing(variant);
        assumeTrue(missing.isEmpty(), missing::toString);
        var samples = question.measure(variant, TINY, 1);
        assertThat(samples).extracting(Sample::part).containsExactly("send", "receive");
        assertThat(samples).allSatisfy(sample -> assertThat(sample.figures())
                .containsEntry(Sample.MOVED, (double) BYTES)
                .containsKeys("cpu s/GiB", "s/GiB", "MiB/s"));
    }

    @Test
    void sendfileNeedsNoOtherCallToSend() throws Exception {
        assumeTrue(SyscallCounts.missing().isEmpty());
        var figures = question.measure(question.variants().getFirst(), TINY, 0).getFirst().figures();
        assertThat(figures).containsKey(Sample.SYSCALLS + "sendfile64").doesNotContainKey(Sample.SYSCALLS + "sendto");
    }

    @Test
    void theCopyLoopIsAHeadlineToo() {
        assertThat(question.keyFigures()).contains(
                new KeyFigure("send", Map.of(), "cpu s/GiB", "nio-copy", "c-copy"),
                new KeyFigure("receive", Map.of(), "cpu s/GiB", "nio-copy", "c-copy"));
    }
}
