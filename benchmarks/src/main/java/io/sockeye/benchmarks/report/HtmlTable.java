package io.sockeye.benchmarks.report;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.report.Ratios.Spread;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Bars and tables of figures in report.html. */
final class HtmlTable {
    private final StringBuilder page;

    HtmlTable(StringBuilder page) {
        this.page = page;
    }

    /** The cheapest first. They need no JavaScript. */
    void bars(Plot plot, Table table) {
        var rows = table.rows().stream()
                .filter(row -> row.figures().containsKey(plot.figure()))
                .sorted(Comparator.comparingDouble(row -> cost(row, plot.figure()).median()))
                .toList();
        double most = rows.stream().mapToDouble(row -> cost(row, plot.figure()).high()).max().orElse(1);
        page.append("<figure class=\"bars\"><figcaption>").append(Html.text(plot.title()))
                .append(table.at().isEmpty() ? "" : ", " + Html.text(Numbers.setting(table.at())))
                .append(" <small>").append(Html.text(plot.figure())).append("</small></figcaption><ol>");
        for (var row : rows) {
            var cost = cost(row, plot.figure());
            page.append("<li class=\"").append(LineStyle.of(table.question(), row.variant()).colour())
                    .append("\"><span class=\"name\">").append(Html.text(row.variant().name()))
                    .append("</span><span class=\"track\"><span class=\"bar\" style=\"width:")
                    .append(percent(cost.median(), most)).append("\"></span><span class=\"spread\" style=\"left:")
                    .append(percent(cost.low(), most)).append(";width:")
                    .append(percent(cost.high() - cost.low(), most)).append("\"></span></span><span class=\"value\">")
                    .append(Numbers.figure(cost.median())).append(" <small>").append(Numbers.range(cost))
                    .append("</small></span></li>");
        }
        page.append("</ol>");
        without(table.question(), rows.stream().map(row -> row.variant().name()).toList());
        page.append("</figure>\n");
    }

    /** Names the variants that a plot does not have. */
    void without(Question question, Collection<String> drawn) {
        var names = question.variants().stream().map(Variant::name).filter(name -> !drawn.contains(name)).toList();
        if (!names.isEmpty()) {
            page.append("<p class=\"note\">Without figures here: ").append(Html.text(String.join(", ", names)))
                    .append(".</p>");
        }
    }

    private static Spread cost(Table.Row row, String figure) {
        return Objects.requireNonNull(row.figures().get(figure));
    }

    private static String percent(double part, double all) {
        return String.format(Locale.ROOT, "%.2f%%", all == 0 ? 0 : Math.clamp(100 * part / all, 0, 100));
    }

    /** A row for each variant. */
    void figures(Table table, boolean open) {
        page.append("<details class=\"figures\"").append(open ? " open" : "").append("><summary>")
                .append(Html.text(Numbers.place(table.part(), table.at()))).append("</summary>")
                .append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(Html.text(Numbers.place(table.part(), table.at())))
                .append("\"><table><thead><tr><th>variant</th>");
        table.figures().forEach(this::heading);
        for (var reference : table.references()) {
            page.append("<th class=\"number\">to ").append(Html.text(reference.variant())).append("<small>")
                    .append(Html.text(reference.figure())).append("</small></th>");
        }
        page.append("<th>system calls/op</th></tr></thead><tbody>");
        table.rows().forEach(row -> row(table, row));
        page.append("</tbody></table></div><p class=\"note\">Each operation of each variant moved ")
                .append(String.format(Locale.ROOT, "%,.0f", table.moved())).append(" bytes.").append(units(table))
                .append("</p></details>\n");
    }

    private static String units(Table table) {
        return table.question().plots().stream()
                .filter(plot -> plot.kind() == Plot.Kind.PERCENTILES && plot.part().equals(table.part()))
                .map(plot -> " Percentiles are in " + Html.text(plot.figure()) + ".")
                .findFirst()
                .orElse("");
    }

    private void heading(String name) {
        page.append("<th class=\"number\">").append(Html.text(name)).append("</th>");
    }

    private void row(Table table, Table.Row row) {
        var style = LineStyle.of(table.question(), row.variant());
        page.append("<tr><th scope=\"row\" class=\"").append(style.colour()).append("\">")
                .append(HtmlReport.swatch(style))
                .append("<span class=\"name\">").append(Html.text(row.variant().name())).append("</span></th>");
        for (var figure : table.figures()) {
            page.append("<td class=\"number\">").append(cell(row.figures().get(figure))).append("</td>");
        }
        table.references().forEach(reference -> ratio(isJudged(table, row, reference), row.ratios().get(reference)));
        page.append("<td class=\"calls\">")
                .append(row.calls().isEmpty()
                        ? "–"
                        : row.calls().entrySet().stream()
                                .map(call -> "<span>" + Html.text(call.getKey()) + "&nbsp;"
                                        + Numbers.figure(call.getValue())
                                        + "</span>")
                                .collect(Collectors.joining(" ")))
                .append("</td></tr>");
    }

    /** No verdict on a ratio to C, which is the limit. */
    private static boolean isJudged(Table table, Table.Row row, Table.Reference reference) {
        return row.variant().family() == Variant.Family.SOCKEYE
                && table.question().variants().stream()
                        .noneMatch(variant -> variant.name().equals(reference.variant())
                                && variant.family() == Variant.Family.C);
    }

    private void ratio(boolean isJudged, @Nullable Spread ratio) {
        page.append("<td class=\"number")
                .append(isJudged && ratio != null ? " " + Verdict.of(ratio).name().toLowerCase(Locale.ROOT) : "")
                .append("\">").append(ratio(ratio)).append("</td>");
    }

    static String ratio(@Nullable Spread ratio) {
        return ratio == null
                ? "–"
                : Numbers.times(ratio.median()) + "<small>" + Numbers.ratioRange(ratio) + "</small>";
    }

    /** The spread stands below the median. */
    static String cell(@Nullable Spread spread) {
        return spread == null
                ? "–"
                : Numbers.figure(spread.median()) + "<small>" + Numbers.range(spread) + "</small>";
    }
}
