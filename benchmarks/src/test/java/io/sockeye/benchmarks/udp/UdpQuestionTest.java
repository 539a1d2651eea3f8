package io.sockeye.benchmarks.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.measure.SyscallCounts;
import io.sockeye.benchmarks.report.KeyFigure;
import io.sockeye.benchmarks.report.Sample;
import io.sockeye.benchmarks.udp.Datagrams.Way;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UdpQuestionTest {
    private static final RunPlan TINY = new RunPlan(true, 1, Duration.ofMillis(50), Duration.ofMillis(50));

    private final Question question = new UdpQuestion();

    static List<Variant> variants() {
        return new UdpQuestion().variants();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everyVariantHasAPointForEachWay(Variant variant) throws Exception {
        var missing = question.missing(variant);
        assumeTrue(missing.isEmpty(), missing::toString);
        var samples = question.measure(variant, TINY, 1);
        assertThat(samples).extracting(Sample::part).containsExactlyElementsOf(parts());
        assertThat(samples).allSatisfy(sample -> assertThat(sample.figures())
                .containsEntry(Sample.MOVED, 1200.0)
                .containsKeys("ns/datagram", "cpu ns/datagram", "datagrams/s"));
    }

    @Test
    void aCallForEachDatagramIsCountedAsOne() throws Exception {
        assumeTrue(SyscallCounts.missing().isEmpty());
        var nio = question.variants().get(1);
        var figures = question.measure(nio, TINY, 0).getFirst().figures();
        assertThat(figures).containsEntry(Sample.SYSCALLS + "sendto", 1.0);
    }

    @Test
    void everyHeadlineComparesVariantsThatThereAre() {
        var names = question.variants().stream().map(Variant::name).toList();
        assertThat(question.keyFigures())
                .allSatisfy(keyFigure -> assertThat(names).contains(keyFigure.nio(), keyFigure.c()))
                .extracting(KeyFigure::part)
                .containsExactlyElementsOf(parts());
    }

    private static List<String> parts() {
        return Arrays.stream(Way.values()).map(way -> way.part).toList();
    }
}
