package io.sockeye.benchmarks.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.benchmarks.Effort;
import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.report.Point;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerQuestionsTest {
    private static final Effort TINY = new Effort(true, 1, Duration.ofMillis(50), Duration.ofMillis(50));

    private final StartUp startUp = new StartUp(50);
    private final BlockingThreads threads = new BlockingThreads(List.of(20, 50));

    static List<String> all() {
        return new StartUp().variants().stream().map(Variant::name).toList();
    }

    static List<String> threaded() {
        return new BlockingThreads().variants().stream().map(Variant::name).toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachServerStarts(String name) throws Exception {
        // Without a look at the memory, which is taken in the first rounds.
        var points = turn(startUp, name, 1);

        assertThat(points).singleElement().satisfies(point -> {
            assertThat(point.figures()).containsEntry(Point.MOVED, 64.0);
            assertThat(point.figures().get("ms")).isPositive();
            assertThat(point.figures().get("cpu ms")).isPositive();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio", "c-epoll", "python"})
    void memoryOfIdleConnectionsIsMeasured(String name) throws Exception {
        var points = turn(startUp, name, 0);

        assertThat(points).hasSize(2).last().satisfies(point -> {
            assertThat(point.part()).isEqualTo("idle connection");
            assertThat(point.figures()).containsEntry(Point.MOVED, 64.0).containsKey("native bytes/connection");
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
        var points = turn(threads, name, 1);

        assertThat(points).hasSize(2).allSatisfy(point -> {
            assertThat(point.figures()).containsEntry(Point.MOVED, 64.0);
            assertThat(point.figures().get("cpu ns/request")).isPositive();
            assertThat(point.figures().get("ns/request")).isPositive();
        });
    }

    private static List<Point> turn(Question question, String name, int round) throws Exception {
        var variant = EchoServers.variants(name).getFirst();
        var missing = question.missing(variant);
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        return question.measure(variant, TINY, round);
    }
}
