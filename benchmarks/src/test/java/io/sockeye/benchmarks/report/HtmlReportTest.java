package io.sockeye.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.benchmarks.SupportQuestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** report.html as text; {@link HtmlReportInBrowserTest} has it drawn. */
class HtmlReportTest {
    @TempDir
    private Path folder;

    private String report(RunResults results) throws Exception {
        return Files.readString(HtmlReport.write(results, List.of(new SupportQuestion())));
    }

    @Test
    void lossesStandBeforeTiesAndWins() throws Exception {
        assertThat(report(SupportQuestion.results(folder.resolve("run")))).containsSubsequence(
                "Where Sockeye loses to the JDK: 3", "<strong>poll</strong> 2.00",
                "Where it ties with the JDK: 3", "<strong>segment</strong> 1.00",
                "Where it wins: 3", "<strong>epoll</strong> 0.80");
    }

    @Test
    void aVariantThatIsMissingIsNamedWithItsReason() throws Exception {
        assertThat(report(SupportQuestion.results(folder.resolve("run"))))
                .contains("11 variants; missing: python")
                .contains("<em>Missing: no python3: install it</em>");
    }

    @Test
    void whatAQuestionSaysIsTextAndNoMarkup() throws Exception {
        assertThat(report(SupportQuestion.results(folder.resolve("run"))))
                .contains("all figures are made up &amp; none is &lt; 0.")
                .contains("<dd>Abacus &lt;3&gt;</dd>")
                .doesNotContain("made up <for");
    }

    @Test
    void systemCallsAndBytesStandBesideTheFigures() throws Exception {
        assertThat(report(SupportQuestion.results(folder.resolve("run"))))
                .contains("<span>epoll_wait&nbsp;0.25</span> <span>recv&nbsp;1.00</span>")
                .contains("Each operation of each variant moved 64 bytes.");
    }

    @Test
    void eachHeadlineOfAPlaceIsComparedWithItsOwnReference() throws Exception {
        assertThat(report(SupportQuestion.results(folder.resolve("run"))))
                .contains("to c<small>ns/op</small>", "to nio-consumer<small>ns/op</small>")
                .contains("<strong>segment</strong> 1.03 <small>[1.03..1.03]</small>"
                        + " <a href=\"#question-2\">2 wait</a>: call, ns/op beside nio-consumer");
    }

    @Test
    void aQuickRunIsMarked() throws Exception {
        var run = SupportQuestion.RUN;
        var quick = new RunResults.Run(true, 3, run.questions(), run.started(), run.environment(), run.missing());

        assertThat(report(RunResults.create(folder.resolve("quick"), quick))).contains("A look, not to be quoted");
        assertThat(report(SupportQuestion.results(folder.resolve("run")))).doesNotContain("not to be quoted");
    }

    @Test
    void aRunWithoutATurnHasAReportToo() throws Exception {
        assertThat(report(RunResults.create(folder.resolve("run"), SupportQuestion.RUN)))
                .contains("Nothing of Sockeye was measured beside the JDK.");
    }

    /** uPlot 1.6.32 as its authors published it. */
    @ParameterizedTest
    @CsvSource({
        "uPlot.iife.min.js, 19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f",
        "uPlot.min.css,     df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04",
        "LICENSE,           8f989229699b4fe2f1a0432d0e9edc338a8a911e250e2d1b01ecd770a5f5b1bd"})
    void uplotIsWhatItsAuthorsPublished(String file, String sha256) throws Exception {
        try (var stream = HtmlReport.class.getResourceAsStream("uplot/" + file)) {
            var digest = MessageDigest.getInstance("SHA-256").digest(stream.readAllBytes());

            assertThat(HexFormat.of().formatHex(digest)).isEqualTo(sha256);
        }
    }
}
