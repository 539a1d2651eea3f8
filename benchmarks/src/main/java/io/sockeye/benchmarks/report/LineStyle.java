package io.sockeye.benchmarks.report;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.Variant;
import java.util.List;
import java.util.Locale;

/**
 * The style of a variant's line: the shape shows the family, the dashes the variant within it, and the colour both.
 *
 * @param colour a class of report.css
 * @param shape of its markers, an SVG path around 0, 0
 * @param filled whether the shape is, or only its outline
 * @param dashes the pattern of its line, none for a solid one
 */
record LineStyle(String colour, String shape, boolean filled, List<Integer> dashes) {
    private static final int COLOURS = 7;
    private static final List<List<Integer>> DASHES =
            List.of(List.of(), List.of(7, 3), List.of(2, 3), List.of(9, 3, 2, 3), List.of(12, 4),
                    List.of(5, 2, 1, 2, 1, 2),
                    List.of(3, 6));

    static LineStyle of(Question question, Variant variant) {
        int place = question.variants().stream()
                .filter(other -> other.family() == variant.family())
                .toList()
                .indexOf(variant);
        return new LineStyle(
                variant.family().name().toLowerCase(Locale.ROOT) + "-" + place % COLOURS,
                shape(variant.family()),
                variant.family() != Variant.Family.C && variant.family() != Variant.Family.JNI,
                DASHES.get(place % DASHES.size()));
    }

    private static String shape(Variant.Family family) {
        return switch (family) {
            case SOCKEYE -> "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z";
            case NIO -> "M-3 -3h6v6h-6z";
            case NET -> "M0 -4.5l4.5 4.5l-4.5 4.5l-4.5 -4.5z";
            case NETTY -> "M0 -4.2l4.2 7.4h-8.4z";
            case JNI -> "M-3.5 -3.5l7 7M-3.5 3.5l7 -7";
            case PYTHON -> "M0 4.2l4.2 -7.4h-8.4z";
            case C -> "M-3.5 -3.5h7v7h-7z";
        };
    }
}
