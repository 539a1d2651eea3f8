package io.sockeye.benchmarks.report;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.report.Ratios.Spread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The data of one plot, which report.js reads as JSON.
 *
 * @param setting what all its points have in common
 * @param kind {@code LOG_LOG} or {@code PERCENTILES}
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param at the places on the horizontal axis
 * @param lines one for a variant that has points
 */
record PlotData(
        Map<String, Integer> setting, Plot.Kind kind, String x, String y, SortedSet<Double> at, List<Line> lines) {
    /**
     * A variant. Nothing can be drawn where there is no figure, or none above zero: axes are logarithmic.
     *
     * @param name its name
     * @param style of its line
     * @param median for each place
     * @param low the lowest round
     * @param high the highest round
     */
    record Line(
            String name,
            LineStyle style,
            List<@Nullable Double> median,
            List<@Nullable Double> low,
            List<@Nullable Double> high) {}

    /** A picture for each setting that is not on its axis. */
    static List<PlotData> of(Question question, Plot plot, Collection<Sample> samples) {
        var bySetting = new LinkedHashMap<Map<String, Integer>, List<Table>>();
        for (var table : Table.of(question, samples)) {
            if (table.part().equals(plot.part())) {
                var setting = new HashMap<>(table.at());
                setting.remove(plot.x());
                bySetting.computeIfAbsent(setting, each -> new ArrayList<>()).add(table);
            }
        }
        var pictures = new ArrayList<PlotData>();
        bySetting.forEach((setting, tables) -> pictures.add(of(question, plot, setting, tables)));
        return pictures;
    }

    private static PlotData of(Question question, Plot plot, Map<String, Integer> setting, List<Table> tables) {
        boolean percentiles = plot.kind() == Plot.Kind.PERCENTILES;
        var places = new TreeSet<Double>();
        var byVariant = new LinkedHashMap<Variant, Map<Double, Spread>>();
        for (var table : tables) {
            for (var row : table.rows()) {
                var line = byVariant.computeIfAbsent(row.variant(), variant -> new HashMap<>());
                if (percentiles) {
                    line.putAll(percentiles(row));
                } else if (row.figures().containsKey(plot.figure()) && table.at().containsKey(plot.x())) {
                    line.put(
                            (double) table.at().get(plot.x()),
                            Objects.requireNonNull(row.figures().get(plot.figure())));
                }
                places.addAll(line.keySet());
            }
        }
        var lines = new ArrayList<Line>();
        byVariant.forEach((variant, line) -> {
            if (!line.isEmpty()) {
                lines.add(line(variant.name(), LineStyle.of(question, variant), places, line));
            }
        });
        return new PlotData(
                setting, plot.kind(), percentiles ? "percentile" : plot.x(), plot.figure(), places, lines);
    }

    /** By 1/(1-p), which gives each nine the same room. The greatest has no such place. */
    private static Map<Double, Spread> percentiles(Table.Row row) {
        var line = new HashMap<Double, Spread>();
        row.figures().forEach((name, spread) -> {
            if (Percentiles.of(name) < 100) {
                line.put(1 / (1 - Percentiles.of(name) / 100), spread);
            }
        });
        return line;
    }

    private static Line line(String name, LineStyle style, SortedSet<Double> places, Map<Double, Spread> spreads) {
        var median = new ArrayList<@Nullable Double>();
        var low = new ArrayList<@Nullable Double>();
        var high = new ArrayList<@Nullable Double>();
        for (var place : places) {
            var spread = spreads.get(place);
            if (spread != null && spread.low() <= 0) {
                spread = null;
            }
            median.add(spread == null ? null : spread.median());
            low.add(spread == null ? null : spread.low());
            high.add(spread == null ? null : spread.high());
        }
        return new Line(name, style, median, low, high);
    }
}
