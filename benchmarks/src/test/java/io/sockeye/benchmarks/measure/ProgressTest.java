package io.sockeye.benchmarks.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.benchmarks.SupportQuestion;
import io.sockeye.benchmarks.report.RunResults;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
    @Test
    void withoutATerminalEachRoundOfAQuestionIsALine(@TempDir Path folder) throws Exception {
        var question = new SupportQuestion();
        var output = new ByteArrayOutputStream();
        var rounds = new Rounds(
                RunResults.create(folder.resolve("run"), SupportQuestion.RUN), SupportQuestion.RUN.plan());

        try (var progress = Progress.inLines(new PrintStream(output, true, UTF_8), rounds.left(question).size())) {
            rounds.ask(question, progress::begins);
        }

        assertThat(output.toString(UTF_8).lines()).satisfiesExactly(
                first -> assertThat(first).isEqualTo("bench: 2 wait, round 1: 0 of 33 turns are over"),
                second -> assertThat(second).matches(
                        "bench: 2 wait, round 2: 11 of 33 turns are over, about \\d+ min \\d+ s are left"),
                third -> assertThat(third).startsWith("bench: 2 wait, round 3: 22 of 33 turns are over, about "));
    }
}
