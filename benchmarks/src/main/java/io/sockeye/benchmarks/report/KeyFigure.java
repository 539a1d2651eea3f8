package io.sockeye.benchmarks.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A figure that is quoted. It is a cost: less is better, and a ratio above 1 is a loss.
 *
 * @param part of which part
 * @param at at which setting
 * @param figure which
 * @param nio the variant of java.nio that the others are compared with, if there is one
 * @param c the variant in C, if there is one
 */
public record KeyFigure(
        String part,
        Map<String, Integer> at,
        String figure,
        @Nullable String nio,
        @Nullable String c) {}
