package io.sockeye;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static io.sockeye.bindings.ErrnoConstants.ENOSYS;
import static io.sockeye.bindings.ErrnoConstants.EPERM;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.SignalConstants.SIG_SETMASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.bindings.SignalSyscalls;
import io.sockeye.bindings.Sigset;
import io.sockeye.support.BlockingCall;
import io.sockeye.support.Signals;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** pselect(2), ppoll(2) and epoll_pwait2(2): a signal that the thread blocks comes exactly while it waits. */
class SignalMaskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Arena arena = Arena.ofAuto();
    private final Sigset none = new Sigset(arena);

    @Test
    void aBlockedSignalEndsPselectAndNotSelect() throws Exception {
        try (var select = new Select<Socket>();
                var pair = Socket.socketpair()) {
            select.readfds().set(pair.first());
            blocking(() -> {
                assertThat(select.select(Duration.ZERO)).isZero();
                assertEndedBySignal("pselect(nfds=", () -> select.pselect(PATIENCE, none));
            });
            pair.second().send(new byte[1]);
            assertThat(select.pselect(PATIENCE, none)).isOne();
        }
    }

    @Test
    void aBlockedSignalEndsPpollAndNotPoll() throws Exception {
        try (var poll = new Poll<Socket>();
                var pair = Socket.socketpair()) {
            poll.register(pair.first(), POLLIN);
            blocking(() -> {
                assertThat(poll.ready(Duration.ZERO)).isZero();
                assertEndedBySignal("ppoll(nfds=", () -> poll.ppoll(PATIENCE, none));
            });
            pair.second().send(new byte[1]);
            assertThat(poll.ppoll(PATIENCE, none)).isOne();
        }
    }

    @Test
    void aBlockedSignalEndsEpollPwait2AndNotEpollWait() throws Exception {
        try (var epoll = Epoll.create();
                var pair = Socket.socketpair()) {
            epoll.register(pair.first(), EPOLLIN);
            var events = epoll.events(2);
            assumeTrue(hasPwait2(epoll, events), "epoll_pwait2 is forbidden here, or older than the kernel");
            blocking(() -> {
                assertThat(epoll.poll(events, Duration.ZERO)).isZero();
                assertEndedBySignal("epoll_pwait2(fd=", () -> epoll.pwait2(events, null, none));
            });
            pair.second().send(new byte[1]);
            assertThat(epoll.pwait2(events, PATIENCE, none)).isOne();
            assertThat(events.item(0)).isSameAs(pair.first());
        }
    }

    private boolean hasPwait2(Epoll epoll, EpollEvents events) throws ErrnoException {
        try {
            return epoll.pwait2(events, Duration.ZERO, none) == 0;
        } catch (ErrnoException e) {
            if (e.errno().is(ENOSYS) || e.errno().is(EPERM)) {
                return false;
            }
            throw e;
        }
    }

    @Test
    void aVirtualThreadHasNoMask() throws Exception {
        try (var poll = new Poll<Socket>();
                var epoll = Epoll.create()) {
            var polls = BlockingCall.on(Thread.ofVirtual(), () -> poll.ppoll(Duration.ZERO, none));
            var waits = BlockingCall.on(Thread.ofVirtual(), () -> epoll.pwait2(epoll.events(1), Duration.ZERO, none));
            assertThat(List.of(polls.failure(PATIENCE), waits.failure(PATIENCE)))
                    .allSatisfy(failure -> assertThat(failure).isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("platform thread"));
        }
    }

    /** Runs {@code body} with the signal blocked and on its way to this thread. */
    private void blocking(ThrowingCallable body) throws Exception {
        var blocked = new Sigset(arena).set(Signals.WAKE_UP);
        var before = new Sigset(arena);
        assertThat(SignalSyscalls.pthread_sigmask(SIG_SETMASK, blocked.segment(), before.segment())).isZero();
        try {
            Signals.interrupt(Signals.gettid());
            body.call();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        } finally {
            assertThat(SignalSyscalls.pthread_sigmask(SIG_SETMASK, before.segment(), blocked.segment())).isZero();
        }
    }

    private static void assertEndedBySignal(String call, ThrowingCallable wait) {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(wait)
                .satisfies(e -> assertThat(e.errno().is(EINTR)).isTrue())
                .withMessageStartingWith(call);
    }
}
