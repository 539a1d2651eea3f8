package io.sockeye.benchmarks;

import java.time.Duration;

/**
 * How often and how long a run measures.
 *
 * @param quick every question once and few settings, within a quarter of an hour for all
 * @param rounds how often each variant has its turn
 * @param warmUp before a figure is taken
 * @param measured how long it is taken
 */
public record RunPlan(boolean quick, int rounds, Duration warmUp, Duration measured) {
    /** {@code --quick}: not to be quoted. */
    public static final RunPlan QUICK = new RunPlan(true, 2, Duration.ofMillis(500), Duration.ofMillis(300));

    /** A full run, to be quoted. */
    public static final RunPlan FULL = new RunPlan(false, 5, Duration.ofSeconds(2), Duration.ofSeconds(1));
}
