package io.sockeye.benchmarks.report;

/** What a ratio of costs means: a loss, a tie or a win. */
enum Verdict {
    /** Slower in every round, and by more than a twentieth. */
    LOSS,
    /** The rest: the machine's noise is as large as what was to be seen. */
    TIE,
    /** Faster in every round, and by more than a twentieth. */
    WIN;

    /** What a verdict does not rule out. */
    static final String CHANCE = "With five rounds, chance alone puts all of them on one side once in sixteen.";

    static Verdict of(Ratios.Spread ratio) {
        if (ratio.median() > 1.05 && ratio.low() > 1) {
            return LOSS;
        }
        return ratio.median() < 0.95 && ratio.high() < 1 ? WIN : TIE;
    }
}
