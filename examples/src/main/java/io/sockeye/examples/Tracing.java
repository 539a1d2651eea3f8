package io.sockeye.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.bindings.trace.ChromeFormat;
import io.sockeye.bindings.trace.JsonFormat;
import io.sockeye.bindings.trace.StraceFormat;
import io.sockeye.bindings.trace.Summary;
import io.sockeye.bindings.trace.Trace;
import io.sockeye.bindings.trace.TracedCall;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./sockeye trace NAME}: a program of {@code ./sockeye run}, with its calls. */
@Command(
        name = "trace",
        description = "Runs a program and prints its calls as strace does.",
        mixinStandardHelpOptions = true)
final class Tracing implements Callable<Integer> {
    @ArgGroup
    Form form = new Form();

    @Option(names = "-o", paramLabel = "FILE", description = "Prints to a file, and not between the program's errors.")
    Optional<Path> file = Optional.empty();

    // The first word that is no option of ours begins the program's own.
    @Parameters(paramLabel = "NAME", arity = "1..*", description = "A program and its arguments.")
    List<String> program = List.of();

    /** At most one of them; strace's lines else. */
    static final class Form {
        @Option(names = "--summary", description = "Counts the calls as strace -c -w does.")
        boolean summary;

        @Option(names = "--json", description = "Prints an object for each call.")
        boolean json;

        @Option(names = "--chrome", paramLabel = "FILE", description = "Writes a file that ui.perfetto.dev opens.")
        Optional<Path> chrome = Optional.empty();
    }

    @Override
    public Integer call() throws IOException {
        var to = form.chrome.or(() -> file);
        var out = to.isEmpty() ? System.err : new PrintStream(new FileOutputStream(to.get().toFile()), true, UTF_8);
        var ends = new ArrayList<Runnable>();
        var trace = Trace.to(listener(out, ends));
        ends.addFirst(trace::close);
        // A server is ended by Control-C: then its trace ends, too, and is whole.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ends.forEach(Runnable::run)));
        int status = Main.commands().execute(runProgram());
        if (out.checkError()) {
            System.err.println("sockeye: not all of the trace could be written");
            status = Math.max(status, CommandLine.ExitCode.SOFTWARE);
        }
        return status;
    }

    private Consumer<TracedCall> listener(PrintStream out, List<Runnable> ends) {
        if (form.summary) {
            var summary = new Summary();
            ends.add(() -> out.print(summary));
            return summary;
        }
        if (form.chrome.isPresent()) {
            var chrome = new ChromeFormat(out);
            ends.add(chrome::close);
            return chrome;
        }
        return form.json ? new JsonFormat(out) : new StraceFormat(out);
    }

    private String[] runProgram() {
        var words = new ArrayList<>(program);
        words.addFirst("run");
        return words.toArray(String[]::new);
    }
}
