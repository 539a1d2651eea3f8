package io.sockeye.benchmarks.report;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.report.Findings.Standing;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The findings in report.html: the counts, then the losses, ties and wins, then the cheapest variant for each key figure. */
final class HtmlFindings {
    private final StringBuilder page;

    HtmlFindings(StringBuilder page) {
        this.page = page;
    }

    void add(Findings findings) {
        page.append("<section class=\"answer\" id=\"answer\"><h2>The answer</h2><p>")
                .append(Html.text(findings.paragraph())).append("</p>\n");
        comparisons(findings, Verdict.LOSS, "Where Sockeye loses to the JDK");
        comparisons(findings, Verdict.TIE, "Where it ties with the JDK");
        comparisons(findings, Verdict.WIN, "Where it wins");
        page.append("<p class=\"note\">A loss is slower in every round and by more than 5 % in the median, ")
                .append("a win is faster likewise, and the rest is a tie. ").append(Verdict.CHANCE)
                .append(" The JDK is java.nio, or what is named.</p>\n");
        standings(findings);
        page.append("</section>\n");
    }

    private void comparisons(Findings findings, Verdict verdict, String title) {
        var comparisons = findings.comparisons(verdict);
        page.append("<h3>").append(mark(verdict)).append(" ").append(title).append(": ").append(comparisons.size())
                .append("</h3>");
        if (comparisons.isEmpty()) {
            page.append("<p>Nowhere.</p>\n");
            return;
        }
        page.append("<ul class=\"comparisons\">");
        for (var each : comparisons) {
            page.append("<li><strong>").append(Html.text(each.variant().name())).append("</strong> ")
                    .append(Numbers.times(each.ratio().median())).append(" <small>")
                    .append(Numbers.ratioRange(each.ratio())).append("</small> ")
                    .append(link(each.question(), each.keyFigure())).append("</li>");
        }
        page.append("</ul>\n");
    }

    private void standings(Findings findings) {
        if (findings.standings().isEmpty()) {
            return;
        }
        page.append("<h3>The cheapest of Sockeye's objects and of what a program could use instead</h3>")
                .append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"The cheapest\"><table><thead>")
                .append("<tr><th>question</th><th>Sockeye</th><th class=\"number\">cost</th>")
                .append("<th>best other</th><th class=\"number\">to it</th><th class=\"number\">to the JDK</th>")
                .append("<th class=\"number\">to JNI</th><th class=\"number\">to C</th></tr></thead><tbody>");
        findings.standings().forEach(this::standing);
        page.append("</tbody></table></div>\n");
    }

    private void standing(Standing standing) {
        page.append("<tr><th scope=\"row\">").append(link(standing.question(), standing.keyFigure()))
                .append("</th><td>").append(Html.text(standing.ours().name())).append("</td><td class=\"number\">")
                .append(HtmlTable.cell(standing.figure())).append("</td><td>")
                .append(standing.rival() == null ? "–" : Html.text(standing.rival().name()))
                .append("</td><td class=\"number\">").append(mark(standing.verdict())).append(" ")
                .append(HtmlTable.ratio(standing.toRival())).append("</td><td class=\"number\">")
                .append(HtmlTable.ratio(standing.nio())).append("</td><td class=\"number\">")
                .append(HtmlTable.ratio(standing.jni())).append("</td><td class=\"number\">")
                .append(HtmlTable.ratio(standing.c())).append("</td></tr>");
    }

    private static String link(Question question, KeyFigure keyFigure) {
        return "<a href=\"#question-" + question.number() + "\">" + question.number() + " "
                + Html.text(question.name()) + "</a>: "
                + Html.text(Numbers.place(keyFigure));
    }

    /** In words too, for readers who do not see colours. */
    private static String mark(@Nullable Verdict verdict) {
        if (verdict == null) {
            return "";
        }
        var word = verdict.name().toLowerCase(Locale.ROOT);
        return "<span class=\"mark " + word + "\">" + word + "</span>";
    }
}
