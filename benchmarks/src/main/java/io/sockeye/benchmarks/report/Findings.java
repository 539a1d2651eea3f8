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

/** What a run shows about Sockeye, losses first. */
public final class Findings {
    /**
     * One of ours beside the JDK: java.nio, or java.net where a question says so.
     *
     * @param keyFigure what is compared
     * @param ratio above 1 is a loss
     */
    record Comparison(Question question, KeyFigure keyFigure, Variant variant, Spread ratio) {
        Verdict verdict() {
            return Verdict.of(ratio);
        }
    }

    /**
     * The cheapest variant of Sockeye for a key figure.
     *
     * @param ours the cheapest of Sockeye's objects
     * @param figure what it costs
     * @param nio its ratio to the JDK
     * @param jni its ratio to the cheapest of the same calls through JNI
     * @param c its ratio to C
     * @param rival the cheapest of what a program could use instead: java.nio, java.net, Netty, CPython; without java.nio where a
     *     key figure has no such reference
     * @param toRival the ratio to that one
     */
    record Standing(
            Question question,
            KeyFigure keyFigure,
            Variant ours,
            Spread figure,
            @Nullable Spread nio,
            @Nullable Spread jni,
            @Nullable Spread c,
            @Nullable Variant rival,
            @Nullable Spread toRival) {
        /** Compared with the cheapest rival: a variant that loses to Netty does not win. */
        @Nullable Verdict verdict() {
            return toRival == null ? null : Verdict.of(toRival);
        }
    }

    private static final Set<Family> RIVALS = Set.of(Family.NIO, Family.NET, Family.NETTY, Family.PYTHON);

    /** The floor below the objects: it is compared with the JDK, but is not what most programs would use. */
    private static final String FLOOR = "syscalls";

    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<Standing> standings = new ArrayList<>();

    Findings(List<Question> questions, Collection<Sample> samples) {
        for (var question : questions) {
            var tables = Table.of(question, samples);
            for (var keyFigure : question.keyFigures()) {
                tables.stream().filter(table -> table.isOf(keyFigure)).findFirst()
                        .ifPresent(table -> add(question, keyFigure, table, samples));
            }
        }
        comparisons.sort(Comparator.comparing(Comparison::verdict));
        standings.sort(Comparator.comparing(
                Standing::verdict, Comparator.nullsLast(Comparator.naturalOrder())));
    }

    private void add(Question question, KeyFigure keyFigure, Table table, Collection<Sample> samples) {
        for (var row : table.rows()) {
            var ratio = row.ratio(keyFigure, keyFigure.nio());
            if (row.variant().family() == Family.SOCKEYE && ratio != null) {
                comparisons.add(new Comparison(question, keyFigure, row.variant(), ratio));
            }
        }
        var ours = cheapest(table, keyFigure, Set.of(Family.SOCKEYE));
        if (ours == null) {
            return;
        }
        var rival = cheapest(table, keyFigure, RIVALS);
        var jni = cheapest(table, keyFigure, Set.of(Family.JNI));
        standings.add(new Standing(
                question,
                keyFigure,
                ours.variant(),
                Objects.requireNonNull(ours.figures().get(keyFigure.figure())),
                ours.ratio(keyFigure, keyFigure.nio()),
                ratio(question, keyFigure, ours, jni, samples),
                ours.ratio(keyFigure, keyFigure.c()),
                rival == null ? null : rival.variant(),
                ratio(question, keyFigure, ours, rival, samples)));
    }

    private static Table.@Nullable Row cheapest(Table table, KeyFigure keyFigure, Set<Family> families) {
        Table.Row cheapest = null;
        double least = Double.MAX_VALUE;
        for (var row : table.rows()) {
            var cost = row.figures().get(keyFigure.figure());
            if (isEligible(row.variant(), keyFigure, families) && cost != null && cost.median() < least) {
                cheapest = row;
                least = cost.median();
            }
        }
        return cheapest;
    }

    private static boolean isEligible(Variant variant, KeyFigure keyFigure, Set<Family> families) {
        return families.contains(variant.family())
                && !variant.name().equals(FLOOR)
                && (variant.family() != Family.NIO || keyFigure.nio() != null);
    }

    private static @Nullable Spread ratio(
            Question question, KeyFigure keyFigure, Table.Row ours, Table.@Nullable Row other,
            Collection<Sample> samples) {
        return other == null
                ? null
                : Ratios.of(figures(question, keyFigure, ours, samples), figures(question, keyFigure, other, samples));
    }

    private static Map<Integer, Double> figures(
            Question question, KeyFigure keyFigure, Table.Row row, Collection<Sample> samples) {
        return Ratios.figures(
                samples, question.number(), keyFigure.part(), keyFigure.at(), row.variant().name(), keyFigure.figure());
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
