package io.sockeye.benchmarks.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.measure.SyscallCounts;
import io.sockeye.benchmarks.report.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EchoQuestionsTest {
    private static final RunPlan TINY = new RunPlan(true, 1, Duration.ofMillis(50), Duration.ofMillis(50));
    private static final Map<String, Double> BYTES = Map.of("64 B", 64.0, "4 KiB", 4096.0, "64 KiB", 65_536.0);

    /** The first has a pass more, in which system calls are counted. */
    private static final int SECOND_ROUND = 1;

    static List<Variant> variants() {
        return EchoVariants.variants();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void eachVariantAnswersWhatAnEchoCosts(Variant variant) throws Exception {
        var samples = ask(new EchoThroughputQuestion(), variant);

        assertThat(samples).extracting(Sample::part).containsExactly("64 B", "64 B", "64 B", "4 KiB", "64 KiB");
        assertThat(samples).allSatisfy(sample -> assertThat(sample.figures())
                .containsKeys("cpu ns/request", "ns/request", "client cpu ns/request")
                .doesNotContainValue(0.0)
                .containsEntry(Sample.MOVED, BYTES.get(sample.part())));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void eachVariantAnswersHowLongAnEchoTakes(Variant variant) throws Exception {
        var samples = ask(new EchoLatencyQuestion(), variant);

        assertThat(samples).extracting(Sample::part).containsExactly("10,000/s", "idle");
        assertThat(samples.getFirst().figures())
                .containsKeys("p50", "p99", "p99.99", "max", "achieved/s", "worst lag us")
                .containsEntry(Sample.MOVED, 64.0);
        assertThat(samples.getLast().figures()).containsKey("idle cpu %");
    }

    @Test
    void theSystemCallsOfARequestAreThoseOfTheLoop() throws Exception {
        SyscallCounts.missing().ifPresent(why -> assumeTrue(false, why));
        var epoll = EchoVariants.variants("c-epoll").getFirst();

        var figures = new EchoThroughputQuestion().measure(epoll, TINY, 0).stream()
                .filter(sample -> sample.part().equals("64 B") && sample.at().equals(Map.of("connections", 64)))
                .map(Sample::figures)
                .findFirst()
                .orElseThrow();

        assertThat(figures)
                .containsEntry(Sample.SYSCALLS + "recvfrom", 1.0)
                .containsEntry(Sample.SYSCALLS + "sendto", 1.0)
                .hasEntrySatisfying(Sample.SYSCALLS + "epoll_wait",
                        count -> assertThat(count).isBetween(1.0 / 64, 1.01));
    }

    private static List<Sample> ask(Question question, Variant variant) throws Exception {
        question.missing(variant).ifPresent(why -> assumeTrue(false, why));
        return question.measure(variant, TINY, SECOND_ROUND);
    }
}
