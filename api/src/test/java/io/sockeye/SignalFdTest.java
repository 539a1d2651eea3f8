package io.sockeye;

import static io.sockeye.bindings.SignalConstants.CLD_EXITED;
import static io.sockeye.bindings.SignalConstants.SIGKILL;
import static io.sockeye.bindings.SignalConstants.SIGPIPE;
import static io.sockeye.bindings.SignalConstants.SIGQUIT;
import static io.sockeye.bindings.SignalConstants.SIGSEGV;
import static io.sockeye.bindings.SignalConstants.SIGSTOP;
import static io.sockeye.bindings.SignalConstants.SIGUSR1;
import static io.sockeye.bindings.SignalConstants.SI_USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sockeye.support.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A JVM must be started with the signals blocked, so what works is seen in one of its own. */
class SignalFdTest {
    @Test
    void aJvmThatWasStartedWithThemBlockedReadsSignals() throws Exception {
        var ended = ChildJvm.run(List.of("env", "--block-signal=USR1,USR2,CHLD,RTMIN+6"), SignalFdProgram.class);
        var lines = ended.output().lines().toList();

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(lines).contains("before=null");
        for (var kind : EventDescriptorContract.Kind.values()) {
            assertThat(lines).anySatisfy(line -> assertThat(line)
                    .matches("read." + kind + "=SignalInfo\\[signo=" + SIGUSR1 + ", code=" + SI_USER
                            + ", pid=[0-9]+, uid=[0-9]+, status=0, value=0]"));
            assertThat(lines)
                    .contains(
                            "select." + kind + "=true",
                            "poll." + kind + "=1",
                            "epoll." + kind + "=1",
                            "closed." + kind + "=ClosedDescriptorException");
        }
        assertThat(lines)
                .contains("together=" + SIGUSR1 + " " + SignalFdProgram.REAL_TIME + " " + SignalFdProgram.REAL_TIME
                        + " ");
        assertThat(lines).contains("child=true " + CLD_EXITED + " 7", "exit=7");
        assertThat(lines).as("HotSpot suspends threads by SIGUSR2").contains("hotspot=refused");
    }

    @Test
    void aSignalThatAThreadDoesNotBlockIsRefusedWithTheRemedy() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SignalFd.create(SIGUSR1).close())
                .withMessageMatching("SIGUSR1 is not blocked in thread [0-9]+ of this JVM, which would get it: "
                        + "start it by `env --block-signal=USR1 java`");
    }

    @Test
    void whatAJvmNeedsItselfIsRefused() {
        for (int signal : new int[] {SIGKILL, SIGSTOP, SIGSEGV, SIGQUIT, SIGPIPE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SignalFd.create(SIGUSR1, signal).close())
                    .withMessage(SignalInfo.name(signal) + " cannot be read from a descriptor in a JVM");
        }
    }

    @Test
    void whatIsNoSignalIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SignalFd.create().close()).withMessage("no signal");
        assertThatIllegalArgumentException().isThrownBy(() -> SignalFd.create(0).close());
        assertThatIllegalArgumentException().isThrownBy(() -> SignalFd.create(65).close());
    }
}
