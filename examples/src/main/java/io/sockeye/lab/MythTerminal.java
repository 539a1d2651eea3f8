package io.sockeye.lab;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints a myth to a terminal, or to a file: then without colours and without a question. */
final class MythTerminal {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String BOLD = "1";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String GREY = "90";

    private final PrintStream out;
    private final @Nullable Console console;
    private final boolean hasColours;

    MythTerminal(PrintStream out, @Nullable Console console) {
        this.out = out;
        // Java gives a console for a pipe, too.
        this.console = console != null && console.isTerminal() ? console : null;
        var noColour = System.getenv("NO_COLOR");
        this.hasColours = this.console != null && (noColour == null || noColour.isEmpty());
    }

    void ask(Myth myth) {
        out.println(coloured(BOLD, "Belief: " + myth.belief()));
        out.println("Seen:   " + myth.seen());
        out.println();
        out.println(myth.question().text());
        int number = 1;
        for (var answer : myth.question().answers()) {
            out.println("  " + number++ + "  " + answer);
        }
    }

    /** The chosen answer; null without a terminal. */
    @Nullable Integer answer(int answers) {
        if (console == null) {
            return null;
        }
        while (true) {
            var line = console.readLine("Your answer, 1 to %d (or none): ", answers);
            if (line == null || line.isBlank()) {
                return null;
            }
            if (line.strip().matches("[1-" + answers + "]")) {
                return Integer.valueOf(line.strip());
            }
        }
    }

    void show(Myth myth, @Nullable Integer prediction, Myth.Outcome outcome) {
        out.println();
        for (var line : outcome.transcript()) {
            out.println(switch (line.kind()) {
                case CALL -> "  " + line.text();
                case NOTE -> "  " + coloured(GREY, "# " + line.text());
            });
        }
        out.println();
        Map<?, ?> facts = JSON.convertValue(outcome.facts(), Map.class);
        facts.forEach((name, value) -> out.printf("  %-36s %s%n", words(String.valueOf(name)), value));
        out.println();
        out.println(verdict(myth, prediction, outcome.facts().answer()));
        out.println();
        out.println(myth.explanation().text());
        out.println(coloured(BOLD, "Man page: ") + myth.explanation().manual());
    }

    private String verdict(Myth myth, @Nullable Integer prediction, int observed) {
        int right = myth.question().right();
        if (observed != right) {
            return coloured(YELLOW, "Observed: " + named(myth, observed) + ". We expected " + right
                    + ": this kernel differs from those that the text was written on.");
        }
        var seen = "Observed: " + named(myth, observed) + ".";
        if (prediction == null) {
            return seen;
        }
        return prediction == observed
                ? coloured(GREEN, seen + " So you predicted.")
                : coloured(YELLOW, seen + " You predicted " + prediction + ".");
    }

    private static String named(Myth myth, int answer) {
        return answer == 0 ? "none of these" : answer + ", " + myth.question().answers().get(answer - 1);
    }

    /** {@code eventsAfterTwoSends} for a reader. */
    static String words(String name) {
        return name.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private String coloured(String colour, String text) {
        return hasColours ? "\033[" + colour + "m" + text + "\033[0m" : text;
    }
}
