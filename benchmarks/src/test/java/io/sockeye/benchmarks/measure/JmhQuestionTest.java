package io.sockeye.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.benchmarks.Effort;
import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.call.CallQuestion;
import io.sockeye.benchmarks.registration.RegistrationQuestion;
import io.sockeye.benchmarks.report.Headline;
import io.sockeye.benchmarks.report.Point;
import io.sockeye.benchmarks.wakeup.WakeupQuestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JmhQuestionTest {
    private static final Effort TINY = new Effort(true, 1, Duration.ofMillis(50), Duration.ofMillis(50));

    @TempDir
    Path folder;

    static Stream<Question> questions() {
        return Stream.of(CallQuestion.create(), new RegistrationQuestion(), new WakeupQuestion());
    }

    @ParameterizedTest
    @MethodSource("questions")
    @Timeout(300)
    void everyVariantGivesEachOfItsPointsWithEqualTraffic(Question question) throws Exception {
        var points = new ArrayList<Point>();
        for (var variant : question.variants()) {
            if (question.missing(variant).isEmpty()) {
                // Not round 0, in which calls are counted besides.
                points.addAll(question.measure(variant, TINY, 1));
            }
        }

        Traffic.check(points);
        for (var plot : question.plots()) {
            var shown = points.stream().filter(point -> point.part().equals(plot.part())).toList();
            assertThat(shown).extracting(Point::variant).contains("syscalls", "nio", "c");
            assertThat(shown).allSatisfy(point -> assertThat(point.figures().get("ns/op")).isPositive());
        }
        assertThat(points).extracting(Point::variant).containsAll(runnable(question));
    }

    @Test
    void whereNioMakesMoreCallsNobodyIsComparedWithIt() {
        assertThat(new RegistrationQuestion().headlines())
                .filteredOn(headline -> headline.nio() == null)
                .extracting(Headline::part)
                .containsExactly("change of interest", "added and taken out");
    }

    private static List<String> runnable(Question question) {
        return question.variants().stream()
                .filter(variant -> question.missing(variant).isEmpty())
                .map(Variant::name)
                .toList();
    }

    @Test
    void aTurnsCallsAreCountedAndJmhsResultIsKept() throws Exception {
        var question = new WakeupQuestion();
        var json = folder.resolve("jmh.json");

        var points = question.measure(question.variants().getFirst(), TINY, 0, json);

        assertThat(Files.readString(json)).contains("wakeup_syscalls", "gc.alloc.rate.norm", "rawData")
                .doesNotContain(System.getProperty("java.home"), Sources.root().toString());
        assertThat(folder.resolve("jmh-anywhere.json")).content().contains("wakeup_syscalls", "rawData");
        assertThat(points).extracting(Point::part).containsExactly(
                "wake-up, both threads on one core", "wake-up, wherever the kernel puts the threads");
        if (SyscallCounts.missing().isEmpty()) {
            var figures = points.getFirst().figures();
            assertThat(figures.get(Point.SYSCALLS + "write")).isBetween(0.98, 1.1);
            assertThat(figures.get(Point.SYSCALLS + "epoll_wait")).isBetween(0.98, 1.1);
        }
    }
}
