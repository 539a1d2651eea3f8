package io.sockeye.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    @ParameterizedTest
    @CsvSource({
        "1.20, 1.10, 1.30, LOSS",
        "1.06, 1.01, 1.30, LOSS",
        "1.20, 0.99, 1.30, TIE",
        "1.05, 1.01, 1.10, TIE",
        "1.00, 1.00, 1.00, TIE",
        "0.95, 0.90, 0.99, TIE",
        "0.80, 0.70, 1.00, TIE",
        "0.94, 0.90, 0.99, WIN"})
    void aVerdictNeedsBothTheMedianAndEveryRound(double median, double low, double high, Verdict verdict) {
        assertThat(Verdict.of(new Ratios.Spread(median, low, high))).isEqualTo(verdict);
    }
}
