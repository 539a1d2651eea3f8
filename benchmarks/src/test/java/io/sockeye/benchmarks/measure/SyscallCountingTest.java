package io.sockeye.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyscallCountingTest {
    private final byte[] one = new byte[1];

    @Test
    void exactlyWhatWasCalledBetweenStartAndStopIsCounted() throws Exception {
        assumeTrue(SyscallCounts.missing().isEmpty());
        try (var pair = Socket.socketpair()) {
            pair.first().send(one);
            try (var counting =
                    SyscallCounting.begin(ProcessHandle.current().pid(), List.of("sendto", "sendmmsg"))) {
                for (int i = 0; i < 100; i++) {
                    pair.first().send(one);
                }
                assertThat(counting.end()).containsEntry("sendto", 100.0).containsEntry("sendmmsg", 0.0);
            }
        }
    }

    @Test
    void aCallThatThereIsNotIsRefused() throws Exception {
        assumeTrue(SyscallCounts.missing().isEmpty());
        long self = ProcessHandle.current().pid();
        assertThatThrownBy(() -> SyscallCounting.begin(self, List.of("no_such_call")))
                .hasMessageStartingWith("perf refused to enable");
    }
}
