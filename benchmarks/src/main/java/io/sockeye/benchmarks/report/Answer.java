package io.sockeye.benchmarks.report;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.Variant.Family;
import io.sockeye.benchmarks.report.Ratios.Spread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run says about Sockeye, the losses first. */
public final class Answer {
    /**
     * One of ours beside the JDK: java.nio, or java.net where a question says so.
     *
     * @param headline what is compared
     * @param ratio above 1 is a loss
     */
    record Comparison(Question question, Headline headline, Variant variant, Spread ratio) {
        Verdict verdict() {
            return Verdict.of(ratio);
        }
    }

    /**
     * Who is the best at a headline.
     *
     * @param ours the cheapest of Sockeye's objects
     * @param figure what it costs
     * @param nio its ratio to the JDK
     * @param jni its ratio to the cheapest of the same calls through JNI
     * @param c its ratio to C
     * @param rival the cheapest of what a program could use instead: java.nio, java.net, Netty, CPython; without java.nio where a
     *     headline compares nobody with it
     * @param toRival the ratio to that one
     */
    record Standing(
            Question question,
            Headline headline,
            Variant ours,
            Spread figure,
            @Nullable Spread nio,
            @Nullable Spread jni,
            @Nullable Spread c,
            @Nullable Variant rival,
            @Nullable Spread toRival) {
        /** Beside the best of the others: who loses to Netty does not win. */
        @Nullable Verdict verdict() {
            return toRival == null ? null : Verdict.of(toRival);
        }
    }

    private static final Set<Family> RIVALS = Set.of(Family.NIO, Family.NET, Family.NETTY, Family.PYTHON);

    /** The floor below the objects: it is compared with the JDK, but is not what most programs would use. */
    private static final String FLOOR = "syscalls";

    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<Standing> standings = new ArrayList<>();

    Answer(List<Question> questions, Collection<Point> points) {
        for (var question : questions) {
            var tables = Table.of(question, points);
            for (var headline : question.headlines()) {
                tables.stream().filter(table -> table.isOf(headline)).findFirst()
                        .ifPresent(table -> add(question, headline, table, points));
            }
        }
        comparisons.sort(Comparator.comparing(Comparison::verdict));
        standings.sort(Comparator.comparing(
                Standing::verdict, Comparator.nullsLast(Comparator.naturalOrder())));
    }

    private void add(Question question, Headline headline, Table table, Collection<Point> points) {
        for (var row : table.rows()) {
            var ratio = row.ratio(headline, headline.nio());
            if (row.variant().family() == Family.SOCKEYE && ratio != null) {
                comparisons.add(new Comparison(question, headline, row.variant(), ratio));
            }
        }
        var ours = cheapest(table, headline, Set.of(Family.SOCKEYE));
        if (ours == null) {
            return;
        }
        var rival = cheapest(table, headline, RIVALS);
        var jni = cheapest(table, headline, Set.of(Family.JNI));
        standings.add(new Standing(
                question,
                headline,
                ours.variant(),
                Objects.requireNonNull(ours.figures().get(headline.figure())),
                ours.ratio(headline, headline.nio()),
                ratio(question, headline, ours, jni, points),
                ours.ratio(headline, headline.c()),
                rival == null ? null : rival.variant(),
                ratio(question, headline, ours, rival, points)));
    }

    private static Table.@Nullable Row cheapest(Table table, Headline headline, Set<Family> families) {
        Table.Row cheapest = null;
        double least = Double.MAX_VALUE;
        for (var row : table.rows()) {
            var cost = row.figures().get(headline.figure());
            if (isEligible(row.variant(), headline, families) && cost != null && cost.median() < least) {
                cheapest = row;
                least = cost.median();
            }
        }
        return cheapest;
    }

    private static boolean isEligible(Variant variant, Headline headline, Set<Family> families) {
        return families.contains(variant.family())
                && !variant.name().equals(FLOOR)
                && (variant.family() != Family.NIO || headline.nio() != null);
    }

    private static @Nullable Spread ratio(
            Question question, Headline headline, Table.Row ours, Table.@Nullable Row other, Collection<Point> points) {
        return other == null
                ? null
                : Ratios.of(figures(question, headline, ours, points), figures(question, headline, other, points));
    }

    private static Map<Integer, Double> figures(
            Question question, Headline headline, Table.Row row, Collection<Point> points) {
        return Ratios.figures(
                points, question.number(), headline.part(), headline.at(), row.variant().name(), headline.figure());
    }

    /** Losses, ties, wins; within them by question. */
    List<Standing> standings() {
        return standings;
    }

    /** Of one verdict, by question. */
    List<Comparison> comparisons(Verdict verdict) {
        return comparisons.stream().filter(each -> each.verdict() == verdict).toList();
    }

    /** How often. By how much is said of each: ways that differ have no range in common. */
    String paragraph() {
        if (comparisons.isEmpty()) {
            return "Nothing of Sockeye was measured beside the JDK.";
        }
        return "Variants of Sockeye are compared with the JDK %d times: they lose %d, tie %d and win %d.".formatted(
                comparisons.size(),
                comparisons(Verdict.LOSS).size(),
                comparisons(Verdict.TIE).size(),
                comparisons(Verdict.WIN).size());
    }
}
