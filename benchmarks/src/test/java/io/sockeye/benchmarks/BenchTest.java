package io.sockeye.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.benchmarks.report.RunResults;
import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line of {@code ./sockeye bench}. */
class BenchTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int bench(Question question, String... arguments) {
        return Bench.commandLine(List.of(question))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private int bench(String... arguments) {
        return bench(new SupportQuestion(), arguments);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --only 11              | sockeye: there is no question 11: the questions are [2]
            --only 2,0             | sockeye: there is no question 0: the questions are [2]
            --only two             | sockeye: Invalid value for option '--only' (N): 'two' is not an int
            --rounds 0             | sockeye: --rounds takes a number from 1, and not 0
            --rounds -1            | sockeye: --rounds takes a number from 1, and not -1
            --resume /             | sockeye: / is no folder of results: it has no run.json
            --resume /nowhere      | sockeye: /nowhere is no folder of results: it has no run.json
            --out /proc            | sockeye: /proc exists, and results are never overwritten
            --slow                 | sockeye: Unknown option: '--slow'
            report /               | sockeye: / is no folder of results: it has no run.json
            document /             | sockeye: / is no folder of results: it has no run.json
            """)
    void whatIsWrongIsRefusedInOneSentence(String arguments, String sentence) {
        assertThat(bench(arguments.split(" "))).isEqualTo(2);

        assertThat(err.toString()).isEqualTo(sentence + "\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void resumeTakesNoOptionThatWouldChangeTheRun() throws Exception {
        var results = SupportQuestion.results(folder.resolve("run")).folder().toString();

        assertThat(bench("--resume", results, "--rounds", "9")).isEqualTo(2);

        assertThat(err.toString()).isEqualTo(
                "sockeye: --resume goes on with what was asked then, and takes no other option\n");
    }

    @Test
    void resumeDoesNotMixRoundsOfTwoPrograms() throws Exception {
        var run = SupportQuestion.RUN;
        var environment = Map.of("commit", "0123456789ab");
        var results = folder.resolve("run");
        RunResults.create(results, new RunResults.Run(
                false, 1, run.questions(), run.started(), environment, run.missing()));

        assertThat(bench("--resume", results.toString())).isEqualTo(2);

        assertThat(err.toString())
                .startsWith("sockeye: " + results + " was measured at commit 0123456789ab, and this is ")
                .endsWith("check out that commit to go on\n");
        assertThat(results.resolve("turns.jsonl")).doesNotExist();
    }

    @Test
    void aRunEndsWithItsRatiosAndAReport() throws Exception {
        var run = folder.resolve("run");

        assertThat(bench("--out", run.toString(), "--rounds", "2")).isZero();

        assertThat(out.toString()).contains("ratio wait epoll vs nio 0.800 [0.800..0.800] vs c 1.600 [1.600..1.600]");
        assertThat(RunResults.read(run).run().rounds()).isEqualTo(2);
        assertThat(RunResults.read(run).run().missing().get(2)).containsOnlyKeys("python");
        assertThat(run.resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void aRunThatFailedGoesOnWhereItWas() throws Exception {
        var run = folder.resolve("run").toString();
        var failing = new SupportQuestion() {
            @Override
            public List<Sample> measure(Variant variant, RunPlan plan, int round) {
                if (variant.name().equals("net")) {
                    throw new IllegalArgumentException("the net has a hole");
                }
                return super.measure(variant, plan, round);
            }
        };

        assertThat(bench(failing, "--out", run, "--rounds", "1")).isEqualTo(1);
        assertThat(err.toString()).contains("the net has a hole");
        assertThat(bench("--resume", run)).isZero();

        assertThat(RunResults.read(Path.of(run)).samples()).hasSize(11 * 6).doesNotHaveDuplicates();
    }

    @Test
    void aFullDiskEndsTheRunWithAMessage() throws Exception {
        var run = folder.resolve("run");
        var filling = new SupportQuestion() {
            @Override
            public List<Sample> measure(Variant variant, RunPlan plan, int round) {
                try {
                    Files.createSymbolicLink(run.resolve("turns.jsonl"), Path.of("/dev/full"));
                } catch (IOException exception) {
                    throw new UncheckedIOException(exception);
                }
                return super.measure(variant, plan, round);
            }
        };

        assertThat(bench(filling, "--out", run.toString(), "--rounds", "1")).isEqualTo(1);

        assertThat(err.toString())
                .contains("sockeye: No space left on device; to go on: ./sockeye bench --resume " + run);
        Files.delete(run.resolve("turns.jsonl"));
    }

    @Test
    void aFullDiskLeavesTheReportThatWasThere() throws Exception {
        var results = SupportQuestion.results(folder.resolve("run")).folder();
        Files.writeString(results.resolve("report.html"), "of yesterday");
        Files.createSymbolicLink(results.resolve("report.html.new"), Path.of("/dev/full"));

        assertThat(bench("report", results.toString())).isEqualTo(1);

        assertThat(err.toString())
                .isEqualTo("sockeye: cannot write " + results.resolve("report.html") + ": No space left on device\n");
        assertThat(results.resolve("report.html")).hasContent("of yesterday");
        Files.delete(results.resolve("report.html.new"));
    }

    @Test
    void aTurnThatWasCutOffIsTakenAgainAndNotRead() throws IOException {
        var results = SupportQuestion.results(folder.resolve("run"));
        var file = results.folder().resolve("turns.jsonl");
        var whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 20));

        assertThat(RunResults.read(results.folder()).samples()).hasSize((3 * 11 - 1) * 6);
        assertThat(bench("--resume", results.folder().toString())).isZero();

        assertThat(Files.readString(file).lines()).hasSize(3 * 11);
    }
}
