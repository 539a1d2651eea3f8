package io.sockeye.bindings;

import static io.sockeye.bindings.EpollConstants.EPOLLERR;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLOUT;
import static io.sockeye.bindings.EpollConstants.EPOLL_CLOEXEC;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_ADD;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_DEL;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_MOD;
import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.ErrnoConstants.EEXIST;
import static io.sockeye.bindings.ErrnoConstants.EFAULT;
import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.ErrnoConstants.ENOENT;
import static io.sockeye.bindings.ErrnoConstants.ENOSYS;
import static io.sockeye.bindings.ErrnoConstants.EPERM;
import static java.lang.foreign.MemorySegment.NULL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** epoll(7). */
class EpollSyscallsTest {
    private static final long FIRST = 0x0123_4567_89AB_CDEFL;
    private static final long SECOND = 0xFEDC_BA98_7654_3210L;

    private final Descriptors fds = new Descriptors();
    private final int epoll = fds.opened(EpollSyscalls.epoll_create1(EPOLL_CLOEXEC));
    private final EpollEventArray events = new EpollEventArray(fds.arena, 4);

    @AfterEach
    void close() {
        fds.close();
    }

    @Test
    void trap14TheTokensOfTwoEventsSurviveOneWait() {
        int[] one = fds.socketpair(SocketConstants.SOCK_STREAM);
        int[] other = fds.socketpair(SocketConstants.SOCK_STREAM);
        assertThat(ctl(EPOLL_CTL_ADD, one[0], EPOLLIN, FIRST)).isZero();
        assertThat(ctl(EPOLL_CTL_ADD, other[0], EPOLLIN | EPOLLOUT, SECOND)).isZero();
        fds.send(one[1], 'x');

        assertThat(EpollSyscalls.epoll_wait(epoll, events.segment(), 4, -1)).isEqualTo(2);

        assertThat(Map.of(events.token(0), events.events(0), events.token(1), events.events(1)))
                .isEqualTo(Map.of(FIRST, EPOLLIN, SECOND, EPOLLOUT));
    }

    @Test
    void anEventIsChangedAndRemoved() {
        int fd = fds.socketpair(SocketConstants.SOCK_STREAM)[0];
        assertThat(ctl(EPOLL_CTL_ADD, fd, EPOLLIN, FIRST)).isZero();
        assertThat(EpollSyscalls.epoll_wait(epoll, events.segment(), 4, 0)).isZero();

        assertThat(ctl(EPOLL_CTL_MOD, fd, EPOLLOUT, SECOND)).isZero();
        assertThat(EpollSyscalls.epoll_wait(epoll, events.segment(), 4, -1)).isOne();
        assertThat(events.token(0)).isEqualTo(SECOND);

        assertThat(EpollSyscalls.epoll_ctl(epoll, EPOLL_CTL_DEL, fd, NULL)).isZero();
        assertThat(EpollSyscalls.epoll_wait(epoll, events.segment(), 4, 0)).isZero();
    }

    @Test
    void trap45NoMoreEventsAreWrittenThanAskedFor() {
        for (int i = 0; i < 3; i++) {
            assertThat(ctl(EPOLL_CTL_ADD, fds.socketpair(SocketConstants.SOCK_STREAM)[0], EPOLLOUT, FIRST)).isZero();
        }
        events.set(1, EPOLLERR, SECOND);

        assertThat(EpollSyscalls.epoll_wait(epoll, events.segment(), 1, -1)).isOne();

        assertThat(events.token(0)).isEqualTo(FIRST);
        assertThat(events.token(1)).isEqualTo(SECOND);
        assertThat(events.events(1)).isEqualTo(EPOLLERR);
    }

    @Test
    void epollPwait2WaitsInNanosecondsWithAMask() {
        int fd = fds.socketpair(SocketConstants.SOCK_STREAM)[0];
        assertThat(ctl(EPOLL_CTL_ADD, fd, EPOLLIN, FIRST)).isZero();
        var mask = fds.arena.allocate(128);
        int nothing = EpollSyscalls.epoll_pwait2(epoll, events.segment(), 4, new Timespec(fds.arena).set(1), mask);
        Assumptions.assumeFalse(nothing == -ENOSYS || nothing == -EPERM, "no epoll_pwait2 here");
        assertThat(nothing).isZero();

        assertThat(ctl(EPOLL_CTL_MOD, fd, EPOLLOUT, FIRST)).isZero();
        assertThat(EpollSyscalls.epoll_pwait2(epoll, events.segment(), 4, NULL, NULL)).isOne();
        assertThat(events.token(0)).isEqualTo(FIRST);
        assertThat(EpollSyscalls.epoll_pwait2(-1, events.segment(), 4, NULL, NULL)).isEqualTo(-EBADF);
    }

    @Test
    void eachCallFailsAsItsPageSays() {
        int fd = fds.socketpair(SocketConstants.SOCK_STREAM)[0];
        assertThat(ctl(EPOLL_CTL_ADD, fd, EPOLLIN, FIRST)).isZero();

        assertThat(EpollSyscalls.epoll_create1(-1)).isEqualTo(-EINVAL);
        assertThat(ctl(EPOLL_CTL_ADD, -1, EPOLLIN, FIRST)).isEqualTo(-EBADF);
        assertThat(ctl(EPOLL_CTL_ADD, fd, EPOLLIN, FIRST)).isEqualTo(-EEXIST);
        assertThat(ctl(EPOLL_CTL_ADD, epoll, EPOLLIN, FIRST)).isEqualTo(-EINVAL);
        assertThat(ctl(EPOLL_CTL_DEL, fds.pipe()[0], 0, 0)).isEqualTo(-ENOENT);
        assertThat(EpollSyscalls.epoll_ctl(epoll, EPOLL_CTL_MOD, fd, NULL)).isEqualTo(-EFAULT);
        assertThat(EpollSyscalls.epoll_wait(epoll, events.segment(), 0, 0)).isEqualTo(-EINVAL);
        assertThat(EpollSyscalls.epoll_wait(fd, events.segment(), 4, 0)).isEqualTo(-EINVAL);
        assertThat(EpollSyscalls.epoll_wait(-1, events.segment(), 4, 0)).isEqualTo(-EBADF);
    }

    private int ctl(int operation, int fd, int interest, long token) {
        var event = new EpollEventArray(fds.arena, 1);
        event.set(0, interest, token);
        return EpollSyscalls.epoll_ctl(epoll, operation, fd, event.segment());
    }
}
