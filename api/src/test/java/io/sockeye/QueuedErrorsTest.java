package io.sockeye;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.selectors.EpollSelector;
import io.sockeye.selectors.PollSelector;
import io.sockeye.selectors.SelectSelector;
import io.sockeye.selectors.Selector;
import io.sockeye.support.BackgroundTask;
import io.sockeye.support.QueuedErrors;
import io.sockeye.support.ReceiveCall;
import io.sockeye.support.SendCall;
import io.sockeye.support.ThreadKind;
import io.sockeye.support.ThreadedCall;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Poll reports an error, a hang-up or readiness that stays, and the call finds nothing. A deadline ends the wait, and without one the call
 * sleeps until there is something. All calls of one cause wait at the same time, each on sockets of its own.
 */
class QueuedErrorsTest {
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    /** A call that still waits after this ignores its timeout. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    private static final String TIMED_OUT = "timed out";

    private final List<SocketPair> opened = new ArrayList<>();

    /** What the calls do, by name; a closed socket ends those that never would. */
    @AfterEach
    void closeAll() {
        opened.forEach(SocketPair::close);
    }

    static Stream<Arguments> causesAndThreads() {
        return Arrays.stream(QueuedErrors.values())
                .flatMap(cause -> Arrays.stream(ThreadKind.values()).map(kind -> Arguments.of(cause, kind)));
    }

    static Stream<Arguments> streamsAndThreads() {
        return causesAndThreads().filter(each -> ((QueuedErrors) each.get()[0]).stream);
    }

    @ParameterizedTest
    @MethodSource("causesAndThreads")
    void aTimeoutEndsReceiving(QueuedErrors cause, ThreadKind kind) throws Exception {
        var waiting = new TreeMap<String, ThreadedCall<String>>();
        for (var call : ReceiveCall.of(cause.stream)) {
            var near = open(cause.open(), TIMEOUT).first();
            waiting.put(call.name(), kind.start(() -> outcome(() -> call.on(near))));
        }
        assertAll(waiting, TIMED_OUT);
    }

    @ParameterizedTest
    @MethodSource("streamsAndThreads")
    void aTimeoutEndsSending(QueuedErrors cause, ThreadKind kind) throws Exception {
        var waiting = new TreeMap<String, ThreadedCall<String>>();
        var near = open(cause.openFull(), TIMEOUT).first();
        for (var call : SendCall.values()) {
            waiting.put(call.name(), kind.start(() -> outcome(() -> call.on(near))));
        }
        assertAll(waiting, TIMED_OUT);
    }

    /** Not after SHUT_RD, where the kernel's own recv returns 0. */
    static Stream<Arguments> errorsAndThreads() {
        return causesAndThreads().filter(each -> each.get()[0] != QueuedErrors.HALF_CLOSED_DATAGRAMS);
    }

    @ParameterizedTest
    @MethodSource("errorsAndThreads")
    void withoutATimeoutReceivingSleepsUntilSomethingComes(QueuedErrors cause, ThreadKind kind)
            throws Exception {
        var waiting = new TreeMap<String, ThreadedCall<String>>();
        for (var call : ReceiveCall.of(cause.stream)) {
            var near = open(cause.open(), null).first();
            waiting.put(call.name(), kind.start(() -> "received " + call.on(near)).awaitBlocked());
        }
        for (var pair : opened) {
            pair.second().send(new byte[1]);
        }
        assertAll(waiting, "received 1");
    }

    /** As close to the kernel's 0 as a call that parks can come: it ends at once, or waits for the datagram that comes in all the same. */
    @ParameterizedTest
    @EnumSource
    void withoutATimeoutReceivingFromAHalfClosedSocketEnds(ThreadKind kind) throws Exception {
        var waiting = new TreeMap<String, ThreadedCall<String>>();
        for (var call : ReceiveCall.of(false)) {
            var near = open(QueuedErrors.HALF_CLOSED_DATAGRAMS.open(), null).first();
            waiting.put(call.name(), kind.start(() -> call.on(near) <= 1 ? "ended" : "too much"));
        }
        for (var pair : opened) {
            pair.second().send(new byte[1]);
        }
        assertAll(waiting, "ended");
    }

    @ParameterizedTest
    @MethodSource("streamsAndThreads")
    void withoutATimeoutSendingSleepsUntilThereIsRoom(QueuedErrors cause, ThreadKind kind)
            throws Exception {
        var waiting = new TreeMap<String, ThreadedCall<String>>();
        var near = open(cause.openFull(), null).first();
        for (var call : SendCall.values()) {
            waiting.put(call.name(), kind.start(() -> call.on(near) > 0 ? "sent" : "nothing").awaitBlocked());
        }
        var far = opened.getFirst().second();
        var drained = BackgroundTask.start(
                () -> far.makefile().inputStream().transferTo(OutputStream.nullOutputStream()));
        assertAll(waiting, "sent");
        near.shutdown(SHUT_WR);
        assertThat(drained.result()).isPositive();
    }

