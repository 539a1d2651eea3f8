package io.sockeye.benchmarks.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.benchmarks.Effort;
import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.measure.SyscallCounts;
import io.sockeye.benchmarks.report.Point;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EchoQuestionsTest {
    private static final Effort TINY = new Effort(true, 1, Duration.ofMillis(50), Duration.ofMillis(50));
    private static final Map<String, Double> BYTES = Map.of("64 B", 64.0, "4 KiB", 4096.0, "64 KiB", 65_536.0);

    /** The first has a pass more, in which system calls are counted. */
    private static final int SECOND_ROUND = 1;

    static List<Variant> variants() {
        return EchoServers.variants();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void eachVariantAnswersWhatAnEchoCosts(Variant variant) throws Exception {
        var points = ask(new EchoThroughput(), variant);

        assertThat(points).extracting(Point::part).containsExactly("64 B", "64 B", "64 B", "4 KiB", "64 KiB");
        assertThat(points).allSatisfy(point -> assertThat(point.figures())
                .containsKeys("cpu ns/request", "ns/request", "client cpu ns/request")
                .doesNotContainValue(0.0)
                .containsEntry(Point.MOVED, BYTES.get(point.part())));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void eachVariantAnswersHowLongAnEchoTakes(Variant variant) throws Exception {
        var points = ask(new EchoLatency(), variant);

        assertThat(points).extracting(Point::part).containsExactly("10,000/s", "idle");
        assertThat(points.getFirst().figures())
                .containsKeys("p50", "p99", "p99.99", "max", "achieved/s", "worst lag us")
                .containsEntry(Point.MOVED, 64.0);
        assertThat(points.getLast().figures()).containsKey("idle cpu %");
    }

    @Test
    void theSystemCallsOfARequestAreThoseOfTheLoop() throws Exception {
        SyscallCounts.missing().ifPresent(why -> assumeTrue(false, why));
        var epoll = EchoServers.variants("c-epoll").getFirst();

        var figures = new EchoThroughput().measure(epoll, TINY, 0).stream()
                .filter(point -> point.part().equals("64 B") && point.at().equals(Map.of("connections", 64)))
                .map(Point::figures)
                .findFirst()
                .orElseThrow();

        assertThat(figures)
                .containsEntry(Point.SYSCALLS + "recvfrom", 1.0)
                .containsEntry(Point.SYSCALLS + "sendto", 1.0)
                .hasEntrySatisfying(Point.SYSCALLS + "epoll_wait",
                        count -> assertThat(count).isBetween(1.0 / 64, 1.01));
    }

    private static List<Point> ask(Question question, Variant variant) throws Exception {
        question.missing(variant).ifPresent(why -> assumeTrue(false, why));
        return question.measure(variant, TINY, SECOND_ROUND);
    }
}
