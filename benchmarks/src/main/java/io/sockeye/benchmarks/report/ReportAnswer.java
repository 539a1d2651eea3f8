package io.sockeye.benchmarks.report;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.report.Answer.Standing;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The answer in the report: how often, then the best of each headline, then each variant. */
final class ReportAnswer {
    private final StringBuilder page;

    ReportAnswer(StringBuilder page) {
        this.page = page;
    }

    void add(Answer answer) {
        page.append("<section class=\"answer\" id=\"answer\"><h2>The answer</h2><p>")
                .append(Html.text(answer.paragraph())).append("</p>\n");
        comparisons(answer, Verdict.LOSS, "Where Sockeye loses to the JDK");
        comparisons(answer, Verdict.TIE, "Where it ties with the JDK");
        comparisons(answer, Verdict.WIN, "Where it wins");
        page.append("<p class=\"note\">A loss is slower in every round and by more than 5 % in the median, ")
                .append("a win is faster likewise, and the rest is a tie. ").append(Verdict.CHANCE)
                .append(" The JDK is java.nio, or what is named.</p>\n");
        standings(answer);
        page.append("</section>\n");
    }

    private void comparisons(Answer answer, Verdict verdict, String title) {
        var comparisons = answer.comparisons(verdict);
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
                    .append(link(each.question(), each.headline())).append("</li>");
        }
        page.append("</ul>\n");
    }

    private void standings(Answer answer) {
        if (answer.standings().isEmpty()) {
            return;
        }
        page.append("<h3>The cheapest of Sockeye's objects and of what a program could use instead</h3>")
                .append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"The cheapest\"><table><thead>")
                .append("<tr><th>question</th><th>Sockeye</th><th class=\"number\">cost</th>")
                .append("<th>best other</th><th class=\"number\">to it</th><th class=\"number\">to the JDK</th>")
                .append("<th class=\"number\">to JNI</th><th class=\"number\">to C</th></tr></thead><tbody>");
        answer.standings().forEach(this::standing);
        page.append("</tbody></table></div>\n");
    }

    private void standing(Standing standing) {
        page.append("<tr><th scope=\"row\">").append(link(standing.question(), standing.headline()))
                .append("</th><td>").append(Html.text(standing.ours().name())).append("</td><td class=\"number\">")
                .append(ReportTable.cell(standing.figure())).append("</td><td>")
                .append(standing.rival() == null ? "–" : Html.text(standing.rival().name()))
                .append("</td><td class=\"number\">").append(mark(standing.verdict())).append(" ")
                .append(ReportTable.ratio(standing.toRival())).append("</td><td class=\"number\">")
                .append(ReportTable.ratio(standing.nio())).append("</td><td class=\"number\">")
                .append(ReportTable.ratio(standing.jni())).append("</td><td class=\"number\">")
                .append(ReportTable.ratio(standing.c())).append("</td></tr>");
    }

    private static String link(Question question, Headline headline) {
        return "<a href=\"#question-" + question.number() + "\">" + question.number() + " "
                + Html.text(question.name()) + "</a>: "
                + Html.text(Numbers.place(headline));
    }

    /** The word is there for who sees no colours. */
    private static String mark(@Nullable Verdict verdict) {
        if (verdict == null) {
            return "";
        }
        var word = verdict.name().toLowerCase(Locale.ROOT);
        return "<span class=\"mark " + word + "\">" + word + "</span>";
    }
}
