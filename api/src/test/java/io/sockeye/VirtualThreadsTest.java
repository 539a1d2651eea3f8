package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static io.sockeye.bindings.ErrnoConstants.EADDRNOTAVAIL;
import static io.sockeye.bindings.ErrnoConstants.EAFNOSUPPORT;
import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.ErrnoConstants.ENOENT;
import static io.sockeye.bindings.ErrnoConstants.ENOPROTOOPT;
import static io.sockeye.bindings.ErrnoConstants.ENOTCONN;
import static io.sockeye.bindings.ErrnoConstants.EOPNOTSUPP;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sockeye.internal.poll.Backoff;
import io.sockeye.internal.poll.LookupThreads;
import io.sockeye.support.ChildPrograms;
import io.sockeye.support.ThreadedCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traps 3, 8 and 56, interrupts, and close: a virtual thread never holds its carrier, and behaves as in the JDK. */
class VirtualThreadsTest {
    private static final Sockaddr ANY_PORT = Sockaddr.of("127.0.0.1", 0);
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String ONE_CARRIER =
            "-Djdk.virtualThreadScheduler.parallelism=1 -Djdk.virtualThreadScheduler.maxPoolSize=1";

    @Test
    void trap3_nineThousandWaitOnOneCarrierAndATickerGoesOn() throws Exception {
        var seen = ChildPrograms.run(
                "ulimit -n 20000 || { echo impossible=fewer than 20000 descriptors; exit 1; }; exec $JAVA ticker 9000",
                ONE_CARRIER);
        assumePossible(seen);
        assertThat(seen).containsEntry("waiting", "9000").containsEntry("ended.before", "0").containsEntry("ended",
                "9000");
        assertThat(number(seen, "ticks")).isGreaterThan(40);
        // 5 ms each. What is printed stays below 50 ms on a machine that is not busy; a carrier that is held gives no tick at all.
        assertThat(number(seen, "gap.99.us")).isLessThan(500_000);
    }

    @Test
    void trap3_aThousandWaitInSelectPollAndEpollAndATickerGoesOn() throws Exception {
        var seen = ChildPrograms.run("exec $JAVA multiplexers 1000", ONE_CARRIER);
        assertThat(seen).containsEntry("waiting", "1000").containsEntry("ended.before", "0").containsEntry("right",
                "1000");
        assertThat(number(seen, "ticks")).isGreaterThan(40);
        // 5 ms each. What is printed stays below 50 ms on a machine that is not busy; a carrier that is held gives no tick at all.
        assertThat(number(seen, "gap.99.us")).isLessThan(500_000);
    }

    @Test
    void whoHoldsTheOnlyCarrierIsWokenAllTheSame() throws Exception {
        var seen = ChildPrograms.run("exec $JAVA held", ONE_CARRIER);
        assertThat(seen).containsEntry("received", "7").containsEntry("woken", "true");
    }

    /** With the 64 KiB that an array is copied through, it would be 128,000 KiB. */
    @Test
    void whoWaitsForBytesHoldsNoMemoryForThem() throws Exception {
        var seen = ChildPrograms.run("exec $JAVA parked 2000", "-Xms256m -Xmx256m -XX:+AlwaysPreTouch");
        assertThat(seen).doesNotContainKey("failed");
        assertThat(number(seen, "grown.KiB")).isLessThan(64_000);
    }

    @Test
    void anInterruptEndsSelectAndPollWithEintrAndClosesNothing() throws Exception {
        try (var pair = Socket.socketpair();
                var poll = new Poll<Socket>()) {
            poll.register(pair.first(), POLLIN);
            var socket = pair.first();
            for (var call : List.<Callable<Boolean>>of(
                    () -> poll.poll(null).isEmpty(),
                    () -> Select.select(List.of(socket), List.of(), List.of(), LONG).isEmpty())) {
                var wait = ThreadedCall
                        .onVirtualThread(() -> endsWithEintr(call) && Thread.currentThread().isInterrupted());
                wait.awaitBlocked().thread().interrupt();
                assertThat(wait.result()).isTrue();
            }
            assertThat(socket.fileno()).isNotNegative();
        }
    }

