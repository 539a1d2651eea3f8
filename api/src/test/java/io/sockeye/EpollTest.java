package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static io.sockeye.bindings.EpollConstants.EPOLLET;
import static io.sockeye.bindings.EpollConstants.EPOLLHUP;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLONESHOT;
import static io.sockeye.bindings.EpollConstants.EPOLLOUT;
import static io.sockeye.bindings.EpollConstants.EPOLLPRI;
import static io.sockeye.bindings.EpollConstants.EPOLLRDHUP;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_DEL;
import static io.sockeye.bindings.SocketConstants.MSG_OOB;
import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.support.Pair;
import io.sockeye.support.Proc;
import io.sockeye.support.RawPipe;
import io.sockeye.support.ThreadedCall;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EpollTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private Epoll epoll;

    @BeforeEach
    void create() throws Exception {
        epoll = open(Epoll.create());
    }

    @AfterEach
    void closeAll() throws Exception {
        for (var each : opened) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T open(T what) {
        opened.add(what);
        return what;
    }

    private Socket readable() throws Exception {
        var pair = open(Socket.socketpair());
        pair.second().send(new byte[1]);
        return pair.first();
    }

    private Socket quiet() throws Exception {
        return open(Socket.socketpair()).first();
    }

    private static List<EpollEvent> look(Epoll epoll) throws Exception {
        var events = new ArrayList<EpollEvent>();
        epoll.poll(Duration.ZERO).forEach(events::add);
        return events;
    }

    private int mask() throws Exception {
        return epoll.poll(LONG).iterator().next().mask();
    }

    @Test
    void levelTriggeredIsToldAgainAndEdgeTriggeredOnce() throws Exception {
        var level = readable();
        var edge = readable();
        epoll.add(level, EPOLLIN, 1);
        epoll.add(edge, EPOLLIN | EPOLLET, 2);
        assertThat(look(epoll))
                .containsExactlyInAnyOrder(new EpollEvent(level, EPOLLIN, 1), new EpollEvent(edge, EPOLLIN, 2));
        for (int i = 0; i < 2; i++) {
            assertThat(look(epoll)).containsExactly(new EpollEvent(level, EPOLLIN, 1));
        }
        epoll.modify(edge, EPOLLIN | EPOLLET);
        assertThat(look(epoll)).as("modify tells it again").hasSize(2);
    }

    @Test
    void withRoomForOneTheyTakeTurns() throws Exception {
        var items = new HashSet<Pollable>();
        for (int i = 0; i < 4; i++) {
            var item = readable();
            items.add(item);
            epoll.register(item, EPOLLIN);
        }
        var events = epoll.events(1);
        var seen = new HashSet<Pollable>();
        for (int i = 0; i < 4; i++) {
            assertThat(epoll.poll(events, null)).isEqualTo(1);
            seen.add(events.item(0));
        }
        assertThat(seen).isEqualTo(items);
    }

    @Test
    void theEndOfAStreamAndOutOfBandDataHaveBitsOfTheirOwn() throws Exception {
        var pair = open(Pair.tcp());
        epoll.add(pair.accepted(), EPOLLRDHUP | EPOLLPRI, 0);
        pair.client().send(MemorySegment.ofArray(new byte[1]), MSG_OOB);
        assertThat(mask()).isEqualTo(EPOLLPRI);
        pair.client().shutdown(SHUT_WR);
        epoll.modify(pair.accepted(), EPOLLRDHUP);
        assertThat(mask()).isEqualTo(EPOLLRDHUP);
        pair.accepted().shutdown(SHUT_WR);
        assertThat(mask() & EPOLLHUP).as("unasked").isNotZero();
    }

    @Test
    void interestListShowsWhatTheKernelHolds() throws Exception {
        var edge = quiet();
        var once = readable();
        epoll.add(edge, EPOLLIN | EPOLLET, -1);
        epoll.add(once, EPOLLIN | EPOLLONESHOT, -1);
        assertThat(epoll.interestList())
                .extracting(EpollInterest::fd)
                .containsExactlyInAnyOrder(edge.fileno(), once.fileno());
        assertThat(epoll.interestList()).extracting(EpollInterest::data).doesNotHaveDuplicates().doesNotContain(-1L);

        assertThat(look(epoll)).hasSize(1);
        for (var interest : epoll.interestList()) {
            int asked = interest.events() & (EPOLLIN | EPOLLET | EPOLLONESHOT);
            assertThat(asked).isEqualTo(interest.fd() == edge.fileno() ? EPOLLIN | EPOLLET : EPOLLONESHOT);
        }
        epoll.remove(edge);
        once.close();
        assertThat(epoll.interestList()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anInstanceInAnInstanceIsReadableWhenItHasEvents(ThreadedCall.Way way) throws Exception {
        var pair = open(Socket.socketpair());
        var inner = open(Epoll.create());
        inner.add(pair.first(), EPOLLIN | EPOLLET, 1);
        epoll.add(inner, EPOLLIN, 2);
        assertThat(look(epoll)).isEmpty();
        var wait = way.start(() -> epoll.poll(way.timeout)).awaitBlocked();
        pair.second().send(new byte[1]);
        assertThat(wait.result()).containsExactly(new EpollEvent(inner, EPOLLIN, 2));
        assertThat(look(inner)).hasSize(1);
        assertThat(look(epoll)).as("it was emptied").isEmpty();
        inner.close();
        assertThat(epoll.interestList()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void selectAndPollWaitForAnInstance(ThreadedCall.Way way) throws Exception {
        var pair = open(Socket.socketpair());
        epoll.add(pair.first(), EPOLLIN, 1);
        var select = way.start(() -> Select.select(List.of(epoll), List.of(), List.of(), way.timeout).readable());
        var poll = way.start(() -> {
            try (var own = new Poll<Epoll>()) {
                own.register(epoll, EPOLLIN);
                return own.poll(way.timeout);
            }
        });
        select.awaitBlocked();
        poll.awaitBlocked();
        pair.second().send(new byte[1]);
        assertThat(select.result()).containsExactly(epoll);
        assertThat(poll.result()).containsExactly(new PollEvent<>(epoll, EPOLLIN));
    }

    @ParameterizedTest
    @EnumSource
    void closingEndsAllWhoWait(ThreadedCall.Way way) throws Exception {
        epoll.add(quiet(), EPOLLIN, 0);
        int number = epoll.fileno();
        var waits = new ArrayList<ThreadedCall<?>>();
        for (int i = 0; i < 5; i++) {
            waits.add(way.start(() -> epoll.poll(way.timeout)));
            waits.add(way.start(() -> epoll.poll(epoll.events(1), way.timeout)));
        }
        for (var wait : waits) {
            wait.awaitBlocked();
        }
        epoll.close();
        for (var wait : waits) {
            assertThatThrownBy(wait::result)
                    .isInstanceOf(ClosedDescriptorException.class)
                    .hasMessage("epoll_wait(fd=" + number + "): closed");
        }
    }

    @Test
    void afterCloseEachCallSaysSo() throws Exception {
        var item = readable();
        epoll.add(item, EPOLLIN, 0);
        var events = epoll.events(1);
        epoll.close();
        epoll.close();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> epoll.poll(LONG),
                () -> epoll.poll(events, null),
                () -> epoll.add(item, EPOLLIN, 0),
                () -> epoll.modify(item, EPOLLIN),
                () -> epoll.remove(item),
                epoll::interestList)) {
            assertThatExceptionOfType(ClosedDescriptorException.class).isThrownBy(call);
        }
        assertThat(epoll.fileno()).isEqualTo(-1);
        assertThat(epoll).hasToString("Epoll[closed]");
        item.close();
    }

    @Test
    void anotherItemWithTheSameNumberIsTheSameToTheKernel() throws Exception {
        var socket = readable();
        epoll.add(socket, EPOLLIN, 7);
        int number = socket.fileno();
        Pollable alias = () -> number;
        epoll.modify(alias, EPOLLIN | EPOLLOUT);
        assertThat(look(epoll)).containsExactly(new EpollEvent(socket, EPOLLIN | EPOLLOUT, 7));
        epoll.remove(alias);
        assertThat(look(epoll)).isEmpty();
        epoll.add(alias, EPOLLIN, 8);
        assertThat(look(epoll)).containsExactly(new EpollEvent(alias, EPOLLIN, 8));
        socket.close();
        assertThat(look(epoll)).isEmpty();
    }

    @Test
    void whatTheFloorBelowHasRemovedCanBeClosed() throws Exception {
        var socket = readable();
        epoll.add(socket, EPOLLIN, 7);
        EpollSyscalls.epoll_ctl(epoll.fileno(), EPOLL_CTL_DEL, socket.fileno(), MemorySegment.NULL);
        socket.close();
        assertThat(socket.fileno()).isEqualTo(-1);
    }

    @Test
    void aUsersOwnItemIsFoundByItsNumber() throws Exception {
        var pipe = RawPipe.open();
        Pollable reader = pipe::reader;
        epoll.add(reader, EPOLLIN, 1);
        pipe.write(1);
        assertThat(look(epoll)).containsExactly(new EpollEvent(reader, EPOLLIN, 1));
        pipe.close();
        assertThat(look(epoll)).isEmpty();
        assertThatThrownBy(() -> epoll.remove(reader)).hasMessageContaining("EBADF");
        // The kernel has forgotten it; who has the number next is new.
        var next = open(Socket.adopt(Socket.socketpair().first().detach()));
        epoll.add(next, EPOLLOUT, 2);
        assertThat(look(epoll)).containsExactly(new EpollEvent(next, EPOLLOUT, 2));
    }

    @Test
    void eventsAreOfOneInstanceOnly() throws Exception {
        try (var other = Epoll.create()) {
            assertThatIllegalArgumentException().isThrownBy(() -> epoll.poll(other.events(1), Duration.ZERO));
        }
    }

    @Test
    void whatWasFoundStaysFoundIfAnotherThreadClosesIt() throws Exception {
        var socket = readable();
        epoll.add(socket, EPOLLIN, 7);
        var events = epoll.poll(LONG).iterator();
        assertThat(events.hasNext()).isTrue();
        socket.close();
        assertThat(events.next()).isEqualTo(new EpollEvent(socket, EPOLLIN, 7));
        assertThat(events.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(events::next);
    }

    @Test
    void theEventsOfAWaitStayWhenThereIsAnother() throws Exception {
        var pair = open(Socket.socketpair());
        epoll.add(pair.first(), EPOLLIN | EPOLLOUT, 7);
        var before = epoll.poll(LONG);
        pair.second().send(new byte[1]);
        var after = epoll.poll(LONG);
        assertThat(before).containsExactly(new EpollEvent(pair.first(), EPOLLOUT, 7));
        assertThat(after).containsExactly(new EpollEvent(pair.first(), EPOLLIN | EPOLLOUT, 7));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> after.mask(1));
    }

    private int pollOrEintr() throws ErrnoException {
        try {
            return epoll.poll(null).size();
        } catch (ErrnoException e) {
            return -e.errno().number();
        }
    }

    @Test
    void anInterruptEndsTheWaitOfAVirtualThreadOnly() throws Exception {
        var pair = open(Socket.socketpair());
        epoll.add(pair.first(), EPOLLIN, 7);
        for (var way : List.of(ThreadedCall.Way.ON_A_VIRTUAL_THREAD, ThreadedCall.Way.IN_THE_CALL)) {
            var wait = way.start(() -> pollOrEintr() + (Thread.currentThread().isInterrupted() ? 10 : 0));
            wait.awaitBlocked().thread().interrupt();
            if (way == ThreadedCall.Way.IN_THE_CALL) {
                assertThat(wait.isRunningAfter(MOMENT)).isTrue();
                pair.second().send(new byte[1]);
            }
            assertThat(wait.result()).isEqualTo(10 + (way == ThreadedCall.Way.IN_THE_CALL ? 1 : -EINTR));
        }
        assertThat(look(epoll)).as("it is not closed by it").hasSize(1);
    }

    @Test
    void closersAddersAndWaitersDoNotWaitForEachOther() throws Exception {
        var outer = open(Epoll.create());
        var threads = new ArrayList<ThreadedCall<Integer>>();
        for (int t = 0; t < 4; t++) {
            threads.add((t % 2 == 0 ? ThreadedCall.Way.IN_THE_CALL : ThreadedCall.Way.ON_A_VIRTUAL_THREAD).start(() -> {
                for (int i = 0; i < 500; i++) {
                    try (var inner = Epoll.create();
                            var pair = Socket.socketpair()) {
                        inner.add(pair.first(), EPOLLOUT, i);
                        epoll.add(inner, EPOLLIN | EPOLLET, i);
                        outer.add(inner, EPOLLIN | EPOLLET, i);
                        epoll.poll(Duration.ZERO);
                        epoll.add(pair.second(), EPOLLOUT, i);
                    }
                }
                return 500;
            }));
        }
        for (var thread : threads) {
            assertThat(thread.result()).isEqualTo(500);
        }
        assertThat(epoll.interestList()).isEmpty();
        assertThat(outer.interestList()).isEmpty();
        assertThat(look(epoll)).isEmpty();
    }

    @Test
    void trap61_anInstanceThatIsLeftOpenIsReportedWithWhatItWatched() throws Exception {
        var leaks = new CopyOnWriteArrayList<String>();
        LeakDetector.report(leak -> leaks.add(leak.descriptor()));
        try {
            var left = leftOpen();
            for (int i = 0; i < 200 && !leaks.containsAll(left); i++) {
                System.gc();
                Thread.sleep(10);
            }
            assertThat(leaks).containsAll(left);
            left.forEach(fd -> FileSyscalls.close(Integer.parseInt(fd.substring("fd=".length()))));
        } finally {
            LeakDetector.report(null);
        }
    }

    private static List<String> leftOpen() throws Exception {
        var instance = Epoll.create();
        var socket = Socket.udp();
        instance.add(socket, EPOLLIN, 0);
        return List.of("fd=" + instance.fileno(), "fd=" + socket.fileno());
    }

    @Test
    void itLeavesNoDescriptorOpen() throws Throwable {
        Proc.assertNoDescriptorLeaks(() -> {
            var own = Epoll.create();
            var wait = ThreadedCall.onPlatformThread(() -> own.poll(null)).awaitBlocked();
            own.close();
            assertThatThrownBy(wait::result).isInstanceOf(ClosedDescriptorException.class);
        });
    }
}
