package io.sockeye.benchmarks.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sockeye.benchmarks.Question;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes {@code report.html}: one file that needs no network, and JavaScript only to draw its lines. */
public final class HtmlReport {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RunResults results;
    private final RunResults.Run run;
    private final List<Question> questions;
    private final Collection<Sample> samples;
    private final StringBuilder page = new StringBuilder(1 << 16);
    private int plots;

    private HtmlReport(RunResults results, List<Question> questions) throws IOException {
        this.results = results;
        this.run = results.run();
        this.questions = questions;
        this.samples = results.samples();
    }

    /** Beside the results; one that is there is replaced when the new one is whole. */
    public static Path write(RunResults results, List<Question> questions) throws IOException {
        var file = results.folder().resolve("report.html");
        var whole = results.folder().resolve("report.html.new");
        try {
            Files.writeString(whole, new HtmlReport(results, questions).html());
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException exception) {
            throw new IOException("cannot write " + file + ": " + exception.getMessage(), exception);
        }
        return file;
    }

    private String html() throws IOException {
        header();
        new HtmlFindings(page).add(new Findings(questions, samples));
        environment();
        for (var question : questions) {
            question(question);
        }
        raw();
        // In one pass: what a question says is not searched for further places.
        var parts = Map.of(
                "title", "Sockeye benchmarks, " + run.started(),
                "uplot.css", resource("uplot/uPlot.min.css"),
                "report.css", resource("report.css"),
                "uplot.licence", resource("uplot/LICENSE"),
                "uplot.js", resource("uplot/uPlot.iife.min.js"),
                "report.js", resource("report.js"),
                "body", page.toString());
        return Pattern.compile("\\{\\{(.+?)}}")
                .matcher(resource("report.html"))
                .replaceAll(found -> Matcher.quoteReplacement(
                        Objects.requireNonNull(parts.get(found.group(1)))));
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void header() {
        page.append("<header><h1>Sockeye benchmarks</h1>\n");
        if (run.quick()) {
            page.append("<p class=\"look\"><strong>A look, not to be quoted:</strong> this is a quick run.</p>\n");
        }
        page.append(
                "<p>What the sockets of Sockeye cost beside java.nio, java.net, Netty, the same calls through JNI, ")
                .append("CPython and C. Measured on ").append(Html.text(run.started().substring(0, 10)))
                .append(" in ").append(run.rounds()).append(run.rounds() == 1 ? " round" : " rounds")
                .append(": in each round every variant has its turn, and a figure is the median of the rounds, ")
                .append("with the lowest and the highest in brackets. Ratios are taken within a round. ")
                .append("All of it is loopback on one machine: it shows what an interface and its mechanism cost, ")
                .append("and says nothing about networks.</p>\n<nav aria-label=\"Questions\"><ol>");
        for (var question : questions) {
            page.append("<li value=\"").append(question.number()).append("\"><a href=\"#question-")
                    .append(question.number()).append("\">").append(Html.text(question.title())).append("</a></li>");
        }
        page.append("</ol></nav></header>\n");
    }

    private void environment() {
        page.append("<section class=\"card\" id=\"environment\"><h2>Where it was measured</h2><dl>");
        run.environment().forEach((name, fact) -> page.append("<div><dt>").append(Html.text(name))
                .append("</dt><dd>").append(Html.text(fact)).append("</dd></div>"));
        page.append("</dl></section>\n");
    }

    private void question(Question question) throws IOException {
        int number = question.number();
        page.append("<section class=\"question\" id=\"question-").append(number).append("\"><h2>").append(number)
                .append(". ").append(Html.text(question.title())).append("</h2>\n<p>")
                .append(Html.text(question.method())).append("</p>\n");
        variants(question);
        for (var plot : question.plots()) {
            if (plot.kind() == Plot.Kind.BARS) {
                for (var table : Table.of(question, samples)) {
                    if (table.part().equals(plot.part())) {
                        new HtmlTable(page).bars(plot, table);
                    }
                }
            } else {
                for (var data : PlotData.of(question, plot, samples)) {
                    plot(question, plot, data);
                }
            }
        }
        page.append("<h3>Figures</h3>\n");
        for (var table : Table.of(question, samples)) {
            new HtmlTable(page).figures(table, table.isOf(question.keyFigures().getFirst()));
        }
        if (!question.notMeasured().isEmpty()) {
            page.append("<h3>Not measured</h3><ul>");
            question.notMeasured().forEach(each -> page.append("<li>").append(Html.text(each)).append("</li>"));
            page.append("</ul>\n");
        }
        page.append("<p>Again: <code>./sockeye bench --only ").append(number).append("</code></p></section>\n");
    }

    private void variants(Question question) {
        var missing = run.missing().getOrDefault(question.number(), Map.of());
        page.append("<details class=\"variants\"><summary>").append(question.variants().size() - missing.size())
                .append(" variants")
                .append(missing.isEmpty() ? "" : "; missing: " + Html.text(String.join(", ", missing.keySet())))
                .append("</summary><dl>");
        for (var variant : question.variants()) {
            var reason = missing.get(variant.name());
            page.append("<div><dt>").append(Html.text(variant.name())).append("</dt><dd>")
                    .append(Html.text(variant.how()))
                    .append(reason == null ? "" : " <em>Missing: " + Html.text(reason) + "</em>")
                    .append("</dd></div>");
        }
        page.append("</dl></details>\n");
    }

    private void plot(Question question, Plot plot, PlotData data) throws IOException {
        var id = "plot-" + plots++;
        var title = plot.title() + (data.setting().isEmpty() ? "" : ", " + Numbers.setting(data.setting()));
        page.append("<figure class=\"plot\" id=\"").append(id).append("\"><figcaption>").append(Html.text(title))
                .append("</figcaption><div class=\"canvas\" role=\"img\" aria-label=\"").append(Html.text(title))
                .append(": the figures are in the tables below\"></div>")
                .append("<div class=\"legend\" role=\"group\" aria-label=\"Lines\">");
        for (var line : data.lines()) {
            page.append("<button type=\"button\" aria-pressed=\"true\" class=\"").append(line.style().colour())
                    .append("\">").append(swatch(line.style())).append("<span class=\"name\">")
                    .append(Html.text(line.name())).append("</span> <span class=\"value\"></span></button>");
        }
        page.append("</div>");
        new HtmlTable(page).without(question, data.lines().stream().map(PlotData.Line::name).toList());
        page.append("<script type=\"application/json\">").append(Html.json(JSON.writeValueAsString(data)))
                .append("</script></figure>\n");
    }

    /** A piece of the line, as the plot draws it. */
    static String swatch(LineStyle style) {
        return "<svg class=\"swatch\" viewBox=\"-16 -6 32 12\" aria-hidden=\"true\"><path d=\"M-16 0h32\""
                + " stroke-dasharray=\""
                + style.dashes().stream().map(String::valueOf).collect(Collectors.joining(" "))
                + "\"/><path d=\"" + style.shape() + "\" class=\"" + (style.filled() ? "filled" : "outline")
                + "\"/></svg>";
    }

    private void raw() throws IOException {
        page.append("<section id=\"raw\"><h2>Raw data</h2><p>Beside this page, one line for each turn: ");
        page.append(results.files().stream()
                .map(file -> "<a href=\"" + Html.text(file) + "\">" + Html.text(file) + "</a>")
                .collect(Collectors.joining(", ")));
        page.append(". This page again: <code>./sockeye bench report FOLDER</code></p></section>\n");
    }
}
