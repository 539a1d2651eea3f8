package io.sockeye.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EchoQuestionsTest {
    private static final Effort TINY = new Effort(true, 1, Duration.ofMillis(50), Duration.ofMillis(50));

    /** A round in which nothing is counted. */
    private static final int SECOND = 1;

    @Test
    void eachVariantAnswersWhatAnEchoCosts() throws Exception {
        assertThat(ask(new EchoThroughput())).isNotEmpty().allSatisfy(point -> assertThat(point.figures())
                .containsKeys("ns/request", "client cpu ns/request", Point.MOVED)
                .hasEntrySatisfying("cpu ns/request", cost -> assertThat(cost).isPositive()));
    }

    @Test
    void eachVariantAnswersHowLongAnEchoTakes() throws Exception {
        var points = ask(new EchoLatency());
        assertThat(points).filteredOn(point -> point.part().equals("10,000/s")).allSatisfy(point -> assertThat(
                point.figures())
                .containsKeys("p50", "p99", "p99.99", "max", "achieved/s", "worst lag us")
                .containsEntry(Point.MOVED, 64.0));
        assertThat(points).filteredOn(point -> point.part().equals("idle")).allSatisfy(
                point -> assertThat(point.figures()).containsKeys("idle cpu %"));
    }

    @Test
    void theSystemCallsOfARequestAreThoseOfTheLoop() throws Exception {
        assumeTrue(SyscallCounts.missing().isEmpty());
        var question = new EchoThroughput();
        var epoll = question.variants().stream().filter(variant -> variant.name().equals("c-epoll")).findFirst();

        var usual = question.measure(epoll.orElseThrow(), TINY, 0).stream()
                .filter(point -> point.part().equals("64 B") && point.at().equals(Map.of("connections", 64)))
                .findFirst();

        assertThat(usual.orElseThrow().figures()).hasEntrySatisfying(
                Point.SYSCALLS + "epoll_wait", count -> assertThat(count).isBetween(1.0 / 64, 1.1));
    }

    /** All that can run here, once; each setting has a point, with the same bytes for all. */
    private static List<Point> ask(Question question) throws Exception {
        var points = new ArrayList<Point>();
        for (var variant : question.variants()) {
            var missing = question.missing(variant);
            if (missing.isEmpty()) {
                points.addAll(question.measure(variant, TINY, SECOND));
            } else {
                assertThat(missing.get()).isNotBlank();
            }
        }
        Traffic.check(points);
        return points;
    }
}
