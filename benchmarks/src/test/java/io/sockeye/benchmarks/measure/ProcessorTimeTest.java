package io.sockeye.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {
    private static final long SPIN_NANOS = 20_000_000;

    /** One more than the kernel ever gives: PID_MAX_LIMIT of proc_sys_kernel(5) is 2^22. */
    private static final long NOBODY = (1 << 22) + 1;

    @Test
    void whatAThreadUsedStaysWithItsProcessWhenItHasEnded() throws Exception {
        long self = ProcessHandle.current().pid();
        long before = ProcessorTime.ofProcess(self);

        var used = new long[1];
        var thread = Thread.ofPlatform().start(() -> used[0] = spin());
        thread.join();

        assertThat(used[0]).isGreaterThanOrEqualTo(SPIN_NANOS);
        assertThat(ProcessorTime.ofProcess(self) - before).isGreaterThanOrEqualTo(used[0]);
    }

    @Test
    void aProcessThatIsNotThereIsNamed() {
        assertThatIOException()
                .isThrownBy(() -> ProcessorTime.ofProcess(NOBODY))
                .withMessageContaining("4194305");
    }

    private static long spin() {
        try {
            long start = ProcessorTime.ofThisThread();
            while (ProcessorTime.ofThisThread() - start < SPIN_NANOS) {
                Thread.onSpinWait();
            }
            return ProcessorTime.ofThisThread() - start;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
