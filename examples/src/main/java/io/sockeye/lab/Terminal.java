package io.sockeye.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lab in a terminal: a word for each button of the page, and the four panels as text. */
final class Terminal {
    private static final int BITS_IN_A_ROW = 32;

    private static final String HELP =
            """
                    add 3                    three socketpairs, of which all four watch one end
                    write A 100              the peer of A writes 100 bytes; read A 10; half-close A; close-peer A
                    dup A, close A           one number more for the watched end; it is closed
                    step epoll               one wait that looks once: select, poll, epoll, epoll-et; step all
                    step poll 20000          one wait of up to 20 s, which sleeps if nobody is ready
                    show                     the panels again: does somebody still sleep?
                    save FILE                the recording, which replay FILE and the page can show
                    quit""";

    private final PrintStream out;
    private final boolean colours;

    Terminal(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /** Until the end of the input, or {@code quit}. */
    void run(Reader input, Scenario scenario) throws IOException, InterruptedException {
        var lines = new BufferedReader(input);
        out.println(HELP);
        for (String line = prompt(lines); line != null && !line.strip().equals("quit"); line = prompt(lines)) {
            try {
                obey(line.strip().split("\\s+"), scenario);
            } catch (Refusal | NumberFormatException refused) {
                out.println(refused.getMessage());
            } catch (IOException | InvalidPathException failed) {
                // The class says what the message of a file's name leaves out: that it exists, or that there is no folder.
                out.println(failed.getClass().getSimpleName() + ": " + failed.getMessage());
            }
        }
    }

    private @Nullable String prompt(BufferedReader lines) throws IOException {
        out.print("lab> ");
        out.flush();
        return lines.readLine();
    }

    private void obey(String[] words, Scenario scenario) throws IOException, InterruptedException {
        switch (words[0]) {
            case "" -> {}
            case "help" -> out.println(HELP);
            case "show" -> show(scenario.view());
            case "save" -> {
                scenario.recording().write(Path.of(word(words, 1)));
                out.println("saved");
            }
            case "add" -> showSockets(scenario.act(new Scenario.Action("add", "", "", number(words, 1, 1))));
            case "step" -> step(word(words, 1), number(words, 2, 0), scenario);
            default ->
                showSockets(scenario.act(new Scenario.Action(words[0], word(words, 1), "", number(words, 2, 1))));
        }
    }

    private void step(String which, int milliseconds, Scenario scenario) throws IOException, InterruptedException {
        for (var mechanism : which.equals("all") ? List.of(Mechanism.values()) : List.of(Mechanism.of(which))) {
            var view = scenario.act(new Scenario.Action("step", "", mechanism.word(), milliseconds));
            view.panels().stream()
                    .filter(panel -> panel.mechanism().equals(mechanism.word()))
                    .forEach(this::show);
        }
    }

    private static String word(String[] words, int index) {
        if (index >= words.length) {
            throw new Refusal(words[0] + " needs a word more: help lists what there is");
        }
        return words[index];
    }

    private static int number(String[] words, int index, int otherwise) {
        return index < words.length ? Integer.parseInt(words[index]) : otherwise;
    }

    /** Everything. */
    void show(Scenario.View view) {
        showSockets(view);
        view.panels().forEach(this::show);
    }

    private void showSockets(Scenario.View view) {
        if (!view.done().isEmpty()) {
            out.println(view.done());
        }
        for (var line : view.lines()) {
            out.println(
                    "  " + line.name() + ": watched fd " + number(line.watched()) + ", duplicates " + line.duplicates()
                            + ", unread " + number(line.unread()) + ", peer fd " + number(line.peer()));
        }
        out.println("  reads that found nothing (EAGAIN): " + view.eagains());
    }

    private static String number(int number) {
        return number < 0 ? "-" : Integer.toString(number);
    }

    private void show(Panel.View panel) {
        out.println();
        out.println(bold(panel.mechanism()));
        var last = panel.last();
        if (last == null) {
            out.println("  not called yet");
        } else {
            out.println("  " + last.call());
            cells(last);
            out.println("  ready: " + (last.ready().isEmpty() ? "nobody" : String.join(", ", last.ready())));
        }
        var kept = panel.kept();
        out.println(
                "  the kernel keeps " + (kept.readyListHasEntries() == null ? "nothing" : "(" + kept.source() + "):"));
        kept.entries().forEach(entry -> out.println("    " + entry));
        if (kept.readyListHasEntries() != null) {
            out.println("    ready list: " + (kept.readyListHasEntries() ? "not empty" : "empty"));
        }
        var sleep = panel.sleep();
        out.println("  the thread " + (sleep == null ? "is not in a call" : "sleeps in " + sleep.wchan()));
        var counters = panel.counters();
        out.println("  calls " + counters.calls() + ", bytes in " + counters.bytesIn() + ", bytes out "
                + counters.bytesOut()
                + ", entries scanned " + counters.scanned() + " (bytes and entries are computed), wake-ups "
                + counters.wakeUps());
    }

    private void cells(Wait wait) {
        if (wait.unit().startsWith("bit")) {
            for (int i = 0; i < wait.cells().size(); i += BITS_IN_A_ROW) {
                var row = new StringBuilder("  ");
                int end = Math.min(i + BITS_IN_A_ROW, wait.cells().size());
                for (var cell : wait.cells().subList(i, end)) {
                    row.append(lit(cell, cell.before() + (cell.changed() ? ">" + cell.after() : ""))).append(' ');
                }
                out.println(row + " from descriptor " + wait.cells().get(i).label());
            }
        } else {
            for (var cell : wait.cells()) {
                out.println("  "
                        + lit(cell, cell.label() + " " + cell.before() + (cell.changed() ? " > " + cell.after() : "")));
            }
        }
    }

    private String lit(Wait.Cell cell, String text) {
        return cell.changed() && colours ? "\u001b[7m" + text + "\u001b[0m" : text;
    }

    private String bold(String text) {
        return colours ? "\u001b[1m" + text + "\u001b[0m" : text;
    }
}
