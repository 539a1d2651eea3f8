package io.sockeye;

import static io.sockeye.bindings.EpollConstants.EPOLLERR;
import static io.sockeye.bindings.EpollConstants.EPOLLET;
import static io.sockeye.bindings.EpollConstants.EPOLLEXCLUSIVE;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLONESHOT;
import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.ErrnoConstants.EEXIST;
import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.ErrnoConstants.ELOOP;
import static io.sockeye.bindings.ErrnoConstants.ENOENT;
import static io.sockeye.bindings.FileConstants.F_DUPFD_CLOEXEC;
import static io.sockeye.bindings.FileConstants.O_CLOEXEC;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_LINGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.bindings.EpollEventArray;
import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.bindings.Timespec;
import io.sockeye.support.WaitMode;
import io.sockeye.support.BackgroundTask;
import io.sockeye.support.Pair;
import io.sockeye.support.Proc;
import io.sockeye.support.RawPipe;
import io.sockeye.support.Strace;
import io.sockeye.support.ThreadedCall;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Traps 14 and 38 to 47: what epoll(7) does to those who take an event for more than it says. */
class TrapEpollTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private Epoll epoll;

    @BeforeEach
    void create() throws Exception {
        epoll = Epoll.create();
        opened.add(epoll);
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

    private SocketPair pair() throws Exception {
        return open(Socket.socketpair());
    }

    private List<EpollEvent> look() throws Exception {
        var events = new ArrayList<EpollEvent>();
        epoll.poll(Duration.ZERO).forEach(events::add);
        return events;
    }

    /** {@code number} becomes another name of {@code like}. */
    private static void recycle(int number, int like) {
        assertThat(FileSyscalls.dup3(like, number, O_CLOEXEC)).isEqualTo(number);
    }

    @Test
    void trap14_tokensOfSeveralEventsComeBackWhole() throws Exception {
        var expected = new HashMap<Pollable, Long>();
        for (long token : new long[] {0x0123_4567_89AB_CDEFL, -1L << 32, 0xFFFF_FFFFL, Long.MIN_VALUE + 1}) {
            var pair = pair();
            epoll.add(pair.first(), EPOLLIN, token);
            pair.second().send(new byte[1]);
            expected.put(pair.first(), token);
        }
        var events = epoll.events(8);
        assertThat(epoll.poll(events, null)).isEqualTo(4);

        var found = new HashMap<Pollable, Long>();
        for (int i = 0; i < events.size(); i++) {
            found.put(events.item(i), events.token(i));
            assertThat(events.mask(i)).isEqualTo(EPOLLIN);
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void trap38_aRegularFileIsRefused(@TempDir Path folder) throws Exception {
        var path = folder.resolve("file");
        try (var _ = new RandomAccessFile(path.toFile(), "rw")) {
            int fd = Proc.descriptorOf(path);
            assertThatExceptionOfType(PermissionException.class)
                    .isThrownBy(() -> epoll.add(() -> fd, EPOLLIN, 0))
                    .withMessageStartingWith("epoll_ctl(fd=" + epoll.fileno() + ", EPOLL_CTL_ADD, ")
                    .withMessageContaining("EPERM");
            assertThat(epoll.interestList()).isEmpty();
        }
    }

    @Test
    void trap39_aDuplicateDoesNotKeepARegistrationAlive() throws Exception {
        var pair = pair();
        epoll.add(pair.first(), EPOLLIN, 7);
        int duplicate = FileSyscalls.fcntl(pair.first().fileno(), F_DUPFD_CLOEXEC, 0);
        open(() -> FileSyscalls.close(duplicate));
        pair.first().close();

        pair.second().send(new byte[1]);
        assertThat(epoll.interestList()).isEmpty();
        assertThat(epoll.poll(epoll.events(1), Duration.ofMillis(50))).isZero();
    }

    @Test
    void trap39_detachEndsARegistrationToo() throws Exception {
        var pair = pair();
        epoll.add(pair.first(), EPOLLIN, 7);
        int number = pair.first().detach();
        open(() -> FileSyscalls.close(number));

        pair.second().send(new byte[1]);
        assertThat(epoll.interestList()).isEmpty();
        epoll.add(() -> number, EPOLLIN, 8);
        assertThat(look()).singleElement().returns(8L, EpollEvent::token);
    }

    @Test
    void trap39_aUsersOwnNumberThatIsRecycledBringsNoEventOfBefore() throws Exception {
        var before = open(RawPipe.open());
        var after = open(RawPipe.open());
        int number = FileSyscalls.fcntl(before.reader(), F_DUPFD_CLOEXEC, 0);
        open(() -> FileSyscalls.close(number));
        Pollable first = () -> number;
        Pollable second = () -> number;
        epoll.add(first, EPOLLIN, 1);
        recycle(number, after.reader());
        epoll.add(second, EPOLLIN, 2);

        before.write(1);
        assertThat(look()).as("what is left of the first is stale").isEmpty();
        after.write(1);
        assertThat(look()).singleElement().returns(second, EpollEvent::item);
    }

    @Test
    void trap40_anEventInTheBatchOfWhatWasClosedMeanwhileIsDropped() throws Exception {
        var pairs = List.of(pair(), pair(), pair());
        for (var pair : pairs) {
            epoll.add(pair.first(), EPOLLIN, 1);
            pair.second().send(new byte[1]);
        }
        var handled = new ArrayList<Pollable>();
        for (var event : epoll.poll(LONG)) {
            handled.add(event.item());
            for (var other : pairs) {
                if (other.first() != event.item() && other.first().fileno() >= 0) {
                    // Its number, and its place in our table, are another's at once.
                    int number = other.first().fileno();
                    other.first().close();
                    recycle(number, event.item().fileno());
                    epoll.add(open(Socket.adopt(number)), EPOLLONESHOT, 2);
                }
            }
        }
        assertThat(handled).hasSize(1);
    }

    @Test
    void trap40_theFormWithoutObjectsDropsItToo() throws Exception {
        var pairs = List.of(pair(), pair());
        for (int i = 0; i < 2; i++) {
            epoll.add(pairs.get(i).first(), EPOLLIN, i);
            pairs.get(i).second().send(new byte[1]);
        }
        var events = epoll.events(4);
        assertThat(epoll.poll(events, LONG)).isEqualTo(2);
        int other = events.token(0) == 0 ? 1 : 0;
        pairs.get(other).first().close();
        var next = pair();
        epoll.add(next.first(), EPOLLIN, 77);

        assertThat(events.isStale(0)).isFalse();
        assertThat(events.isStale(1)).isTrue();
        assertThat(events.item(1)).isNull();
        assertThat(events.token(1)).isZero();
        assertThat(events).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void trap40_closingDuringAWaitGivesTheNumberBackWithoutAnEvent(ThreadedCall.Way way) throws Exception {
        var closed = pair();
        var other = pair();
        var readable = pair();
        readable.second().send(new byte[1]);
        epoll.add(closed.first(), EPOLLIN, 1);
        epoll.add(other.first(), EPOLLIN, 2);
        var wait = way.start(() -> {
            var events = new ArrayList<EpollEvent>();
            epoll.poll(way.timeout).forEach(events::add);
            return events;
        });
        wait.awaitBlocked();
        int number = closed.first().fileno();
        closed.first().close();
        assertThat(Proc.descriptor(number)).as("given back at once").isEmpty();
        recycle(number, readable.first().fileno());
        open(() -> FileSyscalls.close(number));

        other.second().send(new byte[1]);
        assertThat(wait.result()).singleElement().returns(2L, EpollEvent::token);
    }

    @Test
    void trap41_aFlooderDoesNotStarveAHundredQuietPeers() throws Exception {
        var flooder = pair();
        var over = new AtomicBoolean();
        var flood = BackgroundTask.start(() -> {
            var piece = MemorySegment.ofArray(new byte[1 << 12]);
            while (!over.get()) {
                flooder.second().trySend(piece);
            }
            return true;
        });
        epoll.add(flooder.first(), EPOLLIN | EPOLLET, -1);
        var quiet = new ArrayList<SocketPair>();
        for (int i = 0; i < 100; i++) {
            quiet.add(pair());
            epoll.add(quiet.get(i).first(), EPOLLIN | EPOLLET, i);
        }
        var heard = new HashSet<Long>();
        var unread = new ArrayDeque<Pollable>();
        var piece = MemorySegment.ofArray(new byte[1 << 12]);
        for (int turn = 0; heard.size() < 100; turn++) {
            if (turn < 100) {
                quiet.get(turn).second().send(new byte[1]);
            }
            // An edge is not told again: who was not read to EAGAIN stays in a list of our own.
            for (var event : epoll.poll(unread.isEmpty() ? LONG : Duration.ZERO)) {
                if (event.token() >= 0) {
                    heard.add(event.token());
                } else {
                    unread.add(event.item());
                }
            }
            if (!unread.isEmpty() && flooder.first().tryRecv(piece) < 0) {
                unread.clear();
            }
            assertThat(turn).as("turns for 100 peers").isLessThan(10_000);
        }
        over.set(true);
        assertThat(flood.result()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void trap41_aByteBetweenTheLastReadAndTheNextWaitIsToldOf(ThreadedCall.Way way) throws Exception {
        var pair = pair();
        epoll.add(pair.first(), EPOLLIN | EPOLLET, 0);
        var reader = way.start(() -> {
            var one = MemorySegment.ofArray(new byte[1]);
            int got = 0;
            while (got < 5000 && epoll.poll(way.timeout).size() == 1) {
                while (pair.first().tryRecv(one) == 1) {
                    got++;
                }
            }
            return got;
        });
        for (int i = 0; i < 5000; i++) {
            pair.second().send(new byte[1]);
            for (int wait = 0; wait < i % 50; wait++) {
                Thread.onSpinWait();
            }
        }
        assertThat(reader.result()).isEqualTo(5000);
    }

    @Test
    void trap42_oneshotIsSeenOnceByOneOfManyThreads() throws Exception {
        var pairs = new ArrayList<SocketPair>();
        for (int i = 0; i < 50; i++) {
            pairs.add(pair());
            epoll.add(pairs.get(i).first(), EPOLLIN | EPOLLONESHOT, i);
        }
        var seen = new AtomicIntegerArray(50);
        var inside = new AtomicIntegerArray(50);
        var workers = new ArrayList<ThreadedCall<Integer>>();
        for (int t = 0; t < 4; t++) {
            workers.add((t % 2 == 0 ? ThreadedCall.Way.IN_THE_CALL : ThreadedCall.Way.ON_A_VIRTUAL_THREAD).start(() -> {
                int twoAtOnce = 0;
                try {
                    for (;;) {
                        for (var event : epoll.poll(null)) {
                            int i = (int) event.token();
                            twoAtOnce += inside.getAndIncrement(i);
                            ((Socket) event.item()).recv(1);
                            seen.incrementAndGet(i);
                            inside.decrementAndGet(i);
                            epoll.modify(event.item(), EPOLLIN | EPOLLONESHOT);
                        }
                    }
                } catch (ClosedDescriptorException over) {
                    return twoAtOnce;
                }
            }));
        }
        for (int round = 0; round < 20; round++) {
            for (var pair : pairs) {
                pair.second().send(new byte[1]);
            }
        }
        for (int i = 0; i < 50; i++) {
            while (seen.get(i) < 20) {
                Thread.sleep(1);
            }
        }
        epoll.close();
        for (var worker : workers) {
            assertThat(worker.result()).as("two threads with one socket").isZero();
        }
    }

    @Test
    void trap42_oneshotIsArmedAgainByModifyOnlyAlsoAfterAnError() throws Exception {
        var pair = open(Pair.tcp());
        epoll.add(pair.accepted(), EPOLLIN | EPOLLONESHOT, 0);
        pair.client().send(new byte[1]);
        assertThat(look()).hasSize(1);
        pair.client().setsockopt(SOL_SOCKET, SO_LINGER, new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
        pair.client().close();
        assertThat(look()).as("not even an error").isEmpty();

        epoll.modify(pair.accepted(), EPOLLIN | EPOLLONESHOT);
        assertThat(look()).singleElement().satisfies(event -> assertThat(event.mask() & EPOLLERR).isNotZero());
        assertThat(look()).isEmpty();
    }

    @Test
    void trap43_exclusiveHasRulesOfItsOwn() throws Exception {
        var server = open(Pair.tcp()).server();
        assertErrno(EINVAL, () -> epoll.add(server, EPOLLIN | EPOLLEXCLUSIVE | EPOLLONESHOT, 0));
        epoll.add(server, EPOLLIN | EPOLLEXCLUSIVE | EPOLLET, 0);
        assertErrno(EINVAL, () -> epoll.modify(server, EPOLLIN));
        epoll.remove(server);
        epoll.add(server, EPOLLIN, 0);
        assertErrno(EINVAL, () -> epoll.modify(server, EPOLLIN | EPOLLEXCLUSIVE));
        assertErrno(EINVAL, () -> epoll.add(open(Epoll.create()), EPOLLIN | EPOLLEXCLUSIVE, 0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void trap43_exclusiveWakesFewerThanAll(boolean exclusive) throws Exception {
        WaitMode.assumeBlocksInKernel();
        var server = open(Socket.tcp()).bind("127.0.0.1", 0).listen();
        var waits = new ArrayList<ThreadedCall<Integer>>();
        for (int i = 0; i < 4; i++) {
            var own = open(Epoll.create());
            own.add(server, EPOLLIN | EPOLLET | (exclusive ? EPOLLEXCLUSIVE : 0), 0);
            waits.add(ThreadedCall.onPlatformThread(() -> own.poll(exclusive ? Duration.ofMillis(500) : LONG).size()));
        }
        for (var wait : waits) {
            wait.awaitBlocked();
        }
        open(Socket.tcp()).connect(server.getsockname());
        int woken = 0;
        for (var wait : waits) {
            woken += wait.result();
        }
        assertThat(woken).isBetween(exclusive ? 1 : 4, exclusive ? 3 : 4);
    }

    @Test
    void trap44_eachErrorIsSaid() throws Exception {
        var pair = pair();
        var socket = pair.first();
        assertErrno(ENOENT, () -> epoll.modify(socket, EPOLLIN));
        assertErrno(ENOENT, () -> epoll.remove(socket));
        epoll.add(socket, EPOLLIN, 1);
        assertErrno(EEXIST, () -> epoll.add(socket, EPOLLIN, 2));
        pair.second().send(new byte[1]);
        assertThat(look()).as("as it was added first").singleElement().returns(1L, EpollEvent::token);
        epoll.remove(socket);
        assertErrno(ENOENT, () -> epoll.remove(socket));
        socket.close();
        assertErrno(EBADF, () -> epoll.add(socket, EPOLLIN, 0));
        assertErrno(EBADF, () -> epoll.modify(socket, EPOLLIN));
        assertErrno(EBADF, () -> epoll.remove(socket));
        assertErrno(EBADF, () -> epoll.add(() -> -1, EPOLLIN, 0));
        assertErrno(EINVAL, () -> epoll.add(epoll, EPOLLIN, 0));
    }

    @Test
    void trap44_instancesInACircleAreRefused() throws Exception {
        var inner = open(Epoll.create());
        epoll.add(inner, EPOLLIN, 0);
        assertErrno(ELOOP, () -> inner.add(epoll, EPOLLIN, 0));
        assertThat(inner.interestList()).isEmpty();
        var chain = epoll;
        for (int depth = 2; depth < 5; depth++) {
            var outer = open(Epoll.create());
            outer.add(chain, EPOLLIN, 0);
            chain = outer;
        }
        var deepest = chain;
        assertErrno(ELOOP, () -> open(Epoll.create()).add(deepest, EPOLLIN, 0));
    }

    @Test
    void trap44_whoMayWatchNoMoreIsTold(@TempDir Path folder) throws Exception {
        var traced = Strace.run(folder, "epoll_ctl", "epoll_ctl:error=ENOSPC:when=1", NoSpace.class);
        assertThat(traced.output()).isEqualTo("ENOSPC\n1\n");
    }

    /** The first time there is no space, the second time there is. */
    static final class NoSpace {
        static void main() throws Exception {
            try (var epoll = Epoll.create();
                    var pair = Socket.socketpair()) {
                pair.second().send(new byte[1]);
                try {
                    epoll.add(pair.first(), EPOLLIN, 0);
                } catch (ErrnoException e) {
                    System.out.println(e.errno().name());
                }
                epoll.add(pair.first(), EPOLLIN, 0);
                System.out.println(epoll.poll(null).size());
            }
        }
    }

    @Test
    void trap44_closingWithoutSpaceStillWakesThoseWhoWait(@TempDir Path folder) throws Exception {
        // The second epoll_ctl is the one that is to wake.
        var traced = Strace.run(folder, "epoll_ctl", "epoll_ctl:error=ENOSPC:when=2", NoSpaceAtTheEnd.class);
        assertThat(traced.output()).isEqualTo("ClosedDescriptorException\n");
    }

    static final class NoSpaceAtTheEnd {
        static void main() throws Exception {
            try (var pair = Socket.socketpair()) {
                var epoll = Epoll.create();
                epoll.add(pair.first(), EPOLLIN, 0);
                // strace counts for each thread.
                var wait = ThreadedCall.onPlatformThread(() -> epoll.poll(null)).awaitBlocked();
                Proc.awaitInside(Proc.EPOLL_WAIT, epoll.fileno());
                epoll.close();
                try {
                    wait.result();
                } catch (ErrnoException e) {
                    System.out.println(e.getClass().getSimpleName());
                }
            }
        }
    }

    @Test
    void trap45_noMoreEventsComeThanThereIsRoomFor() throws Exception {
        for (int i = 0; i < 5; i++) {
            var pair = pair();
            epoll.add(pair.first(), EPOLLIN, i);
            pair.second().send(new byte[1]);
        }
        assertThat(epoll.poll(epoll.events(2), null)).isEqualTo(2);
        assertThat(epoll.poll(epoll.events(2), Duration.ofNanos(1))).as("by epoll_pwait2").isEqualTo(2);
        try (var arena = Arena.ofConfined()) {
            var room = new EpollEventArray(arena, 2).segment();
            assertThatThrownBy(() -> EpollSyscalls.epoll_wait(epoll.fileno(), room, 3, 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            var atOnce = new Timespec(arena).set(0);
            assertThatThrownBy(
                    () -> EpollSyscalls.epoll_pwait2(epoll.fileno(), room, 3, atOnce, MemorySegment.NULL))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        for (int capacity : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> epoll.events(capacity));
        }
    }

    @Test
    void trap45_theComfortableFormHasRoomForAThousand() throws Exception {
        try (var pipe = RawPipe.open()) {
            pipe.write(1);
            var numbers = new int[1100];
            try {
                for (int i = 0; i < numbers.length; i++) {
                    int number = FileSyscalls.fcntl(pipe.reader(), F_DUPFD_CLOEXEC, 0);
                    numbers[i] = number;
                    epoll.add(() -> number, EPOLLIN, i);
                }
                assertThat(epoll.poll(Duration.ZERO).size()).isEqualTo(1024);
                var rest = new HashSet<Long>();
                for (int i = 0; i < 2; i++) {
                    look().forEach(event -> rest.add(event.token()));
                }
                assertThat(rest).as("level-triggered ones take turns").hasSize(1100);
            } finally {
                Arrays.stream(numbers).forEach(FileSyscalls::close);
            }
        }
    }

    @Test
    void trap46_eachTimeoutIsOneCall(@TempDir Path folder) throws Exception {
        var traced = Strace.run(folder, "epoll_wait,epoll_pwait2,ppoll,pselect6,select", "", Timeouts.class);
        assertThat(traced.output()).isEqualTo("true\n".repeat(21));
        assertThat(traced.count("epoll_pwait2", "") + traced.count("epoll_wait", "")).isEqualTo(7);
        assertThat(traced.count("ppoll", "[{fd=")).isEqualTo(7);
        assertThat(traced.count("pselect6", "") + traced.count("select", "")).isEqualTo(7);
    }

    /** Each in select, poll and epoll; prints whether it was not early, or was woken. */
    static final class Timeouts {
        static void main() throws Exception {
            try (var pair = Socket.socketpair();
                    var epoll = Epoll.create();
                    var poll = new Poll<Socket>()) {
                var socket = pair.first();
                epoll.add(socket, EPOLLIN, 0);
                poll.register(socket, EPOLLIN);
                for (var timeout : List.of(
                        Duration.ofNanos(1),
                        Duration.ofNanos(999_000),
                        Duration.ofMillis(20),
                        Duration.ofMillis(2),
                        Duration.ofMillis(3),
                        Duration.ofDays(25),
                        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999))) {
                    wait(pair, timeout, () -> epoll.poll(timeout).size());
                    wait(pair, timeout, () -> poll.poll(timeout).size());
                    wait(pair, timeout, () -> Select.select(List.of(socket), List.of(), List.of(), timeout)
                            .readable()
                            .size());
                }
            }
        }

        private static void wait(SocketPair pair, Duration timeout, Callable<Integer> call)
                throws Exception {
            long start = System.nanoTime();
            if (timeout.toDays() < 1) {
                System.out.println(call.call() == 0 && System.nanoTime() - start >= timeout.toNanos());
                return;
            }
            var wait = ThreadedCall.onPlatformThread(call).awaitBlocked();
            boolean waits = wait.isRunningAfter(Duration.ofMillis(300));
            pair.second().send(new byte[1]);
            System.out.println(wait.result() == 1 && waits);
            pair.first().recv(1);
        }
    }

    @Test
    void trap46_whenTheLongestWaitOfTheKernelEndsItGoesOn(@TempDir Path folder) throws Exception {
        var traced = Strace.run(folder, "epoll_wait", "epoll_wait:retval=0:when=1", TwentyFiveDays.class);
        assertThat(traced.output()).isEqualTo("1\n");
        assertThat(traced.count("epoll_wait", "")).isEqualTo(2);
        assertThat(traced.calls()).anyMatch(call -> call.contains(", " + Integer.MAX_VALUE + ")"));
    }

    static final class TwentyFiveDays {
        static void main() throws Exception {
            try (var pair = Socket.socketpair();
                    var epoll = Epoll.create()) {
                epoll.add(pair.first(), EPOLLIN, 0);
                pair.second().send(new byte[1]);
                System.out.println(epoll.poll(Duration.ofDays(25)).size());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENOSYS", "EPERM"})
    void trap47_withoutPwait2TheOldCallDoesTheSame(String errno, @TempDir Path folder) throws Exception {
        var traced = Strace.run(
                folder, "epoll_wait,epoll_pwait2", "epoll_pwait2:error=" + errno, FineTimeouts.class);
        assertThat(traced.output()).isEqualTo("true\ntrue\ntrue\n1\n");
        assertThat(traced.count("epoll_pwait2", "")).as("it is asked for once").isEqualTo(1);
        assertThat(traced.count("epoll_wait", "")).isEqualTo(4);
    }

    static final class FineTimeouts {
        static void main() throws Exception {
            try (var pair = Socket.socketpair();
                    var epoll = Epoll.create()) {
                epoll.add(pair.first(), EPOLLIN, 0);
                for (long nanos : new long[] {1, 1_500_000, 3_000_001}) {
                    long start = System.nanoTime();
                    int count = epoll.poll(epoll.events(1), Duration.ofNanos(nanos));
                    System.out.println(count == 0 && System.nanoTime() - start >= nanos);
                }
                pair.second().send(new byte[1]);
                System.out.println(epoll.poll(Duration.ofNanos(1)).size());
            }
        }
    }

    private static void assertErrno(int errno, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(
                ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(new Errno(errno)));
    }
}
