package io.sockeye.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    @Test
    void allThatWasDueIsThereAndBack() throws Exception {
        try (var server = DelayedServer.of(Duration.ZERO)) {
            var result = run(server, 10, 1000, Duration.ofMillis(300));
            assertThat(result.latencies().getTotalCount()).isEqualTo(300);
            assertThat(result.bytes()).isEqualTo(300 * 64);
            assertThat(result.achieved()).isLessThanOrEqualTo(1000);
            assertThat(result.worstLag()).isPositive();
        }
    }

    @Test
    void aServerOfKnownDelayIsNeverFasterThanThat() throws Exception {
        try (var server = DelayedServer.of(MILLISECOND)) {
            var latencies = run(server, 4, 100, Duration.ofMillis(500)).latencies();
            assertThat(latencies.getMinValue()).isGreaterThanOrEqualTo(999_424); // What three digits know of a millisecond.
            assertThat(latencies.getValueAtPercentile(50)).isGreaterThanOrEqualTo(1_000_000);
            assertThat(latencies.getValueAtPercentile(50)).isLessThan(1_000_000_000);
        }
    }

    @Test
    void atTwiceTheServersRateTheLatencyGrowsWithTheQueue() throws Exception {
        try (var server = DelayedServer.of(MILLISECOND)) {
            var result = run(server, 16, 2000, Duration.ofMillis(400));
            // 800 messages of a millisecond each in 400: the last one is back 400 too late at least, and half of all 200.
            assertThat(result.achieved()).isLessThanOrEqualTo(1000);
            assertThat(result.latencies().getMaxValue()).isGreaterThanOrEqualTo(400_000_000);
            assertThat(result.latencies().getValueAtPercentile(60)).isGreaterThanOrEqualTo(200_000_000);
            assertThat(result.latencies().getTotalCount()).isEqualTo(800);
        }
    }

    @Test
    void aServerThatStopsOnceIsLateForAllWhoWouldHaveAskedMeanwhile() throws Exception {
        var answered = new AtomicInteger();
        try (var server = DelayedServer.answering((client, message) -> {
            if (answered.incrementAndGet() == 100) {
                DelayedServer.spin(Duration.ofMillis(200));
            }
            client.sendall(message);
        })) {
            var latencies = run(server, 8, 1000, Duration.ofMillis(500)).latencies();
            assertThat(latencies.getMaxValue()).isGreaterThanOrEqualTo(200_000_000);
            // Of 500 messages 200 were due while it stood, half of them in its first half. A closed loop would count 8.
            assertThat(latencies.getCountBetweenValues(100_000_000, Long.MAX_VALUE / 2)).isGreaterThanOrEqualTo(95);
            assertThat(latencies.getValueAtPercentile(99.9)).isGreaterThanOrEqualTo(195_000_000);
        }
    }

    @Test
    void aServerThatNeverAnswersIsNoticed() throws Exception {
        try (var server = DelayedServer.answering((client, message) -> {});
                var load = OpenLoop.connect(server.port(), 2, 64, Duration.ofMillis(100))) {
            assertThatThrownBy(() -> load.run(100, Duration.ofMillis(50)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("5 of 5 messages that were due");
        }
    }

    @Test
    void theLoopMakesNoObjects() throws Exception {
        try (var server = DelayedServer.of(Duration.ZERO);
                var load = OpenLoop.connect(server.port(), 16, 64)) {
            // The histogram and the result are made for each run, however much is sent in it.
            long once = Allocated.by(() -> load.run(10, MILLISECOND.multipliedBy(100)));

            Allocated.assertNoneForEach(() -> {
                var count = new long[1];
                long bytes = Allocated.by(() -> count[0] =
                        load.run(10_000, MILLISECOND.multipliedBy(500)).latencies().getTotalCount());
                return (double) (bytes - once) / count[0];
            });
        }
    }

    private static OpenLoop.Result run(DelayedServer server, int connections, int rate, Duration duration)
            throws Exception {
        try (var load = OpenLoop.connect(server.port(), connections, 64)) {
            return load.run(rate, duration);
        }
    }
}
