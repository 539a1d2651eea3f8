package io.sockeye.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Formats figures for readers: three significant digits. */
public final class Numbers {
    private static final MathContext THREE_DIGITS = new MathContext(3);

    private Numbers() {}

    static String figure(double figure) {
        double size = Math.abs(figure);
        if (size >= 100) {
            return String.format(Locale.ROOT, "%,.0f", figure);
        }
        if (size >= 10) {
            return String.format(Locale.ROOT, "%.1f", figure);
        }
        if (size >= 1) {
            return String.format(Locale.ROOT, "%.2f", figure);
        }
        return size < 0.0005
                ? "0"
                : new BigDecimal(figure).round(THREE_DIGITS).stripTrailingZeros().toPlainString();
    }

    /** {@code 245 [240..252]}. */
    static String spread(Ratios.Spread spread) {
        return figure(spread.median()) + " " + range(spread);
    }

    /** {@code [240..252]}. */
    static String range(Ratios.Spread spread) {
        return "[" + figure(spread.low()) + ".." + figure(spread.high()) + "]";
    }

    /** {@code 0.80 [0.79..0.83]}. */
    static String ratio(Ratios.Spread ratio) {
        return times(ratio.median()) + " " + ratioRange(ratio);
    }

    /** {@code [0.79..0.83]}. */
    static String ratioRange(Ratios.Spread ratio) {
        return "[" + times(ratio.low()) + ".." + times(ratio.high()) + "]";
    }

    /** Two decimals, as far as they say something. */
    static String times(double ratio) {
        return ratio >= 0.1 && ratio < 100 ? String.format(Locale.ROOT, "%.2f", ratio) : figure(ratio);
    }

    /** {@code n = 1,000, a = 1}. */
    static String setting(Map<String, Integer> at) {
        return at.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + " = " + String.format(Locale.ROOT, "%,d", each.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** With the reference, where a question has another one beside java.nio. */
    static String place(KeyFigure keyFigure) {
        var nio = keyFigure.nio();
        return place(keyFigure.part(), keyFigure.at()) + ", " + keyFigure.figure()
                + (nio == null || nio.equals("nio") ? "" : " beside " + nio);
    }

    /** {@code one active, n = 1,000}. */
    static String place(String part, Map<String, Integer> at) {
        return at.isEmpty() ? part : part + ", " + setting(at);
    }
}
