package io.sockeye.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
    void whatALoadCausesIsCountedExactly() throws Exception {
        var cat = new ProcessBuilder("cat").start();
        try (var to = cat.getOutputStream();
                var from = cat.getInputStream()) {
            echo(to, from, 10);

            var counts = SyscallCounts.during(cat.pid(), List.of("read", "write", "poll"), () -> echo(to, from, 100));

            assertThat(counts).isEqualTo(Map.of("read", 100.0, "write", 100.0, "poll", 0.0));
        } finally {
            cat.destroyForcibly().waitFor();
        }
    }

    @Test
    void aProcessThatIsNotThereCannotBeCounted() {
        assertThatThrownBy(() -> SyscallCounts.during(Long.MAX_VALUE, List.of("read"), () -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("perf refused to enable");
    }

    private static void echo(OutputStream to, InputStream from, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            to.write('x');
            to.flush();
            assertThat(from.read()).isEqualTo('x');
        }
    }

    @Test
    void aCallThatTheKernelDoesNotKnowIsAnError() {
        assertThatThrownBy(() -> SyscallCounts.ofProgram(List.of("true"), List.of("no_such_call"), 30))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no_such_call");
    }
}
