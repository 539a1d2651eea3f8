package io.sockeye.benchmarks;

import io.sockeye.benchmarks.call.CallQuestion;
import io.sockeye.benchmarks.measure.Environment;
import io.sockeye.benchmarks.measure.Progress;
import io.sockeye.benchmarks.measure.Rounds;
import io.sockeye.benchmarks.measure.Sources;
import io.sockeye.benchmarks.report.HtmlReport;
import io.sockeye.benchmarks.report.MarkdownReport;
import io.sockeye.benchmarks.report.Ratios;
import io.sockeye.benchmarks.report.RunResults;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code ./sockeye bench}. */
@Command(
        name = "./sockeye bench",
        description = "Measures Sockeye beside java.nio, java.net, Netty, JNI, CPython and C, and writes report.html.",
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
    private final List<Question> all;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec command;

    @Option(names = "--quick",
            description = "every question once: a look in a quarter of an hour, and not to be quoted")
    boolean quick;

    @Option(names = "--only", paramLabel = "N", split = ",", description = "only these questions, from 1 to 10")
    @Nullable TreeSet<Integer> only;

    @Option(names = "--rounds", paramLabel = "N", description = "how often each variant has its turn")
    @Nullable Integer rounds;

    @Option(names = "--resume", paramLabel = "FOLDER", description = "goes on with a run that was interrupted")
    @Nullable Path resume;

    @Option(names = "--out", paramLabel = "FOLDER", description = "a new folder for the results")
    @Nullable Path out;

    @Option(names = "--slowed",
            description = "adds a variant to question 1 that spins 5 µs in each operation, and tells how much slower it was")
    boolean slowed;

    private Bench(List<Question> all) {
        this.all = all;
    }

    /**
     * Runs the benchmarks and ends with 0, 1 if one failed, 2 if it was called wrongly.
     *
     * @param arguments {@code --help} lists them
     */
    public static void main(String[] arguments) {
        System.exit(commandLine(Questions.all()).execute(arguments));
    }

    static CommandLine commandLine(List<Question> questions) {
        return new CommandLine(new Bench(questions))
                .setParameterExceptionHandler(Bench::refused)
                .setExecutionExceptionHandler(Bench::failed);
    }

    private static int refused(ParameterException exception, String[] arguments) {
        exception.getCommandLine().getErr().println("sockeye: " + exception.getMessage());
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception exception, CommandLine command, CommandLine.ParseResult arguments)
            throws Exception {
        if (exception instanceof IOException || exception instanceof IllegalArgumentException) {
            command.getErr().println("sockeye: " + message(exception));
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw exception;
    }

    /** Some exceptions have no message but a path, and are the message themselves. */
    private static @Nullable String message(Exception exception) {
        return exception instanceof FileSystemException file && file.getReason() == null
                ? exception.toString()
                : exception.getMessage();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkArguments();
        var results = resume == null ? create() : RunResults.open(resume);
        var questions = asked(results);
        try (var _ = Interruption.of(results.folder(), questions)) {
            measure(results, questions);
        } catch (IOException exception) {
            throw new IOException(
                    message(exception) + "; to go on: ./sockeye bench --resume " + results.folder(), exception);
        }
        for (var question : questions) {
            Ratios.lines(question, question.keyFigures().getFirst(), results.samples()).forEach(this::println);
            question.remarks(results.samples()).forEach(this::println);
        }
        println("results: " + results.folder());
        println("report: " + HtmlReport.write(results, questions));
        return 0;
    }

    private void measure(RunResults results, List<Question> questions) throws IOException, InterruptedException {
        var asked = new Rounds(results, results.run().plan());
        long turns = questions.stream().mapToLong(question -> asked.left(question).size()).sum();
        try (var progress = Progress.of(turns)) {
            for (var question : questions) {
                asked.ask(question, progress::begins);
            }
        }
    }

    @Command(name = "report", description = "Writes report.html of a folder of results again.")
    int report(@Parameters(paramLabel = "FOLDER") Path folder) throws IOException {
        var results = RunResults.read(checked(folder));
        println("report: " + HtmlReport.write(results, asked(results)));
        return 0;
    }

    @Command(name = "document", description = "Prints docs/benchmarks.md of a folder of results.")
    int document(@Parameters(paramLabel = "FOLDER") Path folder) throws IOException {
        var results = RunResults.read(checked(folder));
        var out = command.commandLine().getOut();
        out.print(MarkdownReport.of(results, asked(results)));
        out.flush();
        return 0;
    }

    private void checkArguments() throws IOException, InterruptedException {
        if (resume != null) {
            checked(resume);
            if (quick || only != null || rounds != null || out != null) {
                throw refusal("--resume goes on with what was asked then, and takes no other option");
            }
            checkCommit(resume);
        }
        var numbers = all.stream().map(Question::number).toList();
        if (only != null && !numbers.containsAll(only)) {
            only.removeAll(numbers);
            throw refusal("there is no question " + only.getFirst() + ": the questions are " + numbers);
        }
        if (rounds != null && rounds < 1) {
            throw refusal("--rounds takes a number from 1, and not " + rounds);
        }
        if (out != null && Files.exists(out)) {
            throw refusal(out + " exists, and results are never overwritten");
        }
    }

    /** Rounds of two programs make no median. */
    private void checkCommit(Path folder) throws IOException, InterruptedException {
        var then = RunResults.read(folder).run().environment().get(Environment.COMMIT);
        var now = Environment.commit();
        if (then != null && !then.equals(now)) {
            throw refusal(folder + " was measured at commit " + then + ", and this is " + now
                    + ": rounds of two programs make no figure; check out that commit to go on");
        }
    }

    private Path checked(Path folder) {
        if (!RunResults.isFolder(folder)) {
            throw refusal(folder + " is no folder of results: it has no run.json");
        }
        return folder;
    }

    private ParameterException refusal(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }

    private RunResults create() throws IOException, InterruptedException {
        var started = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        var numbers = only == null ? all.stream().map(Question::number).toList() : List.copyOf(only);
        int turns = rounds == null ? (quick ? RunPlan.QUICK : RunPlan.FULL).rounds() : rounds;
        var folder = out != null
                ? out
                : Sources.root()
                        .resolve("benchmarks/target/results")
                        .resolve(started.toString().replace(':', '-') + (quick ? "-quick" : ""));
        var run = new RunResults.Run(quick, turns, numbers, started + "Z", Environment.now(), missing(numbers));
        try {
            return RunResults.create(folder, run);
        } catch (FileAlreadyExistsException another) {
            throw new IOException(folder + " exists, and results are never overwritten", another);
        }
    }

    private Map<Integer, Map<String, String>> missing(List<Integer> numbers) {
        var missing = new TreeMap<Integer, Map<String, String>>();
        for (var question : all) {
            if (numbers.contains(question.number())) {
                var reasons = new TreeMap<String, String>();
                for (var variant : question.variants()) {
                    question.missing(variant).ifPresent(reason -> reasons.put(variant.name(), reason));
                }
                missing.put(question.number(), reasons);
            }
        }
        return missing;
    }

    private List<Question> asked(RunResults results) throws IOException {
        var numbers = results.run().questions();
        boolean hasSlowed = slowed || results.samples().stream().anyMatch(CallQuestion::isSlowed);
        return all.stream()
                .filter(question -> numbers.contains(question.number()))
                .map(question -> hasSlowed && question instanceof CallQuestion ? CallQuestion.withSlowed() : question)
                .toList();
    }

    private void println(String line) {
        command.commandLine().getOut().println(line);
    }
}
