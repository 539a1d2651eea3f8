package io.sockeye.benchmarks.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.report.Sample;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerQuestionsTest {
    private static final RunPlan TINY = new RunPlan(true, 1, Duration.ofMillis(50), Duration.ofMillis(50));

    private final StartUpQuestion startUp = new StartUpQuestion(50);
    private final VirtualThreadQuestion threads = new VirtualThreadQuestion(List.of(20, 50));

    static List<String> all() {
        return new StartUpQuestion().variants().stream().map(Variant::name).toList();
    }

    static List<String> threaded() {
        return new VirtualThreadQuestion().variants().stream().map(Variant::name).toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachServerStarts(String name) throws Exception {
        // Without a look at the memory, which is taken in the first rounds.
        var samples = turn(startUp, name, 1);

        assertThat(samples).singleElement().satisfies(sample -> {
            assertThat(sample.figures()).containsEntry(Sample.MOVED, 64.0);
            assertThat(sample.figures().get("ms")).isPositive();
            assertThat(sample.figures().get("cpu ms")).isPositive();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio", "c-epoll", "python"})
    void memoryOfIdleConnectionsIsMeasured(String name) throws Exception {
        var samples = turn(startUp, name, 0);

        assertThat(samples).hasSize(2).last().satisfies(sample -> {
            assertThat(sample.part()).isEqualTo("idle connection");
            assertThat(sample.figures()).containsEntry(Sample.MOVED, 64.0).containsKey("native bytes/connection");
        });
    }

    @Test
    void theHeapOfAThreadsBufferIsSeen() throws Exception {
        var idle = turn(startUp, "net-virtual", 0).getLast();

        assertThat(idle.figures().get("heap bytes/connection")).isBetween(16_384.0, 40_000.0);
    }

    @ParameterizedTest
    @MethodSource("threaded")
    void eachServerHasItsTurn(String name) throws Exception {
        var samples = turn(threads, name, 1);

        assertThat(samples).hasSize(2).allSatisfy(sample -> {
            assertThat(sample.figures()).containsEntry(Sample.MOVED, 64.0);
            assertThat(sample.figures().get("cpu ns/request")).isPositive();
            assertThat(sample.figures().get("ns/request")).isPositive();
        });
    }

    private static List<Sample> turn(Question question, String name, int round) throws Exception {
        var variant = EchoVariants.variants(name).getFirst();
        var missing = question.missing(variant);
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        return question.measure(variant, TINY, round);
    }
}