    private static boolean endsWithEintr(Callable<Boolean> call) throws Exception {
        try {
            return call.call();
        } catch (ErrnoException e) {
            return e.errno().is(EINTR);
        }
    }

    @Test
    void moreThanTheKernelNestsMayWaitForOneSocket() throws Exception {
        try (var pair = Socket.socketpair()) {
            var first = List.of(pair.first());
            var waiting = Stream.generate(
                    () -> ThreadedCall
                            .onVirtualThread(() -> Select.select(first, List.of(), List.of(), null).readable()))
                    .limit(550)
                    .toList();
            for (var thread : waiting) {
                thread.awaitBlocked();
            }
            pair.second().send(new byte[1]);
            for (var thread : waiting) {
                assertThat(thread.result()).isEqualTo(first);
            }
        }
    }

    /** What closing wakes them by is one file in all of them, and the kernel counts the ways from a file through instances. */
    @Test
    void hundredsOfInstancesCanBeClosedAtOnceWhileThreadsWaitInThem() throws Exception {
        var seen = ChildPrograms.run("exec $JAVA closing 550", ONE_CARRIER);
        assertThat(seen).containsEntry("closed", "550").containsEntry("ended", "550");
    }

    @Test
    void whereVirtualThreadsHaveWaitedASocketCanStillBeAddedToAsManyInstances() throws Exception {
        var instances = new ArrayList<Epoll>();
        try (var pair = Socket.socketpair()) {
            for (int i = 0; i < 450; i++) {
                var epoll = Epoll.create();
                instances.add(epoll);
                ThreadedCall.onVirtualThread(() -> epoll.poll(Duration.ofNanos(1)).size()).result();
                epoll.add(pair.first(), POLLIN, i);
            }
        } finally {
            instances.forEach(Epoll::close);
        }
    }

    @Test
    void aVirtualThreadWaitsForInstancesAroundInstancesAsDeepAsThereMayBe() throws Exception {
        var opened = new ArrayList<AutoCloseable>();
        try (var pair = Socket.socketpair()) {
            Pollable inner = pair.first();
            for (int depth = 0; depth < 5; depth++) {
                var epoll = Epoll.create();
                opened.add(epoll);
                epoll.add(inner, POLLIN, depth);
                inner = epoll;
            }
            var outermost = (Epoll) inner;
            var wait = ThreadedCall.onVirtualThread(() -> outermost.poll(null).size()).awaitBlocked();
            pair.second().send(new byte[1]);
            assertThat(wait.result()).isEqualTo(1);
            var closed = ThreadedCall.onVirtualThread(() -> {
                pair.first().recv(1);
                return outermost.poll(null);
            }).awaitBlocked();
            outermost.close();
            assertThatThrownBy(closed::result).isInstanceOf(ClosedDescriptorException.class);
        } finally {
            for (var each : opened) {
                each.close();
            }
        }
    }

    @Test
    void whatSelectLeavesOutDoesNotMakeItSpin() throws Exception {
        var pair = Socket.socketpair();
        pair.second().close();
        // Both ends are closed, which epoll reports unasked, and select not as out-of-band data.
        var wait = ThreadedCall.onVirtualThread(
                () -> Select.select(List.of(), List.of(), List.of(pair.first()), LONG));
        while (wait.thread().getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(1);
        }
        Thread.sleep(MOMENT);
        for (int i = 0; i < 200; i++) {
            assertThat(wait.thread().getState()).isEqualTo(Thread.State.TIMED_WAITING);
            Thread.sleep(0, 50_000);
        }
        pair.first().close();
        assertThatThrownBy(wait::result).isInstanceOf(ClosedDescriptorException.class);
    }

