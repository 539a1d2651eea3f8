package io.sockeye.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.benchmarks.Questions;
import io.sockeye.benchmarks.SupportQuestion;
import io.sockeye.benchmarks.measure.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownReportTest {
    private static final Path DOCS = Sources.root().resolve("docs");

    @Test
    void thePageIsWhatTheCommittedResultsSay() throws IOException {
        var page = DOCS.resolve("benchmarks.md");
        assumeTrue(Files.exists(page), "no results are committed yet");
        var results = RunResults.read(newest(DOCS.resolve("benchmarks")));
        var asked = results.run().questions();
        var questions = Questions.all().stream().filter(each -> asked.contains(each.number())).toList();

        assertThat(Files.readString(page)).isEqualTo(MarkdownReport.of(results, questions));
        assertThat(asked).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(results.run().quick()).isFalse();
    }

    @Test
    void whatTheReadmeQuotesIsInThePage() throws IOException {
        var page = DOCS.resolve("benchmarks.md");
        assumeTrue(Files.exists(page), "no results are committed yet");
        var quoted = Files.readAllLines(Sources.root().resolve("README.md")).stream()
                .filter(line -> line.matches("\\| \\d+ .*"))
                .toList();

        assertThat(quoted).isNotEmpty();
        assertThat(Files.readAllLines(page)).containsAll(quoted);
    }

    private static Path newest(Path folder) throws IOException {
        try (var folders = Files.list(folder)) {
            return folders.max(Path::compareTo).orElseThrow();
        }
    }

    @Test
    void lossesStandBeforeTiesAndWinsAndEachQuestionHasItsCommand(@TempDir Path folder) throws IOException {
        var results = SupportQuestion.results(folder.resolve("2026-11-24"));

        assertThat(MarkdownReport.of(results, List.of(new SupportQuestion()))).containsSubsequence(
                "Measured on 2026-11-24 on Abacus <3>, 2 cores, kernel 6.18, JDK 25.",
                "above 1 the variant of the row is the slower one.",
                "[benchmarks/2026-11-24](benchmarks/2026-11-24)",
                "### Where Sockeye loses to the JDK: 3\n",
                "| poll | 2.00 [2.00..2.00] | 2 wait: one active, n = 10,000, ns/event |\n",
                "### Where it ties with the JDK: 3\n", "| segment | 1.00 [1.00..1.00] |",
                "### Where it wins: 3\n", "| epoll | 0.80 [0.80..0.80] |",
                "chance alone puts all of them on one side once in sixteen.",
                "| 2 wait: one active, n = 10,000, ns/event | epoll | 1,664 [1,600..1,728] | nio-consumer | win 0.82",
                "## 2. What does waiting cost as N grows?\n",
                "Again: `./sockeye bench --only 2`\n",
                "### One active, n = 10,000, ns/event\n\n| variant | ns/event | to nio | to c |\n", "| poll | 4,160",
                "### Call, ns/op beside nio-consumer\n\n| variant | ns/op | to nio-consumer | to C |\n",
                "| segment | 260",
                "Missing:\n\n- python: no python3: install it\n",
                "Not measured:\n\n- anything\n");
    }
}
