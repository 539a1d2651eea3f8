package io.sockeye.benchmarks;

import io.sockeye.benchmarks.report.HtmlReport;
import io.sockeye.benchmarks.report.RunResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** While it is open, Control-C writes a report of the finished turns and kills all child processes. */
final class Interruption implements AutoCloseable {
    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    static Interruption of(Path folder, List<Question> questions) {
        var hook = new Thread(() -> report(folder, questions), "report of an interrupted run");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    private static void report(Path folder, List<Question> questions) {
        // Their own threads wait for them no more. A terminal's Control-C has ended them already, kill has not.
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        System.err.println("\ninterrupted; to go on: ./sockeye bench --resume " + folder);
        try {
            System.err.println("report: " + HtmlReport.write(RunResults.read(folder), questions));
        } catch (IOException exception) {
            System.err.println("sockeye: " + exception.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException interrupted) {
            // It runs already: a turn that failed because its process was interrupted too ends here.
        }
    }
}
