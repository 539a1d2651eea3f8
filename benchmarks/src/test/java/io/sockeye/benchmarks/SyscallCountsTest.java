package io.sockeye.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyscallCountsTest {
    @BeforeEach
    void perfIsHere() {
        assumeTrue(SyscallCounts.missing().isEmpty(), () -> SyscallCounts.missing().orElseThrow());
    }

    @Test
    void aProgramsCallsAreCountedExactly() throws Exception {
        var dd = List.of("dd", "if=/dev/zero", "of=/dev/null", "bs=1", "count=1000", "status=none");

        assertThat(SyscallCounts.ofProgram(dd, List.of("write", "epoll_wait"), 30).calls())
                .isEqualTo(Map.of("write", 1000.0, "epoll_wait", 0.0));
    }

    @Test
    void aLoadIsCountedWhileItRuns() throws Exception {
        var dd = new ProcessBuilder("dd", "if=/dev/zero", "of=/dev/null", "bs=1", "status=none").start();
        try {
            var counts = SyscallCounts.of(dd.pid(), List.of("read", "write", "poll"), Duration.ofMillis(200));

            double reads = counts.getOrDefault("read", 0.0);
            assertThat(counts).containsEntry("poll", 0.0);
            assertThat(reads).isGreaterThan(100);
            assertThat(counts.getOrDefault("write", 0.0) / reads).isBetween(0.99, 1.01);
        } finally {
            dd.destroyForcibly().waitFor();
        }
    }

    @Test
    void aCallThatTheKernelDoesNotKnowIsAnError() {
        assertThatThrownBy(() -> SyscallCounts.ofProgram(List.of("true"), List.of("no_such_call"), 30))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no_such_call");
    }
}