    /** What is reported but was not asked for does not end these waits, and must not make them spin. */
    @ParameterizedTest
    @MethodSource("causesAndThreads")
    void selectForExceptionsHasItsTimeout(QueuedErrors cause, ThreadKind kind) throws Exception {
        var near = open(cause.open(), null).first();
        var prepared = kind.start(() -> {
            try (var select = new Select<Socket>()) {
                select.exceptfds().set(near);
                return strictly(() -> select.select(TIMEOUT) == 0);
            }
        });
        var once = kind.start(() -> strictly(
                () -> Select.select(List.of(), List.of(), List.of(near), TIMEOUT).isEmpty()));
        ThreadKind.assertEnds(prepared, BOUND);
        ThreadKind.assertEnds(once, BOUND);
        assertThat(prepared.result()).isEqualTo("true");
        assertThat(once.result()).isEqualTo("true");
    }

    /** A pipe whose writer is gone: POLLHUP, which select reports as readable only. */
    @ParameterizedTest
    @EnumSource
    void selectForWritingOfWhatIsHungUpHasItsTimeout(ThreadKind kind) throws Exception {
        try (var pipe = Pipe.open()) {
            pipe.writer().close();
            var waiting = kind.start(() -> strictly(() -> Select.select(
                    List.<Pollable>of(), List.of(pipe.reader()), List.of(), TIMEOUT).isEmpty()));
            ThreadKind.assertEnds(waiting, BOUND);
            assertThat(waiting.result()).isEqualTo("true");
        }
    }

    /** poll(2), select(2) and epoll(7) report the error itself, so these return at once: the same on both kinds of threads. */
    @ParameterizedTest
    @MethodSource("causesAndThreads")
    void setsReportTheErrorAtOnce(QueuedErrors cause, ThreadKind kind) throws Exception {
        var near = open(cause.open(), null).first();
        var limit = BOUND.multipliedBy(2);
        var found = kind.start(() -> {
            try (var poll = new Poll<Socket>();
                    var epoll = Epoll.create()) {
                poll.register(near, POLLIN);
                epoll.add(near, EPOLLIN, 0);
                return List.of(
                        poll.poll(limit).size(),
                        epoll.poll(limit).size(),
                        Select.select(List.of(near), List.of(), List.of(), limit).readable().size());
            }
        });
        ThreadKind.assertEnds(found, BOUND);
        assertThat(found.result()).containsExactly(1, 1, 1);
    }

    @ParameterizedTest
    @MethodSource("causesAndThreads")
    void selectorsReportTheErrorAtOnce(QueuedErrors cause, ThreadKind kind) throws Exception {
        var near = open(cause.open(), null).first();
        for (var each : List.<Callable<Selector<String>>>of(
                EpollSelector::new, PollSelector::new, SelectSelector::new)) {
            var found = kind.start(() -> {
                try (var selector = each.call()) {
                    selector.register(near, Selector.EVENT_READ, "");
                    return selector.select(BOUND.multipliedBy(2)).size();
                }
            });
            ThreadKind.assertEnds(found, BOUND);
            assertThat(found.result()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePipesEndsTellAtOnceWhatPollReportsAsErrors(ThreadKind kind) throws Exception {
        try (var pipe = Pipe.open()) {
            pipe.reader().settimeout(BOUND);
            pipe.writer().close();
            assertThat(kind.start(() -> pipe.reader().read(new byte[1])).result()).isZero();
        }
        try (var pipe = Pipe.open()) {
            pipe.writer().settimeout(BOUND);
            pipe.reader().close();
            assertThatThrownBy(kind.start(() -> pipe.writer().write(new byte[1]))::result)
                    .isInstanceOf(BrokenPipeException.class);
        }
    }

    private SocketPair open(SocketPair pair, @Nullable Duration timeout) throws ErrnoException {
        opened.add(pair);
        pair.first().settimeout(timeout);
        return pair;
    }

    private static String outcome(Callable<Long> call) throws Exception {
        return strictly(() -> {
            try {
                return "returned " + call.call();
            } catch (TimedOutException expected) {
                return TIMED_OUT;
            }
        });
    }

    /** What it returns, with the time if that is less than the timeout. */
    private static String strictly(Callable<?> call) throws Exception {
        long start = System.nanoTime();
        var outcome = call.call();
        long nanos = System.nanoTime() - start;
        return nanos < TIMEOUT.toNanos() ? outcome + " after " + nanos + " ns" : outcome.toString();
    }

    private void assertAll(Map<String, ThreadedCall<String>> waiting, String expected) throws Exception {
        long limit = System.nanoTime() + BOUND.toNanos();
        var outcomes = new TreeMap<String, String>();
        var all = new TreeMap<String, String>();
        for (var each : waiting.entrySet()) {
            all.put(each.getKey(), expected);
            var left = Duration.ofNanos(Math.max(1, limit - System.nanoTime()));
            outcomes.put(each.getKey(), outcome(each.getValue(), left));
        }
        assertThat(outcomes).isEqualTo(all);
    }

    private static String outcome(ThreadedCall<String> call, Duration limit) throws Exception {
        try {
            return call.isRunningAfter(limit) ? "never ends" : call.result();
        } catch (ExecutionException thrown) {
            return String.valueOf(thrown.getCause());
        }
    }
}
