package io.sockeye.bindings;

import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.PollConstants.POLLHUP;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLNVAL;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static java.lang.foreign.MemorySegment.NULL;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.generated.pollfd;
import io.sockeye.bindings.generated.rlimit;
import io.sockeye.bindings.generated.timespec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** poll(2) and ppoll(2). */
class PollSyscallsTest {
    private final Descriptors fds = new Descriptors();
    private final PollfdArray array = new PollfdArray(fds.arena, 3);

    @AfterEach
    void close() {
        fds.close();
    }

    @Test
    void pollFindsWhatIsReady() {
        int[] pair = fds.socketpair(SocketConstants.SOCK_STREAM);
        fds.send(pair[1], 'x');
        array.set(0, pair[0], POLLIN | POLLOUT);
        array.set(1, pair[1], POLLIN);
        array.set(2, -1, POLLIN);

        assertThat(PollSyscalls.poll(array.segment(), 3, -1)).isOne();

        assertThat(array.revents(0)).isEqualTo(POLLIN | POLLOUT);
        assertThat(array.revents(1)).isZero();
        assertThat(array.revents(2)).as("a negative descriptor is left out").isZero();
    }

    @Test
    void pollLooksAtSoManyEntriesOnly() {
        int[] pair = fds.socketpair(SocketConstants.SOCK_STREAM);
        array.set(0, pair[0], POLLIN);
        array.set(1, pair[0], POLLOUT);

        assertThat(PollSyscalls.poll(array.segment(), 1, 0)).isZero();
        assertThat(array.revents(1)).isZero();
        assertThat(PollSyscalls.poll(NULL, 0, 0)).isZero();
    }

    @Test
    void ppollLeavesItsTimeoutAsItIs() {
        int[] pair = fds.socketpair(SocketConstants.SOCK_STREAM);
        array.set(0, pair[0], POLLIN);
        var timeout = new Timespec(fds.arena);
        assertThat(PollSyscalls.ppoll(array.segment(), 1, timeout.set(1), fds.arena.allocate(128))).isZero();
        assertThat(timespec.tv_nsec(timeout.segment())).isOne();

        fds.close(pair[1]);

        assertThat(PollSyscalls.ppoll(array.segment(), 1, NULL, NULL)).isOne();
        assertThat(array.revents(0)).isEqualTo(POLLIN | POLLHUP);
    }

    @Test
    void trap37ADescriptorThatIsNotOpenIsAnAnswerNotAFailure() {
        int number = fds.pipe()[0];
        fds.close(number);
        array.set(0, number, POLLIN);

        assertThat(PollSyscalls.poll(array.segment(), 1, -1)).isOne();
        assertThat(array.revents(0)).isEqualTo(POLLNVAL);
    }

    @Test
    void eachCallFailsAsItsPageSays() {
        var limit = rlimit.allocate(fds.arena);
        assertThat(SystemSyscalls.getrlimit(FileConstants.RLIMIT_NOFILE, limit)).isZero();
        long tooMany = rlimit.rlim_cur(limit) + 1;
        Assumptions.assumeTrue(tooMany < 10_000_000, "the limit of open files is small");
        var entries = pollfd.allocateArray(tooMany, fds.arena);

        assertThat(PollSyscalls.poll(entries, tooMany, 0)).isEqualTo(-EINVAL);
        assertThat(PollSyscalls.ppoll(entries, tooMany, NULL, NULL)).isEqualTo(-EINVAL);
        assertThat(PollSyscalls.ppoll(entries, 1, new Timespec(fds.arena).set(-1), NULL)).isEqualTo(-EINVAL);
    }
}
