package io.sockeye.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.call.CallQuestion;
import io.sockeye.benchmarks.registration.RegistrationQuestion;
import io.sockeye.benchmarks.report.KeyFigure;
import io.sockeye.benchmarks.report.Sample;
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
    private static final RunPlan TINY = new RunPlan(true, 1, Duration.ofMillis(50), Duration.ofMillis(50));

    @TempDir
    Path folder;

    static Stream<Question> questions() {
        return Stream.of(CallQuestion.create(), new RegistrationQuestion(), new WakeupQuestion());
    }

    @ParameterizedTest
    @MethodSource("questions")
    @Timeout(300)
    void everyVariantGivesEachOfItsPointsWithEqualTraffic(Question question) throws Exception {
        var samples = new ArrayList<Sample>();
        for (var variant : question.variants()) {
            if (question.missing(variant).isEmpty()) {
                // Not round 0, in which calls are counted besides.
                samples.addAll(question.measure(variant, TINY, 1));
            }
        }

        Traffic.check(samples);
        for (var plot : question.plots()) {
            var shown = samples.stream().filter(sample -> sample.part().equals(plot.part())).toList();
            assertThat(shown).extracting(Sample::variant).contains("syscalls", "nio", "c");
            assertThat(shown).allSatisfy(sample -> assertThat(sample.figures().get("ns/op")).isPositive());
        }
        assertThat(samples).extracting(Sample::variant).containsAll(runnable(question));
    }

    @Test
    void whereNioMakesMoreCallsNobodyIsComparedWithIt() {
        assertThat(new RegistrationQuestion().keyFigures())
                .filteredOn(keyFigure -> keyFigure.nio() == null)
                .extracting(KeyFigure::part)
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

        var samples = question.measure(question.variants().getFirst(), TINY, 0, json);

        assertThat(Files.readString(json)).contains("wakeup_syscalls", "gc.alloc.rate.norm", "rawData")
                .doesNotContain(System.getProperty("java.home"), Sources.root().toString());
        assertThat(folder.resolve("jmh-anywhere.json")).content().contains("wakeup_syscalls", "rawData");
        assertThat(samples).extracting(Sample::part).containsExactly(
                "wake-up, both threads on one core", "wake-up, wherever the kernel puts the threads");
        if (SyscallCounts.missing().isEmpty()) {
            var figures = samples.getFirst().figures();
            assertThat(figures.get(Sample.SYSCALLS + "write")).isBetween(0.98, 1.1);
            assertThat(figures.get(Sample.SYSCALLS + "epoll_wait")).isBetween(0.98, 1.1);
        }
    }
}