    @Test
    void trap8_tenThousandVirtualThreadsSeeTheirOwnErrno() throws Exception {
        try (var socket = Socket.tcp();
                var udp = Socket.udp();
                var unix = Socket.unix()) {
            var far = Sockaddr.of("192.0.2.77", 0);
            Map<Callable<Object>, Integer> calls = Map.of(
                    socket::getpeername, ENOTCONN,
                    socket::accept, EINVAL,
                    () -> socket.bind(far), EADDRNOTAVAIL,
                    () -> socket.getsockopt(SOL_SOCKET, 9999), ENOPROTOOPT,
                    () -> udp.listen(), EOPNOTSUPP,
                    () -> new Socket(9999, 1, 0), EAFNOSUPPORT,
                    () -> unix.bind(SockaddrUn.path("/no/such/folder/socket")), ENOENT);
            var each = List.copyOf(calls.keySet());
            var threads = IntStream.range(0, 10_000)
                    .mapToObj(i -> {
                        var call = each.get(i % each.size());
                        return ThreadedCall.onVirtualThread(() -> errnos(call));
                    })
                    .toList();
            for (int i = 0; i < threads.size(); i++) {
                int expected = calls.getOrDefault(each.get(i % each.size()), 0);
                assertThat(threads.get(i).result()).containsOnly(expected);
            }
        }
    }

    private static List<Integer> errnos(Callable<Object> call) throws Exception {
        var seen = new ArrayList<Integer>();
        for (int i = 0; i < 5; i++) {
            try {
                call.call();
                seen.add(0);
            } catch (ErrnoException e) {
                seen.add(e.errno().number());
            }
            LockSupport.parkNanos(1);
        }
        return seen;
    }

    /** What an interrupt does to a thread and to its socket. */
    private record Outcome(boolean ended, boolean threw, boolean interrupted, boolean closed) {}

    private static Outcome interrupted(Callable<?> call, BooleanSupplier closed, AutoCloseable cleanup)
            throws Exception {
        var state = new boolean[2];
        var done = new CountDownLatch(1);
        var thread = ThreadedCall.onVirtualThread(() -> {
            try {
                call.call();
            } catch (IOException e) {
                state[0] = true;
            }
            state[1] = Thread.currentThread().isInterrupted();
            done.countDown();
            return state;
        });
        assertThat(thread.awaitBlocked().isRunningAfter(MOMENT)).isTrue();
        thread.thread().interrupt();
        boolean ended = done.await(5, TimeUnit.SECONDS);
        var outcome = new Outcome(ended, ended && state[0], ended && state[1], closed.getAsBoolean());
        cleanup.close();
        return outcome;
    }

    private static final Outcome CLOSED_BY_INTERRUPT = new Outcome(true, true, true, true);

    @Test
    void anInterruptInRecvClosesTheSocketAsInTheJdk() throws Exception {
        var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var jdk = new java.net.Socket(server.getInetAddress(), server.getLocalPort());
        var pair = Socket.socketpair();
        var there = interrupted(() -> jdk.getInputStream().read(), jdk::isClosed, server);
        var here = interrupted(() -> pair.first().recv(1), () -> pair.first().fileno() < 0, pair);
        assertThat(here).isEqualTo(there).isEqualTo(CLOSED_BY_INTERRUPT);

        var timed = Socket.socketpair();
        timed.first().settimeout(LONG);
        assertThat(interrupted(() -> timed.first().recv(1), () -> timed.first().fileno() < 0, timed)).isEqualTo(here);
    }

    @Test
    void anInterruptWakesNobodyByAShutdownThatADuplicateWouldFeel() throws Exception {
        try (var pair = Socket.socketpair();
                var duplicate = Socket.fromfd(pair.first().fileno())) {
            assertThat(interrupted(() -> pair.first().recv(1), () -> pair.first().fileno() < 0, pair.first()))
                    .isEqualTo(CLOSED_BY_INTERRUPT);
            pair.second().sendall(new byte[3]);
            assertThat(duplicate.recv(10)).hasSize(3);
        }
    }

