package io.sockeye.benchmarks.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.measure.SyscallCounts;
import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WaitQuestionTest {
    private static final RunPlan LITTLE = new RunPlan(true, 1, Duration.ofMillis(50), Duration.ofMillis(50));

    private final Question question = WaitQuestion.of(List.of(10, 200));

    static List<Variant> variants() {
        return new WaitQuestion().variants();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everyVariantGivesAllOfItsPointsAndMovesTheSameBytes(Variant variant) throws Exception {
        var missing = question.missing(variant);
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        var samples = question.measure(variant, LITTLE, 0);
        assertThat(samples)
                .extracting(Sample::part, Sample::at)
                .containsExactly(
                        tuple("one active", Map.of("n", 10)),
                        tuple("all active", Map.of("n", 10)),
                        tuple("one active", Map.of("n", 200)),
                        tuple("100 active", Map.of("n", 200)),
                        tuple("all active", Map.of("n", 200)));
        assertThat(samples).allSatisfy(sample -> assertThat(sample.figures())
                .containsEntry(Sample.MOVED, 1.0)
                .hasEntrySatisfying("ns/event", nanoseconds -> assertThat(nanoseconds).isPositive())
                .hasEntrySatisfying("cpu ns/event", nanoseconds -> assertThat(nanoseconds).isPositive()));
    }

    @Test
    void anEventIsOneWaitOneRecvAndOneSend() throws Exception {
        assumeTrue(SyscallCounts.missing().isEmpty(), () -> SyscallCounts.missing().orElse(""));
        var epoll = variants().stream().filter(variant -> variant.name().equals("epoll")).findFirst().orElseThrow();
        var oneOfTen = question.measure(epoll, LITTLE, 0).getFirst();
        assertThat(oneOfTen.figures())
                .containsEntry(Sample.SYSCALLS + "epoll_wait", 1.0)
                .containsEntry(Sample.SYSCALLS + "recvfrom", 1.0)
                .containsEntry(Sample.SYSCALLS + "sendto", 1.0);
    }

    @Test
    void systemCallsAreCountedInTheFirstRoundOnly() throws Exception {
        var epoll = variants().stream().filter(variant -> variant.name().equals("epoll")).findFirst().orElseThrow();
        assertThat(question.measure(epoll, LITTLE, 1)).allSatisfy(sample -> assertThat(sample.figures())
                .doesNotContainKey(Sample.SYSCALLS + "epoll_wait"));
    }

    @Test
    void whatIsQuotedIsMeasuredInAQuickRun() {
        assertThat(question.keyFigures())
                .extracting(keyFigure -> keyFigure.at().get("n"))
                .isSubsetOf(10, 1_000, 10_000);
        assertThat(variants()).extracting(Variant::name).contains("nio", "c-epoll");
    }

    @Test
    void aChildThatEndsIsAFailure() throws Exception {
        try (var child = WaitProcess.start(List.of("sh", "-c", "read question"))) {
            assertThatThrownBy(() -> child.ask(10, 1, Duration.ofMillis(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no answer to n=10, a=1");
        }
    }

    @Test
    void aPassThatLostADatagramIsAFailure() throws Exception {
        var answer = "{\"n\":10,\"a\":1,\"w\":64,\"bytes\":64,\"ns\":1,\"cpu\":1,\"all\":64}";
        try (var child = WaitProcess.start(List.of("sh", "-c", "read question; echo '" + answer + "'"))) {
            assertThatThrownBy(() -> child.ask(10, 1, Duration.ofMillis(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not all datagrams arrived");
        }
    }
}
