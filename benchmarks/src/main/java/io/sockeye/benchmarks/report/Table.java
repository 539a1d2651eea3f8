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
 * The figures of all variants at one setting.
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
        @Nullable Spread ratio(KeyFigure keyFigure, @Nullable String variant) {
            return variant == null ? null : ratios.get(new Reference(keyFigure.figure(), variant));
        }
    }

    /** Those of a question: parts in the order of its plots, then settings by size. */
    static List<Table> of(Question question, Collection<Sample> samples) {
        var byPart = new LinkedHashMap<String, TreeMap<Map<String, Integer>, List<Sample>>>();
        question.plots().forEach(plot -> byPart.putIfAbsent(plot.part(), settings()));
        for (var sample : samples) {
            if (sample.question() == question.number()) {
                byPart.computeIfAbsent(sample.part(), part -> settings())
                        .computeIfAbsent(sample.at(), at -> new ArrayList<>())
                        .add(sample);
            }
        }
        var tables = new ArrayList<Table>();
        byPart.forEach((part, settings) -> settings.forEach(
                (at, here) -> tables.add(of(question, part, at, here))));
        return tables;
    }

    boolean isOf(KeyFigure keyFigure) {
        return part.equals(keyFigure.part()) && at.equals(keyFigure.at());
    }

    private static TreeMap<Map<String, Integer>, List<Sample>> settings() {
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

    private static Table of(Question question, String part, Map<String, Integer> at, List<Sample> samples) {
        var references = references(question, part, at);
        var columns = columns(question, part, references, samples);
        var rows = new ArrayList<Row>();
        for (var variant : question.variants()) {
            var figures = new LinkedHashMap<String, Spread>();
            for (var column : columns) {
                put(figures, column, Spread.of(byRound(question, part, at, variant.name(), column, samples).values()));
            }
            var ratios = new LinkedHashMap<Reference, Spread>();
            for (var reference : references) {
                put(ratios, reference, Ratios.of(
                        byRound(question, part, at, variant.name(), reference.figure(), samples),
                        byRound(question, part, at, reference.variant(), reference.figure(), samples)));
            }
            if (!figures.isEmpty()) {
                rows.add(new Row(variant, figures, calls(variant, samples), ratios));
            }
        }
        double moved = samples.getFirst().figures().getOrDefault(Sample.MOVED, 0.0);
        return new Table(question, part, at, columns, references, moved, rows);
    }

    private static <K> void put(Map<K, Spread> spreads, K key, @Nullable Spread spread) {
        if (spread != null) {
            spreads.put(key, spread);
        }
    }

    /** Those of the key figures of this setting, else of this part, else of the question. */
    private static List<Reference> references(Question question, String part, Map<String, Integer> at) {
        var all = question.keyFigures();
        var ofPart = all.stream().filter(keyFigure -> keyFigure.part().equals(part)).toList();
        var ofPlace = ofPart.stream().filter(keyFigure -> keyFigure.at().equals(at)).toList();
        var references = new LinkedHashSet<Reference>();
        for (var keyFigure : ofPlace.isEmpty() ? ofPart.isEmpty() ? all.subList(0, 1) : ofPart : ofPlace) {
            if (keyFigure.nio() != null) {
                references.add(new Reference(keyFigure.figure(), keyFigure.nio()));
            }
            if (keyFigure.c() != null) {
                references.add(new Reference(keyFigure.figure(), keyFigure.c()));
            }
        }
        return List.copyOf(references);
    }

    /** What is compared first, then percentiles by their number, then the rest by name. */
    private static List<String> columns(
            Question question, String part, List<Reference> references, List<Sample> samples) {
        var compared = references.stream().map(Reference::figure).toList();
        var plotted = question.plots().stream()
                .filter(plot -> plot.part().equals(part))
                .map(Plot::figure)
                .toList();
        var names = new LinkedHashSet<String>();
        samples.forEach(sample -> names.addAll(sample.figures().keySet()));
        Comparator<String> order = Comparator.comparing(name -> !compared.contains(name));
        return names.stream()
                .filter(name -> !name.equals(Sample.MOVED) && !name.startsWith(Sample.SYSCALLS))
                .sorted(order.thenComparing(name -> !plotted.contains(name))
                        .thenComparingDouble(Percentiles::of)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static Map<String, Double> calls(Variant variant, List<Sample> samples) {
        var calls = new TreeMap<String, Double>();
        for (var sample : samples) {
            if (sample.variant().equals(variant.name())) {
                sample.figures().forEach((name, count) -> {
                    if (name.startsWith(Sample.SYSCALLS)) {
                        calls.putIfAbsent(name.substring(Sample.SYSCALLS.length()), count);
                    }
                });
            }
        }
        return calls;
    }

    private static Map<Integer, Double> byRound(
            Question question, String part, Map<String, Integer> at, String variant, String figure,
            List<Sample> samples) {
        return Ratios.figures(samples, question.number(), part, at, variant, figure);
    }
}
