package io.sockeye.internal.poll;

import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOCK_CLOEXEC;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_COOKIE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sockeye.ClosedDescriptorException;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.support.BackgroundTask;
import io.sockeye.support.Proc;
import io.sockeye.support.RawPipe;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trap 1: an fd is closed once, and never used after that. DescriptorCountTest has the reference count alone. */
class DescriptorTest {
    private int number;
    private int other;
    private String pipe = "";
    private Descriptor descriptor = Descriptor.withoutShutdown(-1);

    @BeforeEach
    void openAPipe() throws Exception {
        var ends = RawPipe.open();
        number = ends.reader();
        other = ends.writer();
        pipe = Proc.descriptor(number);
        descriptor = Descriptor.withoutShutdown(number);
    }

    @AfterEach
    void closeThePipe() {
        FileSyscalls.close(other);
        descriptor.close();
        assertThat(isOpen()).isFalse();
    }

    @Test
    void closeClosesTheFdIfNoCallUsesIt() {
        descriptor.close();

        assertThat(isOpen()).isFalse();
        assertThat(descriptor.isClosed()).isTrue();
        assertThat(descriptor.number()).isEqualTo(-1);
    }

    @Test
    void releaseBeforeCloseKeepsTheFdOpen() throws Exception {
        descriptor.acquire("recv");
        descriptor.release();

        assertThat(isOpen()).isTrue();
        assertThat(descriptor.isClosed()).isFalse();
        assertThat(descriptor.number()).isEqualTo(number);
    }

    @Test
    void acquireThrowsAfterCloseAlsoDuringACall() throws Exception {
        descriptor.acquire("recv");
        descriptor.close();

        assertThatExceptionOfType(ClosedDescriptorException.class)
                .isThrownBy(() -> descriptor.acquire("send"))
                .withMessage("send(fd=" + number + "): closed");
        descriptor.release();
        assertThatExceptionOfType(ClosedDescriptorException.class).isThrownBy(() -> descriptor.acquire("recv"));
    }

    @Test
    void closingTwiceDoesNotCloseTheRecycledFd() throws Exception {
        descriptor.close();
        assertThat(FileSyscalls.dup3(other, number, 0)).isEqualTo(number);
        try {
            descriptor.close();
            assertThat(isOpen()).as("the number's new owner").isTrue();
        } finally {
            FileSyscalls.close(number);
        }
    }

    @Test
    void detachReturnsTheFdOpen() throws Exception {
        assertThat(descriptor.detach()).isEqualTo(number);

        descriptor.close();
        assertThat(isOpen()).isTrue();
        assertThat(descriptor.isClosed()).isTrue();
        assertThatExceptionOfType(ClosedDescriptorException.class).isThrownBy(() -> descriptor.acquire("recv"));
        assertThatExceptionOfType(ClosedDescriptorException.class).isThrownBy(() -> descriptor.detach());
        FileSyscalls.close(number);
    }

    @Test
    void detachThrowsDuringACall() throws Exception {
        descriptor.acquire("recv");
        assertThatIllegalStateException()
                .isThrownBy(() -> descriptor.detach())
                .withMessage("detach(fd=" + number + "): 1 calls in progress");
        descriptor.release();

        assertThat(Descriptor.withoutShutdown(descriptor.detach()).number()).isEqualTo(number);
        FileSyscalls.close(number);
    }

    @Test
    void detachThrowsAfterClose() {
        descriptor.close();

        assertThatExceptionOfType(ClosedDescriptorException.class)
                .isThrownBy(() -> descriptor.detach())
                .withMessage("detach(fd=" + number + "): closed");
    }

    @Test
    void closeReportsAnFdThatIsNotOpen() {
        FileSyscalls.close(number);

        assertThatIllegalStateException()
                .isThrownBy(() -> descriptor.close())
                .withMessageContaining("close(fd=" + number + "): EBADF (9) Bad file descriptor");
    }

    /** The kernel gives the number to the next socket at once, so a late use or close would hit that one. */
    @Test
    void callsNeverUseARecycledFd() throws Throwable {
        Proc.assertNoDescriptorLeaks(() -> {
            var shared = new Shared();
            long end = System.nanoTime() + Duration.ofMillis(500).toNanos();
            var users = new ArrayList<BackgroundTask<Integer>>();
            for (int i = 0; i < 3; i++) {
                users.add(BackgroundTask.start(() -> {
                    int uses = 0;
                    while (System.nanoTime() - end < 0) {
                        uses += shared.owned.use();
                    }
                    return uses;
                }));
            }
            while (System.nanoTime() - end < 0) {
                var old = shared.owned;
                shared.owned = Owned.open();
                old.descriptor.close();
            }
            for (var user : users) {
                assertThat(user.result()).isPositive();
            }
            shared.owned.descriptor.close();
        });
    }

    private static final class Shared {
        volatile Owned owned = Owned.open();
    }

    /** A socket and what tells it from all others. */
    private record Owned(Descriptor descriptor, long cookie) {
        static Owned open() {
            int fd = SocketSyscalls.socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
            return new Owned(Descriptor.ofSocket(fd), cookie(fd));
        }

        /** Returns 1 if this was not closed yet. */
        int use() {
            try {
                int fd = descriptor.acquire("getsockopt");
                try {
                    assertThat(cookie(fd)).isEqualTo(cookie);
                    return 1;
                } finally {
                    descriptor.release();
                }
            } catch (ClosedDescriptorException e) {
                return 0;
            }
        }

        private static long cookie(int fd) {
            try (var arena = Arena.ofConfined()) {
                var value = arena.allocate(JAVA_LONG);
                var length = arena.allocateFrom(JAVA_INT, Long.BYTES);
                assertThat(SocketSyscalls.getsockopt(fd, SOL_SOCKET, SO_COOKIE, value, length)).isZero();
                return value.get(JAVA_LONG, 0);
            }
        }
    }

    private boolean isOpen() {
        return Proc.descriptor(number).equals(pipe);
    }
}
