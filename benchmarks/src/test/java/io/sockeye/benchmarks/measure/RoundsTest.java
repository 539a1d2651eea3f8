package io.sockeye.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.SupportQuestion;
import io.sockeye.benchmarks.report.RunResults;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundsTest {
    private static final int VARIANTS = 11;

    private final Question question = new SupportQuestion();

    @TempDir
    private Path folder;

    private static List<List<String>> rounds(List<Rounds.Next> turns) {
        return IntStream.range(0, SupportQuestion.RUN.rounds())
                .mapToObj(round -> turns.stream()
                        .filter(next -> next.round() == round)
                        .map(next -> next.variant().name())
                        .toList())
                .toList();
    }

    private Rounds of(String name) throws Exception {
        return new Rounds(
                RunResults.create(folder.resolve(name), SupportQuestion.RUN), SupportQuestion.RUN.plan());
    }

    @Test
    void eachRoundHasEveryVariantAndTheSameOrderInEachRun() throws Exception {
        var turns = of("first").left(question);

        assertThat(of("second").left(question)).isEqualTo(turns);
        assertThat(rounds(turns)).allSatisfy(
                names -> assertThat(names).hasSize(VARIANTS).doesNotHaveDuplicates());
    }

    @Test
    void nobodyAlwaysFollowsTheSameOne() throws Exception {
        var pairs = new HashSet<String>();
        for (var names : rounds(of("run").left(question))) {
            for (int i = 1; i < names.size(); i++) {
                pairs.add(names.get(i - 1) + " before " + names.get(i));
            }
        }

        // Rotated, they would be as many as there are variants.
        assertThat(pairs).hasSizeGreaterThan(2 * VARIANTS);
    }
}
