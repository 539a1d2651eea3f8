package io.sockeye.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosedLoopTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @ParameterizedTest
    @CsvSource({"1, 8", "1, 64", "100, 64", "7, 4096", "5, 65536", "2, 3000000"})
    void eachMessageIsThereAndBackAndCounted(int connections, int bytes) throws Exception {
        try (var server = DelayedServer.of(Duration.ZERO);
                var load = ClosedLoop.connect(server.port(), connections, bytes)) {
            var result = load.run(SHORT);
            assertThat(result.requests()).isGreaterThanOrEqualTo(connections);
            assertThat(result.bytes()).isEqualTo(result.requests() * bytes);
            assertThat(result.seconds()).isGreaterThanOrEqualTo(0.05);
            assertThat(result.processorNanos()).isPositive();
        }
    }

    @Test
    void itRunsAgainOnTheSameConnections() throws Exception {
        try (var server = DelayedServer.of(Duration.ZERO);
                var load = ClosedLoop.connect(server.port(), 3, 64)) {
            load.run(SHORT);
            assertThat(load.run(SHORT).requests()).isGreaterThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "8"})
    void aServerOfKnownDelayIsNeverFasterThanThat(int connections) throws Exception {
        var delay = Duration.ofMillis(1);
        try (var server = DelayedServer.of(delay);
                var load = ClosedLoop.connect(server.port(), connections, 64)) {
            load.run(SHORT);
            var result = load.run(Duration.ofMillis(300));
            double secondsForOne = result.seconds() / result.requests();
            assertThat(secondsForOne).isGreaterThanOrEqualTo(1e-3);
            assertThat(secondsForOne).isLessThan(1);
        }
    }

    @Test
    void aByteThatChangedIsNoticed() throws Exception {
        assertFails("is not message", (client, message) -> {
            message[message.length - 1]++;
            client.sendall(message);
        });
    }

    @Test
    void anAnswerThatCameBeforeIsNotTakenForThisOne() throws Exception {
        var first = new byte[64];
        assertFails("is not message", (client, message) -> {
            if (first[0] == 0) {
                System.arraycopy(message, 0, first, 0, first.length);
            }
            client.sendall(first);
        });
    }

    @Test
    void aMessageThatComesTwiceIsNoticed() throws Exception {
        assertFails("is not message", (client, message) -> {
            client.sendall(message);
            client.sendall(message);
        });
    }

    @Test
    void aServerThatClosesIsNoticed() throws Exception {
        assertFails("has closed", (client, message) -> client.close());
    }

    @Test
    void aServerThatNeverAnswersIsNoticed() throws Exception {
        try (var server = DelayedServer.answering((client, message) -> {});
                var load = ClosedLoop.connect(server.port(), 2, 64, Duration.ofMillis(100))) {
            assertThatThrownBy(() -> load.run(SHORT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("2 of 2 messages did not come back within 100 ms");
        }
    }

    @Test
    void aMessageHasRoomForItsNumber() throws Exception {
        try (var server = DelayedServer.of(Duration.ZERO)) {
            assertThatThrownBy(() -> ClosedLoop.connect(server.port(), 1, 7))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("7 bytes");
        }
    }

    @Test
    void theLoopMakesNoObjects() throws Exception {
        try (var server = DelayedServer.of(Duration.ZERO);
                var load = ClosedLoop.connect(server.port(), 16, 64)) {
            // Reading /proc, and the result.
            long once = Allocated.by(() -> load.run(Duration.ZERO));

            Allocated.assertNoneForEach(() -> {
                var count = new long[1];
                long bytes = Allocated.by(
                        () -> count[0] = load.run(Duration.ofMillis(500)).requests());
                return (double) (bytes - once) / count[0];
            });
        }
    }

    private static void assertFails(String why, DelayedServer.Answer answer) throws IOException {
        try (var server = DelayedServer.answering(answer);
                var load = ClosedLoop.connect(server.port(), 1, 64)) {
            assertThatThrownBy(() -> load.run(SHORT)).isInstanceOf(IOException.class).hasMessageContaining(why);
        }
    }
}
