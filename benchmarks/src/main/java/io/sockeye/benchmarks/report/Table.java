package io.sockeye.benchmarks.report;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.report.Ratios.Spread;
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
 * @param figures the columns
 * @param references what the rows are compared with
 * @param moved the bytes that an operation moved, the same for all
 * @param rows in the question's order of variants
 */
record Table(
        Question question,
        String part,
        Map<String, Integer> at,
        List<String> figures,
        List<Reference> references,
        double moved,
        List<Row> rows) {

    /**
     * A column of ratios.
     *
     * @param figure of which figure
     * @param variant to which variant
     */
    record Reference(String figure, String variant) {}

    /**
     * One variant.
     *
     * @param figures of each column that it has
     * @param calls system calls for one operation, by name
     * @param ratios in the rounds that both have
     */
    record Row(
            Variant variant,
            Map<String, Spread> figures,
            Map<String, Double> calls,
            Map<Reference, Spread> ratios) {
        @Nullable Spread ratio(Headline headline, @Nullable String variant) {
            return variant == null ? null : ratios.get(new Reference(headline.figure(), variant));
        }
    }

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
        var references = references(question, part, at);
        var columns = columns(question, part, references, points);
        var rows = new ArrayList<Row>();
        for (var variant : question.variants()) {
            var figures = new LinkedHashMap<String, Spread>();
            for (var column : columns) {
                put(figures, column, Spread.of(byRound(question, part, at, variant.name(), column, points).values()));
            }
            var ratios = new LinkedHashMap<Reference, Spread>();
            for (var reference : references) {
                put(ratios, reference, Ratios.of(
                        byRound(question, part, at, variant.name(), reference.figure(), points),
                        byRound(question, part, at, reference.variant(), reference.figure(), points)));
            }
            if (!figures.isEmpty()) {
                rows.add(new Row(variant, figures, calls(variant, points), ratios));
            }
        }
        double moved = points.getFirst().figures().getOrDefault(Point.MOVED, 0.0);
        return new Table(question, part, at, columns, references, moved, rows);
    }

    private static <K> void put(Map<K, Spread> spreads, K key, @Nullable Spread spread) {
        if (spread != null) {
            spreads.put(key, spread);
        }
    }

    /** Those of the headlines of this place, else of this part, else of the question. */
    private static List<Reference> references(Question question, String part, Map<String, Integer> at) {
        var all = question.headlines();
        var ofPart = all.stream().filter(headline -> headline.part().equals(part)).toList();
        var ofPlace = ofPart.stream().filter(headline -> headline.at().equals(at)).toList();
        var references = new LinkedHashSet<Reference>();
        for (var headline : ofPlace.isEmpty() ? ofPart.isEmpty() ? all.subList(0, 1) : ofPart : ofPlace) {
            if (headline.nio() != null) {
                references.add(new Reference(headline.figure(), headline.nio()));
            }
            if (headline.c() != null) {
                references.add(new Reference(headline.figure(), headline.c()));
            }
        }
        return List.copyOf(references);
    }

    /** What is compared first, then percentiles by their number, then the rest by name. */
    private static List<String> columns(
            Question question, String part, List<Reference> references, List<Point> points) {
        var compared = references.stream().map(Reference::figure).toList();
        var plotted = question.plots().stream()
                .filter(plot -> plot.part().equals(part))
                .map(Plot::figure)
                .toList();
        var names = new LinkedHashSet<String>();
        points.forEach(point -> names.addAll(point.figures().keySet()));
        Comparator<String> order = Comparator.comparing(name -> !compared.contains(name));
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

    private static Map<Integer, Double> byRound(
            Question question, String part, Map<String, Integer> at, String variant, String figure,
            List<Point> points) {
        return Ratios.figures(points, question.number(), part, at, variant, figure);
    }
}
