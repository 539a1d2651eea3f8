package io.sockeye.bindings;

import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static java.lang.foreign.MemorySegment.NULL;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.generated.timespec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** select(2) and pselect(2). */
class SelectSyscallsTest {
    private static final long HOUR = 3_600_000_000_000L;

    private final Descriptors fds = new Descriptors();
    private final int[] pair = fds.socketpair(SocketConstants.SOCK_STREAM);
    private final int nfds = Math.max(pair[0], pair[1]) + 1;
    private final FdSet readable = new FdSet(fds.arena, nfds);
    private final FdSet writable = new FdSet(fds.arena, nfds);
    private final FdSet exceptional = new FdSet(fds.arena, nfds);

    @AfterEach
    void close() {
        fds.close();
    }

    @Test
    void selectLeavesInEachSetWhatIsReady() {
        watchAll();
        fds.send(pair[1], 'x');

        assertThat(SelectSyscalls.select(nfds, readable.segment(), writable.segment(), exceptional.segment(), NULL))
                .as("one to read, two to write").isEqualTo(3);

        assertReady();
    }

    @Test
    void pselectLeavesInEachSetWhatIsReady() {
        watchAll();
        fds.send(pair[1], 'x');

        assertThat(SelectSyscalls.pselect(nfds, readable.segment(), writable.segment(), exceptional.segment(), NULL,
                fds.arena.allocate(128))).isEqualTo(3);

        assertReady();
    }

    @Test
    void selectSeesUrgentData() {
        int listener = fds.socket(SocketConstants.AF_INET, SocketConstants.SOCK_STREAM);
        var address = fds.bound(listener);
        assertThat(SocketSyscalls.listen(listener, 1)).isZero();
        int client = fds.socket(SocketConstants.AF_INET, SocketConstants.SOCK_STREAM);
        assertThat(SocketSyscalls.connect(client, address.address(), address.length())).isZero();
        int server = fds.opened(SocketSyscalls.accept4(listener, NULL, NULL, SocketConstants.SOCK_CLOEXEC));
        assertThat(SocketSyscalls.send(client, fds.bytes("!"), 1, SocketConstants.MSG_OOB)).isOne();
        var urgent = new FdSet(fds.arena, server + 1);
        urgent.set(server);

        assertThat(SelectSyscalls.select(server + 1, NULL, NULL, urgent.segment(), NULL)).isOne();
        assertThat(urgent.isSet(server)).isTrue();
    }

    @Test
    void trap36SelectOverwritesItsTimeoutAndPselectDoesNot() {
        var timeval = new Timeval(fds.arena);
        writable.set(pair[0]);
        assertThat(SelectSyscalls.select(nfds, NULL, writable.segment(), NULL, timeval.set(HOUR))).isOne();
        assertThat(timeval.nanoseconds()).as("what was not waited").isLessThan(HOUR).isPositive();

        var time = new Timespec(fds.arena);
        assertThat(SelectSyscalls.pselect(nfds, NULL, writable.segment(), NULL, time.set(HOUR), NULL)).isOne();
        assertThat(timespec.tv_sec(time.segment())).isEqualTo(3600);
        assertThat(timespec.tv_nsec(time.segment())).isZero();
    }

    @Test
    void trap36SelectEmptiesItsSetsAfterTheTimeout() {
        readable.set(pair[0]);
        assertThat(SelectSyscalls.select(nfds, readable.segment(), NULL, NULL, new Timeval(fds.arena).set(1)))
                .isZero();
        assertThat(readable.isSet(pair[0])).isFalse();

        readable.set(pair[0]);
        assertThat(SelectSyscalls.pselect(nfds, readable.segment(), NULL, NULL, new Timespec(fds.arena).set(1), NULL))
                .isZero();
        assertThat(readable.isSet(pair[0])).isFalse();
    }

    @Test
    void eachCallFailsAsItsPageSays() {
        var timeout = new Timeval(fds.arena).set(0);
        fds.close(pair[0]);
        readable.set(pair[0]);

        assertThat(SelectSyscalls.select(nfds, readable.segment(), NULL, NULL, timeout)).isEqualTo(-EBADF);
        assertThat(SelectSyscalls.pselect(nfds, readable.segment(), NULL, NULL, NULL, NULL)).isEqualTo(-EBADF);
        assertThat(SelectSyscalls.select(-1, NULL, NULL, NULL, timeout)).isEqualTo(-EINVAL);
        assertThat(SelectSyscalls.pselect(-1, NULL, NULL, NULL, NULL, NULL)).isEqualTo(-EINVAL);
    }

    private void watchAll() {
        for (int fd : pair) {
            readable.set(fd);
            writable.set(fd);
            exceptional.set(fd);
        }
    }

    private void assertReady() {
        assertThat(readable.isSet(pair[0])).isTrue();
        assertThat(readable.isSet(pair[1])).isFalse();
        assertThat(writable.isSet(pair[0])).isTrue();
        assertThat(writable.isSet(pair[1])).isTrue();
        assertThat(exceptional.isSet(pair[0])).isFalse();
    }
}