    @Test
    void aPauseOfAnInterruptedThreadIsNotSkipped() throws Exception {
        var pauses = ThreadedCall.onVirtualThread(() -> {
            Thread.currentThread().interrupt();
            long start = System.nanoTime();
            Backoff.NESTED_EPOLL.pause();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            return System.nanoTime() - start;
        });
        assertThat(pauses.result()).isGreaterThanOrEqualTo(10_000_000);
    }

    @Test
    void anInterruptInAcceptClosesTheSocketAsInTheJdk() throws Exception {
        var jdk = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var server = Socket.createServer(ANY_PORT);
        var there = interrupted(jdk::accept, jdk::isClosed, jdk);
        var here = interrupted(server::accept, () -> server.fileno() < 0, server);
        assertThat(here).isEqualTo(there).isEqualTo(CLOSED_BY_INTERRUPT);
    }

    @Test
    void anInterruptInConnectClosesTheSocketAsInTheJdk() throws Exception {
        try (var full = Socket.createServer(ANY_PORT, 0, false, false);
                var first = Socket.tcp().connect(full.getsockname());
                var jdk = new java.net.Socket()) {
            assertThat(first.peer()).isNotNull();
            var client = Socket.tcp();
            var address = (InetSocketAddress) full.getsockname().toJava();
            var there = interrupted(
                    () -> {
                        jdk.connect(address);
                        return jdk;
                    },
                    jdk::isClosed,
                    jdk);
            var here = interrupted(() -> client.connect(full.getsockname()), () -> client.fileno() < 0, client);
            assertThat(here).isEqualTo(there).isEqualTo(CLOSED_BY_INTERRUPT);
        }
    }

    @Test
    void trap25_anInterruptInConnectToAFullUnixQueueClosesTheSocketToo() throws Exception {
        var name = SockaddrUn.abstractName("sockeye-" + UUID.randomUUID());
        try (var full = Socket.unix().bind(name).listen(0);
                var first = Socket.unix().connect(name)) {
            assertThat(first.peer()).isEqualTo(full.getsockname());
            var client = Socket.unix();
            assertThat(interrupted(() -> client.connect(name), () -> client.fileno() < 0, client))
                    .isEqualTo(CLOSED_BY_INTERRUPT);
        }
    }

    @Test
    void anInterruptOfAPlatformThreadDoesNothing() throws Exception {
        for (var timeout : new Duration[] {Duration.ZERO, LONG}) {
            try (var pair = Socket.socketpair();
                    var server = Socket.createServer(ANY_PORT)) {
                pair.first().settimeout(timeout.isZero() ? null : timeout);
                server.settimeout(timeout.isZero() ? null : timeout);
                var recv = ThreadedCall.onPlatformThread(
                        () -> pair.first().recv(1).length == 1 && Thread.currentThread().isInterrupted());
                var accept = ThreadedCall.onPlatformThread(() -> {
                    server.accept().close();
                    return Thread.currentThread().isInterrupted();
                });
                for (var thread : List.of(recv, accept)) {
                    thread.awaitBlocked().thread().interrupt();
                    assertThat(thread.isRunningAfter(MOMENT)).isTrue();
                }
                pair.second().sendall(new byte[1]);
                Socket.tcp().connect(server.getsockname()).close();
                assertThat(recv.result()).as("received, and still interrupted").isTrue();
                assertThat(accept.result()).as("accepted, and still interrupted").isTrue();
            }
        }
    }

