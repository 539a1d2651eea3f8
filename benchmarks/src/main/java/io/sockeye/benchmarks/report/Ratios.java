package io.sockeye.benchmarks.report;

import io.sockeye.benchmarks.Question;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ratios of the figures of two variants in the same round: noise of the machine affects both, so ratios are more stable than figures.
 */
public final class Ratios {
    private Ratios() {}

    /**
     * The middle of some figures, and how far they lie apart.
     *
     * @param median of an even number, the mean of the two in the middle
     * @param low the lowest
     * @param high the highest
     */
    public record Spread(double median, double low, double high) {
        public static @Nullable Spread of(Collection<Double> figures) {
            if (figures.isEmpty()) {
                return null;
            }
            var sorted = figures.stream().sorted().toList();
            int middle = sorted.size() / 2;
            double median = sorted.size() % 2 == 1
                    ? sorted.get(middle)
                    : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
            return new Spread(median, sorted.getFirst(), sorted.getLast());
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.3f [%.3f..%.3f]", median, low, high);
        }
    }

    /** By round. */
    public static Map<Integer, Double> figures(
            Collection<Sample> samples, int question, String part, Map<String, Integer> at, String variant,
            String figure) {
        var byRound = new HashMap<Integer, Double>();
        for (var sample : samples) {
            if (sample.question() == question
                    && sample.part().equals(part)
                    && sample.at().equals(at)
                    && sample.variant().equals(variant)
                    && sample.figures().containsKey(figure)) {
                byRound.put(sample.round(), sample.figures().get(figure));
            }
        }
        return byRound;
    }

    /** Null if they have no round together. Nothing can be compared with what costs nothing. */
    public static @Nullable Spread of(Map<Integer, Double> figures, Map<Integer, Double> reference) {
        var ratios = new ArrayList<Double>();
        figures.forEach((round, figure) -> {
            var other = reference.get(round);
            if (other != null && other > 0) {
                ratios.add(figure / other);
            }
        });
        return Spread.of(ratios);
    }

    /** {@code ratio wait epoll vs nio 0.91 [0.88..0.93] vs c 1.10 [1.08..1.13]}, a line for each variant. */
    public static List<String> lines(Question question, KeyFigure keyFigure, Collection<Sample> samples) {
        var lines = new ArrayList<String>();
        for (var variant : question.variants()) {
            var figures = figures(
                    samples, question.number(), keyFigure.part(), keyFigure.at(), variant.name(), keyFigure.figure());
            if (!figures.isEmpty()) {
                lines.add("ratio " + question.name() + " " + variant.name()
                        + " vs nio " + against(question, keyFigure, samples, figures, keyFigure.nio())
                        + " vs c " + against(question, keyFigure, samples, figures, keyFigure.c()));
            }
        }
        return lines;
    }

    private static String against(
            Question question,
            KeyFigure keyFigure,
            Collection<Sample> samples,
            Map<Integer, Double> figures,
            @Nullable String reference) {
        var ratio = reference == null
                ? null
                : of(figures, figures(
                        samples, question.number(), keyFigure.part(), keyFigure.at(), reference, keyFigure.figure()));
        return ratio == null ? "-" : ratio.toString();
    }
}
