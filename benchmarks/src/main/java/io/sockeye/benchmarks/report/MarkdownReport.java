package io.sockeye.benchmarks.report;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.report.Ratios.Spread;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code docs/benchmarks.md} from a folder of results. */
public final class MarkdownReport {
    private final StringBuilder page = new StringBuilder(1 << 14);
    private final RunResults.Run run;
    private final String folder;
    private final Collection<Sample> samples;

    private MarkdownReport(RunResults results) throws IOException {
        run = results.run();
        folder = "benchmarks/" + results.folder().toRealPath().getFileName();
        samples = results.samples();
    }

    /** Links stand for a folder that lies in docs/benchmarks. */
    public static String of(RunResults results, List<Question> questions) throws IOException {
        var document = new MarkdownReport(results);
        document.head();
        document.findings(new Findings(questions, document.samples));
        questions.forEach(document::question);
        document.environment();
        return document.page.toString();
    }

    private void head() {
        page.append("# Benchmarks\n\n");
        if (run.quick()) {
            page.append("**A look, not to be quoted: this is a quick run.**\n\n");
        }
        page.append("What the sockets of Sockeye cost beside java.nio, java.net, Netty, JNI, CPython and C. ")
                .append("Measured on ").append(run.started(), 0, 10).append(" on ")
                .append(fact("processor")).append(", ").append(fact("cores")).append(" cores, kernel ")
                .append(fact("kernel")).append(", JDK ").append(fact("JDK")).append(".\n\n")
                .append("A figure is the median of ").append(run.rounds())
                .append(" rounds with the lowest and the highest ")
                .append("in brackets; a ratio is taken within a round, and above 1 the variant of the row is the slower one. ")
                .append("Everything is loopback on one machine, which says nothing about networks.\n\n")
                .append("All of it again: `./sockeye bench`. The raw data, a line for each turn: [").append(folder)
                .append("](").append(folder).append("). With plots, every setting and the system calls by name: ")
                .append("`./sockeye bench report docs/").append(folder).append("` writes report.html. ")
                .append("This page is what `./sockeye bench document docs/").append(folder).append("` prints.\n\n");
    }

    private String fact(String name) {
        return run.environment().getOrDefault(name, "unknown");
    }

    private void findings(Findings findings) {
        page.append("## The answer\n\n").append(findings.paragraph()).append("\n\n");
        comparisons(findings, Verdict.LOSS, "Where Sockeye loses to the JDK");
        comparisons(findings, Verdict.TIE, "Where it ties with the JDK");
        comparisons(findings, Verdict.WIN, "Where it wins");
        page.append("A loss is slower in every round and by more than 5 % in the median, a win is faster likewise, ")
                .append("and the rest is a tie. ").append(Verdict.CHANCE)
                .append(" The JDK is java.nio, or what is named.\n\n");
        if (!findings.standings().isEmpty()) {
            page.append("### The cheapest of Sockeye's objects and of what a program could use instead\n\n")
                    .append("| question | Sockeye | cost | best other | ratio to it | to the JDK | to JNI | to C |\n")
                    .append("| --- | --- | ---: | --- | ---: | ---: | ---: | ---: |\n");
        }
        for (var each : findings.standings()) {
            line(
                    each.question().number() + " " + each.question().name() + ": " + place(each.keyFigure()),
                    each.ours().name(),
                    Numbers.spread(each.figure()),
                    each.rival() == null ? "–" : each.rival().name(),
                    (each.verdict() == null ? "" : word(each.verdict()) + " ") + ratio(each.toRival()),
                    ratio(each.nio()),
                    ratio(each.jni()),
                    ratio(each.c()));
        }
        page.append("\n");
    }

    private void comparisons(Findings findings, Verdict verdict, String title) {
        var comparisons = findings.comparisons(verdict);
        page.append("### ").append(title).append(": ").append(comparisons.size()).append("\n\n");
        if (comparisons.isEmpty()) {
            page.append("Nowhere.\n\n");
            return;
        }
        page.append("| variant | ratio to the JDK | question |\n| --- | ---: | --- |\n");
        for (var each : comparisons) {
            line(
                    each.variant().name(),
                    Numbers.ratio(each.ratio()),
                    each.question().number() + " " + each.question().name() + ": " + place(each.keyFigure()));
        }
        page.append("\n");
    }

    private void question(Question question) {
        page.append("## ").append(question.number()).append(". ").append(question.title()).append("\n\n")
                .append(question.method()).append("\n\nAgain: `./sockeye bench --only ").append(question.number())
                .append("`\n\n");
        var tables = Table.of(question, samples);
        for (var keyFigure : question.keyFigures()) {
            tables.stream().filter(table -> table.isOf(keyFigure)).forEach(table -> table(keyFigure, table));
        }
        var missing = run.missing().getOrDefault(question.number(), Map.of());
        if (!missing.isEmpty()) {
            page.append("Missing:\n\n");
            missing.forEach(
                    (variant, reason) -> page.append("- ").append(variant).append(": ").append(reason).append("\n"));
            page.append("\n");
        }
        if (!question.notMeasured().isEmpty()) {
            page.append("Not measured:\n\n");
            question.notMeasured().forEach(each -> page.append("- ").append(each).append("\n"));
            page.append("\n");
        }
    }

    private void table(KeyFigure keyFigure, Table table) {
        page.append("### ").append(capital(place(keyFigure))).append("\n\n| variant | ").append(keyFigure.figure())
                .append(" | to ")
                .append(keyFigure.nio() == null ? "java.nio" : keyFigure.nio()).append(" | to ")
                .append(keyFigure.c() == null ? "C" : keyFigure.c()).append(" |\n| --- | ---: | ---: | ---: |\n");
        for (var row : table.rows()) {
            line(
                    row.variant().name(),
                    cell(row.figures().get(keyFigure.figure())),
                    ratio(row.ratio(keyFigure, keyFigure.nio())),
                    ratio(row.ratio(keyFigure, keyFigure.c())));
        }
        page.append("\n");
    }

    private void environment() {
        page.append("## Where it was measured\n\n| | |\n| --- | --- |\n");
        run.environment().forEach(this::line);
    }

    private void line(String... cells) {
        page.append("| ");
        for (int i = 0; i < cells.length; i++) {
            page.append(i == 0 ? "" : " | ").append(cells[i].replace("|", "\\|"));
        }
        page.append(" |\n");
    }

    private static String place(KeyFigure keyFigure) {
        return Numbers.place(keyFigure);
    }

    private static String cell(@Nullable Spread spread) {
        return spread == null ? "–" : Numbers.spread(spread);
    }

    private static String ratio(@Nullable Spread ratio) {
        return ratio == null ? "–" : Numbers.ratio(ratio);
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
