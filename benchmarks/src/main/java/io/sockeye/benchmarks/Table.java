package io.sockeye.benchmarks;

import io.sockeye.benchmarks.Ratios.Spread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What all variants gave at one setting.
 *
 * @param question of which question
 * @param part of which part
 * @param at which setting
 * @param compared the figure of the ratios
 * @param figures the columns
 * @param moved the bytes that an operation moved, the same for all
 * @param rows in the question's order of variants
 */
record Table(
        Question question,
        String part,
        Map<String, Integer> at,
        String compared,
        List<String> figures,
        double moved,
        List<Row> rows) {

    /**
     * One variant.
     *
     * @param figures of each column that it has
     * @param calls system calls for one operation, by name
     * @param nio the ratio to java.nio, in the rounds that both have
     * @param c the ratio to C
     */
    record Row(
            Variant variant,
            Map<String, Spread> figures,
            Map<String, Double> calls,
            @Nullable Spread nio,
            @Nullable Spread c) {}

    /** Those of a question: parts in the order of its plots, then settings by size. */
    static List<Table> of(Question question, Collection<Point> points) {
        var byPart = new LinkedHashMap<String, TreeMap<Map<String, Integer>, List<Point>>>();
        question.plots().forEach(plot -> byPart.putIfAbsent(plot.part(), settings()));
        for (var point : points) {
            if (point.question() == question.number()) {
                byPart.computeIfAbsent(point.part(), part -> settings())
                        .computeIfAbsent(point.at(), at -> new ArrayList<>())
                        .add(point);
            }
        }
        var tables = new ArrayList<Table>();
        byPart.forEach((part, settings) -> settings.forEach(
                (at, here) -> tables.add(of(question, part, at, here))));
        return tables;
    }

    boolean isOf(Headline headline) {
        return part.equals(headline.part()) && at.equals(headline.at());
    }

    private static TreeMap<Map<String, Integer>, List<Point>> settings() {
        return new TreeMap<>(Table::compare);
    }

    private static int compare(Map<String, Integer> one, Map<String, Integer> other) {
        for (var setting : new TreeMap<>(one).entrySet()) {
            int order = Integer.compare(setting.getValue(), other.getOrDefault(setting.getKey(), -1));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    private static Table of(Question question, String part, Map<String, Integer> at, List<Point> points) {
        var headline = headline(question, part, at);
        var columns = columns(question, part, headline.figure(), points);
        var rows = new ArrayList<Row>();
        for (var variant : question.variants()) {
            var figures = new LinkedHashMap<String, Spread>();
            for (var column : columns) {
                var spread = Spread.of(byRound(question, part, at, variant.name(), column, points).values());
                if (spread != null) {
                    figures.put(column, spread);
                }
            }
            if (!figures.isEmpty()) {
                rows.add(new Row(
                        variant,
                        figures,
                        calls(variant, points),
                        ratio(question, part, at, variant, headline.nio(), headline.figure(), points),
                        ratio(question, part, at, variant, headline.c(), headline.figure(), points)));
            }
        }
        double moved = points.getFirst().figures().getOrDefault(Point.MOVED, 0.0);
        return new Table(question, part, at, headline.figure(), columns, moved, rows);
    }

    /** The one of this place, else of this part, else of the question. */
    private static Headline headline(Question question, String part, Map<String, Integer> at) {
        Comparator<Headline> nearest = Comparator.comparing(headline -> !headline.part().equals(part));
        return question.headlines().stream()
                .min(nearest.thenComparing(headline -> !headline.at().equals(at)))
                .orElseThrow();
    }

    /** What is compared first, then percentiles by their number, then the rest by name. */
    private static List<String> columns(Question question, String part, String compared, List<Point> points) {
        var plotted = question.plots().stream()
                .filter(plot -> plot.part().equals(part))
                .map(Plot::figure)
                .toList();
        var names = new LinkedHashSet<String>();
        points.forEach(point -> names.addAll(point.figures().keySet()));
        Comparator<String> order = Comparator.comparing(name -> !name.equals(compared));
        return names.stream()
                .filter(name -> !name.equals(Point.MOVED) && !name.startsWith(Point.SYSCALLS))
                .sorted(order.thenComparing(name -> !plotted.contains(name))
                        .thenComparingDouble(Percentiles::of)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static Map<String, Double> calls(Variant variant, List<Point> points) {
        var calls = new TreeMap<String, Double>();
        for (var point : points) {
            if (point.variant().equals(variant.name())) {
                point.figures().forEach((name, count) -> {
                    if (name.startsWith(Point.SYSCALLS)) {
                        calls.putIfAbsent(name.substring(Point.SYSCALLS.length()), count);
                    }
                });
            }
        }
        return calls;
    }

    private static @Nullable Spread ratio(
            Question question,
            String part,
            Map<String, Integer> at,
            Variant variant,
            @Nullable String reference,
            String figure,
            List<Point> points) {
        return reference == null
                ? null
                : Ratios.of(
                        byRound(question, part, at, variant.name(), figure, points),
                        byRound(question, part, at, reference, figure, points));
    }

    private static Map<Integer, Double> byRound(
            Question question, String part, Map<String, Integer> at, String variant, String figure,
            List<Point> points) {
        return Ratios.figures(points, question.number(), part, at, variant, figure);
    }
}
