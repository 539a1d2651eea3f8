package io.sockeye.bindings;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.ErrnoConstants.ESRCH;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.SignalConstants.SFD_CLOEXEC;
import static io.sockeye.bindings.SignalConstants.SFD_NONBLOCK;
import static io.sockeye.bindings.SignalConstants.SIGTERM;
import static io.sockeye.bindings.SignalConstants.SIGURG;
import static io.sockeye.bindings.SignalConstants.SIGWINCH;
import static io.sockeye.bindings.SignalConstants.SIG_BLOCK;
import static io.sockeye.bindings.SignalConstants.SIG_SETMASK;
import static java.lang.foreign.MemorySegment.NULL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** signalfd(2) with signals to this thread, and pidfd_open(2) with a child. */
class SignalSyscallsTest {
    private final Descriptors fds = new Descriptors();
    // What nobody minds if it comes through.
    private final Sigset signals = new Sigset(fds.arena).set(SIGURG).set(SIGWINCH);

    @AfterEach
    void close() {
        fds.close();
    }

    @Test
    void aSignalToThisThreadIsReadFromASignalfd() {
        try (var _ = blocked()) {
            int fd = fds.opened(SignalSyscalls.signalfd(-1, signals.segment(), SFD_CLOEXEC | SFD_NONBLOCK));
            var read = new SignalfdSiginfoArray(fds.arena, 3);
            assertThat(FileSyscalls.read(fd, read.segment(), read.segment().byteSize())).isEqualTo(-EAGAIN);
            toThisThread(SIGURG);
            toThisThread(SIGWINCH);

            assertThat(FileSyscalls.read(fd, read.segment(), read.segment().byteSize()))
                    .isEqualTo(2L * SignalfdSiginfoArray.BYTES);

            assertThat(read.signo(0)).isEqualTo(SIGURG);
            assertThat(read.signo(1)).isEqualTo(SIGWINCH);
            assertThat(read.code(0)).isEqualTo(SignalConstants.SI_TKILL);
            assertThat(read.pid(0)).isEqualTo(SystemSyscalls.getpid());
            assertThat(read.status(0)).isZero();
            assertThat(read.value(0)).isZero();
            assertThatThrownBy(() -> read.uid(3)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void theSetOfASignalfdCanBeChanged() {
        try (var _ = blocked()) {
            int fd = fds.opened(SignalSyscalls.signalfd(-1, signals.segment(), SFD_CLOEXEC | SFD_NONBLOCK));
            var read = new SignalfdSiginfoArray(fds.arena, 2);

            var one = new Sigset(fds.arena).set(SIGWINCH);
            assertThat(SignalSyscalls.signalfd(fd, one.segment(), 0)).isEqualTo(fd);
            toThisThread(SIGURG);

            assertThat(FileSyscalls.read(fd, read.segment(), SignalfdSiginfoArray.BYTES)).isEqualTo(-EAGAIN);
            assertThat(SignalSyscalls.signalfd(fd, signals.segment(), 0)).isEqualTo(fd);
            assertThat(FileSyscalls.read(fd, read.segment(), SignalfdSiginfoArray.BYTES)).isPositive();
        }
    }

    @Test
    void theMaskSaysWhatThisThreadBlocks() {
        try (var _ = blocked()) {
            var now = new Sigset(fds.arena);
            assertThat(SignalSyscalls.pthread_sigmask(0, NULL, now.segment())).isZero();

            assertThat(now.isSet(SIGURG)).isTrue();
            assertThat(now.isSet(SIGWINCH)).isTrue();
            assertThat(now.isSet(SIGTERM)).isFalse();
            assertThat(SignalSyscalls.pthread_sigmask(99, now.segment(), NULL)).isEqualTo(-EINVAL);
        }
    }

    @Test
    void aPidfdIsReadableOnceItsProcessHasEnded() throws Exception {
        var child = new ProcessBuilder("sleep", "600").start();
        try {
            int fd = fds.opened(SignalSyscalls.pidfd_open(Math.toIntExact(child.pid()), 0));
            var poll = new PollfdArray(fds.arena, 1);
            poll.set(0, fd, POLLIN);
            assertThat(PollSyscalls.poll(poll.segment(), 1, 0)).as("it lives").isZero();
            assertThat(SignalSyscalls.kill(Math.toIntExact(child.pid()), 0)).isZero();

            assertThat(SignalSyscalls.pidfd_send_signal(fd, SIGTERM, NULL, 0)).isZero();

            assertThat(PollSyscalls.poll(poll.segment(), 1, -1)).isOne();
            assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(SignalSyscalls.pidfd_send_signal(fd, SIGTERM, NULL, 0)).isEqualTo(-ESRCH);
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void eachCallFailsAsItsPageSays() {
        assertThat(SignalSyscalls.signalfd(-1, signals.segment(), -1)).isEqualTo(-EINVAL);
        assertThat(SignalSyscalls.signalfd(fds.pipe()[0], signals.segment(), 0)).isEqualTo(-EINVAL);
        assertThat(SignalSyscalls.kill(SystemSyscalls.getpid(), 65)).isEqualTo(-EINVAL);
        assertThat(SignalSyscalls.tgkill(-1, -1, 0)).isEqualTo(-EINVAL);
        assertThat(SignalSyscalls.tgkill(SystemSyscalls.getpid(), Integer.MAX_VALUE, 0)).isEqualTo(-ESRCH);
        assertThat(SignalSyscalls.pidfd_open(-1, 0)).isEqualTo(-EINVAL);
        assertThat(SignalSyscalls.pidfd_open(Integer.MAX_VALUE, 0)).isEqualTo(-ESRCH);
        assertThat(SignalSyscalls.pidfd_send_signal(-1, 0, NULL, 0)).isEqualTo(-EBADF);
    }

    /** Blocks the signals in this thread until it is closed; a test need not run in the thread of its {@code BeforeEach}. */
    private Mask blocked() {
        var before = new Sigset(fds.arena);
        assertThat(SignalSyscalls.pthread_sigmask(SIG_BLOCK, signals.segment(), before.segment())).isZero();
        return new Mask(before);
    }

    private record Mask(Sigset before) implements AutoCloseable {
        @Override
        public void close() {
            assertThat(SignalSyscalls.pthread_sigmask(SIG_SETMASK, before.segment(), NULL)).isZero();
        }
    }

    private static void toThisThread(int signal) {
        assertThat(SignalSyscalls.tgkill(SystemSyscalls.getpid(), SystemSyscalls.gettid(), signal)).isZero();
    }
}
