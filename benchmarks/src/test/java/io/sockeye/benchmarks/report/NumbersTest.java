package io.sockeye.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "1234567.8, '1,234,568'", "999.6, '1,000'", "123.4, 123", "12.34, 12.3", "1.234, 1.23", "0.1234, 0.123",
        "0.5, 0.5", "0.00123, 0.00123", "0, 0", "-12.34, -12.3"})
    void aFigureHasThreeDigitsThatSaySomething(double figure, String text) {
        assertThat(Numbers.figure(figure)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1, 1.00", "0.8, 0.80", "12.345, 12.35", "123.4, 123", "0.0123, 0.0123"})
    void aRatioHasTwoDecimals(double ratio, String text) {
        assertThat(Numbers.times(ratio)).isEqualTo(text);
    }

    @Test
    void aSettingIsSortedByName() {
        assertThat(Numbers.place("echo", Map.of("connections", 1_000, "bytes", 64)))
                .isEqualTo("echo, bytes = 64, connections = 1,000");
    }
}
