package io.sockeye.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./sockeye bench}. */
@Command(
        name = "./sockeye bench",
        description = "Measures Sockeye beside java.nio, java.net, Netty, JNI, CPython and C, and writes report.html.",
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
    @Option(names = "--quick",
            description = "every question once: a look in a quarter of an hour, and not to be quoted")
    boolean quick;

    @Option(names = "--only", paramLabel = "N", split = ",", description = "only these questions, from 1 to 10")
    @Nullable Set<Integer> only;

    @Option(names = "--rounds", paramLabel = "N", description = "how often each variant has its turn")
    @Nullable Integer rounds;

    @Option(names = "--resume", paramLabel = "FOLDER", description = "goes on with a run that was interrupted")
    @Nullable Path resume;

    @Option(names = "--out", paramLabel = "FOLDER", description = "a new folder for the results")
    @Nullable Path out;

    @Option(names = "--slowed",
            description = "adds a variant to question 1 that spins 5 µs in each operation, and tells how much slower it was")
    boolean slowed;

    private Bench() {}

    /**
     * Runs the benchmarks and ends with 0, 1 if one failed, 2 if it was called wrongly.
     *
     * @param arguments {@code --help} lists them
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setExecutionExceptionHandler(Bench::failed)
                .execute(arguments));
    }

    private static int failed(Exception exception, CommandLine command, CommandLine.ParseResult arguments)
            throws Exception {
        if (exception instanceof IOException || exception instanceof IllegalArgumentException) {
            System.err.println("sockeye: " + exception.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw exception;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var results = resume == null ? create() : Results.open(resume);
        var questions = questions(results);
        var asked = new Rounds(results, results.run().effort());
        long turns = questions.stream().mapToLong(question -> asked.left(question).size()).sum();
        try (var progress = progress(turns)) {
            for (var question : questions) {
                asked.ask(question, next -> progress.setExtraMessage(next.toString()).step());
            }
        }
        for (var question : questions) {
            Ratios.lines(question, question.headlines().getFirst(), results.points()).forEach(IO::println);
            if (slowed && question instanceof CallQuestion call) {
                call.slowedLines(results.points()).forEach(IO::println);
            }
        }
        IO.println("results: " + results.folder());
        return 0;
    }

    private Results create() throws IOException {
        var started = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        var asked = only == null ? Questions.all().stream().map(Question::number).toList() : List.copyOf(only);
        int turns = rounds == null ? (quick ? Effort.QUICK : Effort.FULL).rounds() : rounds;
        var folder = Sources.root()
                .resolve("benchmarks/target/results")
                .resolve(started.toString().replace(':', '-') + (quick ? "-quick" : ""));
        return Results.create(
                out == null ? folder : out, new Results.Run(quick, turns, asked, started + "Z"));
    }

    private List<Question> questions(Results results) throws IOException {
        var numbers = results.run().questions();
        return Questions.all().stream()
                .map(question -> slowed && question instanceof CallQuestion ? CallQuestion.withSlowed() : question)
                .filter(question -> numbers.contains(question.number()))
                .toList();
    }

    /** On the error output, with the time that is left. */
    private static ProgressBar progress(long turns) {
        return new ProgressBarBuilder()
                .setTaskName("bench")
                .setInitialMax(turns)
                .setStyle(ProgressBarStyle.ASCII)
                .build();
    }
}
