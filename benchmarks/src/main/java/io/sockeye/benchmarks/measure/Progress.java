package io.sockeye.benchmarks.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a run is, and the estimated time left: a bar on a terminal, elsewhere a line for each round of a question. */
public final class Progress implements AutoCloseable {
    private final @Nullable ProgressBar bar;
    private final PrintStream lines;
    private final long turns;
    private final long start = System.nanoTime();
    private long over = -1;
    private String round = "";

    private Progress(@Nullable ProgressBar bar, PrintStream lines, long turns) {
        this.bar = bar;
        this.lines = lines;
        this.turns = turns;
    }

    /** On the error output. */
    public static Progress of(long turns) throws IOException {
        return isTerminal() ? new Progress(bar(turns), System.err, turns) : inLines(System.err, turns);
    }

    /** For a file or a pipe. */
    static Progress inLines(PrintStream lines, long turns) {
        return new Progress(null, lines, turns);
    }

    private static ProgressBar bar(long turns) {
        return new ProgressBarBuilder()
                .setTaskName("bench")
                .setInitialMax(turns)
                .setStyle(ProgressBarStyle.ASCII)
                .build();
    }

    /** Console.isTerminal() speaks of the input and the output, and not of the error output. */
    private static boolean isTerminal() throws IOException {
        var stderr = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
        return stderr.startsWith("/dev/pts/") || stderr.startsWith("/dev/tty") || stderr.equals("/dev/console");
    }

    /** The one before is over. */
    public void begins(Rounds.Next next) {
        over++;
        if (bar != null) {
            bar.stepTo(over).setExtraMessage(" " + next);
            return;
        }
        var now = next.question().number() + " " + next.question().name() + ", round " + (next.round() + 1);
        if (!now.equals(round)) {
            round = now;
            lines.println("bench: " + now + ": " + over + " of " + turns + " turns are over" + left());
        }
    }

    private String left() {
        if (over == 0) {
            return "";
        }
        var left = Duration.ofNanos((System.nanoTime() - start) / over * (turns - over));
        return ", about " + left.toMinutes() + " min " + left.toSecondsPart() + " s are left";
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
