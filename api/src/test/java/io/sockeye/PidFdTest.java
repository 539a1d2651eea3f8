package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.ErrnoConstants.ESRCH;
import static io.sockeye.bindings.SignalConstants.SIGKILL;
import static io.sockeye.bindings.SignalConstants.SIGTERM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockeye.support.Proc;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PidFdTest extends EventDescriptorContract<PidFd> {
    private final List<Process> started = new ArrayList<>();
    private @Nullable Process child;

    @AfterEach
    void endAll() throws Exception {
        for (var process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(String... command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectError(Redirect.DISCARD)
                .start();
        started.add(process);
        return process;
    }

    /** A process that sleeps, the same until it is ended. */
    private Process child() throws IOException {
        var alive = child;
        if (alive == null || !alive.isAlive()) {
            alive = start("sleep", "1000");
            child = alive;
        }
        return alive;
    }

    @Override
    PidFd open() throws Exception {
        return PidFd.open(child().toHandle());
    }

    @Override
    void happen(PidFd process) throws Exception {
        process.sendSignal(SIGKILL);
    }

    @Override
    void await(PidFd process) throws Exception {
        assertThat(process.waitFor(null)).isTrue();
    }

    @Override
    boolean look(PidFd process) throws Exception {
        return process.waitFor(Duration.ZERO);
    }

    @Test
    void aSignalReachesTheProcess() throws Exception {
        var sleeps = child();
        try (var process = open()) {
            process.sendSignal(0);
            process.sendSignal(SIGTERM);
            assertThat(process.waitFor(Duration.ofSeconds(20))).isTrue();
            assertThat(sleeps.waitFor()).as("as the shell has it").isEqualTo(128 + SIGTERM);
        }
    }

    @Test
    void whatHasEndedStaysEndedAndTakesNoSignal() throws Exception {
        var ended = child();
        try (var process = open()) {
            ended.destroyForcibly().waitFor();

            assertThat(process.waitFor(null)).isTrue();
            assertThat(process.waitFor(Duration.ZERO)).isTrue();
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> process.sendSignal(SIGTERM))
                    .withMessage("pidfd_send_signal(fd=" + process.fileno()
                            + ", signal 15): ESRCH (3) No such process");
        }
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> PidFd.open(ended.toHandle()).close())
                .matches(e -> e.errno().is(ESRCH));
    }

    @ParameterizedTest
    @EnumSource
    void aProcessThatIsNoChildIsWaitedForToo(Kind kind) throws Exception {
        var shell = start("sh", "-c", "sleep 1000 & echo $!; wait");
        long grandchild = Long.parseLong(shell.inputReader().readLine());
        try (var process = PidFd.open(grandchild)) {
            var waits = kind.start(() -> process.waitFor(null)).awaitBlocked();
            process.sendSignal(SIGKILL);
            assertThat(waits.result()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTimeoutIsNeverEarly(Kind kind) throws Exception {
        try (var self = PidFd.open(ProcessHandle.current())) {
            assertThat(self.waitFor(Duration.ZERO)).isFalse();
            long start = System.nanoTime();
            assertThat(kind.start(() -> self.waitFor(Duration.ofMillis(20))).result()).isFalse();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
            assertThatIllegalArgumentException().isThrownBy(() -> self.waitFor(Duration.ofNanos(-1)));
        }
    }

    /** The number of a process that has ended is given to another. */
    @Test
    void trap1_aHandleWhoseNumberIsAnothersIsRefused() throws Throwable {
        long another = ProcessHandle.current().pid();
        var ended = (ProcessHandle) Proxy.newProxyInstance(
                PidFdTest.class.getClassLoader(),
                new Class<?>[] {ProcessHandle.class},
                (_, method, _) -> method.getName().equals("pid") ? (Object) another : false);

        Proc.assertNoDescriptorLeaks(() -> assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> PidFd.open(ended).close())
                .withMessage("pidfd_open(" + another + "): ESRCH (3) No such process"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Integer.MIN_VALUE})
    void aNumberThatIsNoProcessIsRefused(long pid) {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> PidFd.open(pid).close())
                .matches(e -> e.errno().is(EINVAL));
    }

    @ParameterizedTest
    @ValueSource(longs = {Integer.MAX_VALUE, (1L << 32) + 1, Long.MAX_VALUE})
    void aNumberThatNobodyHasIsRefused(long pid) {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> PidFd.open(pid).close())
                .withMessage("pidfd_open(" + pid + "): ESRCH (3) No such process");
    }

    @Test
    void aSignalThatIsNoneIsRefused() throws Exception {
        var process = open();
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> process.sendSignal(-1))
                .matches(e -> e.errno().is(EINVAL));
        process.close();
        assertThatExceptionOfType(ClosedDescriptorException.class).isThrownBy(() -> process.sendSignal(0));
    }
}