    @Test
    void closeFromAPlatformThreadEndsAllWhoWaitForOneSocket() throws Exception {
        try (var pair = Socket.socketpair()) {
            var waiting = Stream.generate(() -> ThreadedCall.onVirtualThread(() -> pair.first().recv(1)))
                    .limit(1000)
                    .toList();
            for (var thread : waiting) {
                thread.awaitBlocked();
            }
            long start = System.nanoTime();
            pair.first().close();
            for (var thread : waiting) {
                assertThatThrownBy(thread::result).isInstanceOf(ClosedDescriptorException.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
        }
    }

    @Test
    void oneOfManyWhoWaitForOneSocketGetsTheByte() throws Exception {
        try (var pair = Socket.socketpair()) {
            var waiting = Stream.generate(() -> ThreadedCall.onVirtualThread(() -> pair.first().recv(1)[0]))
                    .limit(100)
                    .toList();
            for (var thread : waiting) {
                thread.awaitBlocked();
            }
            for (byte i = 0; i < 100; i++) {
                pair.second().sendall(new byte[] {i});
            }
            var got = new ArrayList<Byte>();
            for (var thread : waiting) {
                got.add(thread.result());
            }
            assertThat(got).doesNotHaveDuplicates().hasSize(100);
        }
    }

    @Test
    void aByteThatComesWhileSomebodyBeginsToWaitIsNotMissed() throws Exception {
        var begun = new AtomicInteger();
        for (int i = 0; i < 10_000; i++) {
            try (var pair = Socket.socketpair()) {
                pair.first().settimeout(LONG);
                int before = begun.get();
                var recv = ThreadedCall.onVirtualThread(() -> {
                    begun.incrementAndGet();
                    return pair.first().recv(1);
                });
                while (begun.get() == before) {
                    Thread.onSpinWait();
                }
                // A little later each time: before, while, and after it is known to epoll.
                for (int wait = 0; wait < i % 500 * 2; wait++) {
                    Thread.onSpinWait();
                }
                pair.second().send(new byte[1]);
                assertThat(recv.result()).as("the %dth", i).hasSize(1);
            }
        }
    }

    @Test
    void trap56_aLookUpDoesNotHoldTheCarrier(@TempDir Path folder) throws Exception {
        var resolv = Files.writeString(
                folder.resolve("resolv.conf"), "nameserver 127.0.0.153\noptions timeout:1 attempts:1\n");
        var seen = ChildPrograms.run(
                ChildPrograms.MOUNTED.formatted(resolv, "/etc/resolv.conf", "lookup"), ONE_CARRIER);
        assumePossible(seen);
        assertThat(seen.get("answer")).contains("EAI_AGAIN");
        assertThat(seen).containsEntry("asked", "true");
        assertThat(number(seen, "lookup.ms")).isGreaterThanOrEqualTo(900);
        assertThat(number(seen, "ticks")).as("5 ms each, while the look-up goes on").isGreaterThan(20);
        assertThat(number(seen, "gap.99.us")).isLessThan(500_000);
    }

    @Test
    void trap56_whatBlocksInCGoesOnAPlatformThread() throws Exception {
        var release = new CountDownLatch(1);
        var work = ThreadedCall.onVirtualThread(() -> LookupThreads.SERVERS.call(() -> {
            release.await();
            return Thread.currentThread().isVirtual();
        }));
        work.awaitBlocked().thread().interrupt();
        assertThat(work.isRunningAfter(MOMENT)).as("C cannot be interrupted").isTrue();
        release.countDown();
        assertThat(work.result()).isFalse();

        var failure = ThreadedCall.onVirtualThread(() -> LookupThreads.SERVERS.call(() -> {
            throw new IOException("as it was thrown");
        }));
        assertThatThrownBy(failure::result).hasMessage("as it was thrown");
    }

    @Test
    void trap56_aLookUpGivesItsMemoryBack() throws Exception {
        var seen = ChildPrograms.run(
                "exec $JAVA memory 100000",
                "-XX:+UseSerialGC -Xms64m -Xmx64m -XX:+AlwaysPreTouch -XX:TieredStopAtLevel=1");
        assertThat(number(seen, "grown.KiB")).isLessThan(16 << 10);
    }

    private static void assumePossible(Map<String, String> seen) {
        assumeFalse(seen.containsKey(ChildPrograms.IMPOSSIBLE),
                () -> "not here: " + seen.get(ChildPrograms.IMPOSSIBLE));
    }

    private static long number(Map<String, String> seen, String key) {
        return Long.parseLong(seen.getOrDefault(key, "-1"));
    }
}
