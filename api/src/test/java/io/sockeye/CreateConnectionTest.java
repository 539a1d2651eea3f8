package io.sockeye;

import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sockeye.internal.poll.Deadline;
import io.sockeye.support.ChildPrograms;
import io.sockeye.support.Proc;
import io.sockeye.support.ThreadedCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection by name: one limit for all of it, an attempt at each address, and numbers that wait for no name server. */
class CreateConnectionTest {
    private static final Sockaddr ANY_PORT = Sockaddr.of("127.0.0.1", 0);
    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final long DELAY_NANOS = 250_000_000;

    /** An address that drops every SYN, because the listener's queue is full; listen(2). */
    private static final class Silent implements AutoCloseable {
        final Socket listener = Socket.createServer(ANY_PORT, 0, false, false);
        private final Socket first = Socket.tcp().connect(listener.getsockname());

        Silent() throws ErrnoException {}

        @Override
        public void close() {
            first.close();
            listener.close();
        }
    }

    private static Sockaddr refusing() throws ErrnoException {
        try (var socket = Socket.tcp().bind(ANY_PORT)) {
            return socket.getsockname();
        }
    }

    private static AddressInfo info(Sockaddr address) {
        return new AddressInfo(address.family(), SOCK_STREAM, 0, null, address);
    }

    private static Socket connect(@Nullable Duration timeout, @Nullable Sockaddr source, Sockaddr... addresses)
            throws ErrnoException {
        var all = Arrays.stream(addresses).map(CreateConnectionTest::info).toList();
        return new ConnectionAttempts("many:80", all, source, timeout, Deadline.after(timeout)).connect();
    }

    private static <T> ThreadedCall<T> start(boolean virtual, Callable<T> call) {
        return virtual ? ThreadedCall.onVirtualThread(call) : ThreadedCall.onPlatformThread(call);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAddressThatDropsPacketsDelaysTheNextByAQuarterOfASecond(boolean virtual) throws Exception {
        try (var silent = new Silent();
                var server = Socket.createServer(ANY_PORT)) {
            for (var timeout : Arrays.asList(null, LONG)) {
                long start = System.nanoTime();
                var addresses = new Sockaddr[] {silent.listener.getsockname(), server.getsockname()};
                try (var socket = start(virtual, () -> connect(timeout, null, addresses)).result()) {
                    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(DELAY_NANOS);
                    assertThat(socket.getpeername()).isEqualTo(server.getsockname()).isEqualTo(socket.peer());
                    assertThat(socket.gettimeout()).isEqualTo(timeout);
                    server.accept().close();
                    assertThat(socket.recv(1)).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEarlierAttemptContinuesAndMayWin(boolean virtual) throws Exception {
        try (var one = new Silent();
                var two = new Silent()) {
            var connect = start(virtual,
                    () -> connect(LONG, null, one.listener.getsockname(), two.listener.getsockname()));
            assertThat(connect.isRunningAfter(Duration.ofMillis(600))).isTrue();
            one.listener.accept().close();
            try (var socket = connect.result()) {
                assertThat(socket.getpeername()).isEqualTo(one.listener.getsockname());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void afterAFailureTheNextAddressIsTriedAtOnce(boolean virtual) throws Exception {
        try (var server = Socket.createServer(ANY_PORT)) {
            var addresses = new ArrayList<Sockaddr>();
            for (int i = 0; i < 40; i++) {
                addresses.add(refusing());
            }
            addresses.add(server.getsockname());
            long start = System.nanoTime();
            start(virtual, () -> connect(null, null, addresses.toArray(Sockaddr[]::new))).result().close();
            assertThat(System.nanoTime() - start).isLessThan(40 * DELAY_NANOS);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theTimeoutIsForAllAttemptsAndEachSaysWhatHappened(boolean virtual) throws Exception {
        // They start at 0, 250, 500 and 750 ms: there is no time left for the last one.
        var limit = Duration.ofSeconds(1);
        var silent = new ArrayList<Silent>();
        var addresses = new ArrayList<>(List.of(refusing()));
        try {
            for (int i = 0; i < 6; i++) {
                silent.add(new Silent());
                addresses.add(silent.getLast().listener.getsockname());
            }
            long start = System.nanoTime();
            var failure = catchThrowableOfType(
                    TimedOutException.class,
                    () -> start(virtual, () -> connect(limit, null, addresses.toArray(Sockaddr[]::new))).result());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(limit, limit.plusSeconds(10));
            assertThat(failure)
                    .hasMessageStartingWith(
                            "connect(many:80: ECONNREFUSED at " + addresses.getFirst() + ", ETIMEDOUT at")
                    .hasMessageEndingWith("): timed out after 1 s");
            assertThat(failure.getSuppressed()).hasSameSizeAs(addresses);
            for (int i = 0; i < addresses.size(); i++) {
                assertThat(failure.getSuppressed()[i]).hasMessageContaining(addresses.get(i).toString());
            }
            assertThat(failure.getSuppressed()[0]).isInstanceOf(ConnectionRefusedException.class);
            assertThat(failure.getSuppressed()[1]).hasMessageMatching(".*: no answer within [0-9.]+ s");
            assertThat(failure.getSuppressed()[6]).hasMessageEndingWith(": not tried within 1 s");
        } finally {
            silent.forEach(Silent::close);
        }
    }

    @Test
    void onlyOneAddressNeedsNoSuppressedException() throws Exception {
        var refused = refusing();
        assertThatThrownBy(() -> connect(LONG, null, refused))
                .isInstanceOf(ConnectionRefusedException.class)
                .hasMessageContaining(refused.toString())
                .hasNoSuppressedExceptions();
        assertThatThrownBy(() -> connect(LONG, null, refused, refusing()))
                .isInstanceOf(ConnectionRefusedException.class)
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSingleAddressHasTheWholeTimeoutAndTheNameOfTheHost(boolean virtual) throws Exception {
        try (var silent = new Silent()) {
            var dropped = silent.listener.getsockname();
            for (var timeout : List.of(LIMIT, Duration.ZERO)) {
                long start = System.nanoTime();
                assertThatThrownBy(() -> start(virtual, () -> connect(timeout, null, dropped)).result())
                        .isInstanceOf(TimedOutException.class)
                        .hasMessage("connect(many:80): timed out after " + TimedOutException.seconds(timeout))
                        .hasNoSuppressedExceptions();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(timeout);
            }
        }
    }

    @Test
    void anInterruptEndsAVirtualThreadsAttemptsAndNotAPlatformThreads() throws Exception {
        try (var silent = new Silent();
                var server = Socket.createServer(ANY_PORT)) {
            var virtual = ThreadedCall.onVirtualThread(() -> {
                var dropped = silent.listener.getsockname();
                assertThatThrownBy(() -> connect(null, null, dropped, refusing()))
                        .isInstanceOf(ClosedDescriptorException.class)
                        .hasMessage("connect(many:80): closed by interrupt");
                return Thread.currentThread().isInterrupted();
            });
            virtual.awaitBlocked().thread().interrupt();
            assertThat(virtual.result()).isTrue();

            var platform = ThreadedCall.onPlatformThread(() -> {
                connect(null, null, silent.listener.getsockname(), server.getsockname()).close();
                return Thread.currentThread().isInterrupted();
            });
            platform.awaitBlocked().thread().interrupt();
            assertThat(platform.result()).isTrue();
        }
    }

    @Test
    void attemptsFromOnePortRunBesideEachOther() throws Exception {
        try (var silent = new Silent();
                var server = Socket.createServer(ANY_PORT)) {
            var source = refusing();
            try (var socket = connect(LONG, source, silent.listener.getsockname(), server.getsockname())) {
                assertThat(socket.getsockname()).isEqualTo(source);
                assertThat(socket.getpeername()).isEqualTo(server.getsockname());
            }
            assertThatThrownBy(() -> connect(LONG, Sockaddr.of("192.0.2.1", 0), server.getsockname()))
                    .isInstanceOf(ErrnoException.class)
                    .hasMessageContaining("EADDRNOTAVAIL");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noOutcomeLeavesADescriptorOpen(boolean virtual) throws Throwable {
        try (var silent = new Silent();
                var server = Socket.createServer(ANY_PORT)) {
            var dropped = silent.listener.getsockname();
            for (var call : List.<Callable<Socket>>of(
                    () -> connect(LIMIT, null, dropped, refusing(), dropped),
                    () -> connect(LONG, null, dropped, server.getsockname()),
                    () -> connect(Duration.ZERO, null, dropped),
                    () -> connect(LONG, null, refusing(), refusing()),
                    () -> connect(LONG, SockaddrUn.abstractName("of another family"), dropped),
                    () -> Socket.createConnection("127.0.0.1", 1, Duration.ofNanos(-1)))) {
                Proc.assertNoDescriptorLeaks(() -> start(virtual, () -> isConnected(call)).result());
            }
        }
    }

    /** Whatever is thrown: here by an address that there is none of, while an attempt at another one is in progress. */
    @Test
    @SuppressWarnings("NullAway")
    void aRuntimeExceptionLeavesNoDescriptorOpenEither() throws Throwable {
        try (var silent = new Silent()) {
            var addresses = List.of(
                    info(silent.listener.getsockname()), new AddressInfo(AF_INET, SOCK_STREAM, 0, null, null));
            Proc.assertNoDescriptorLeaks(() -> assertThatThrownBy(
                    () -> new ConnectionAttempts("many:80", addresses, null, null, Deadline.NEVER).connect())
                    .isInstanceOf(NullPointerException.class));
        }
    }

    private static boolean isConnected(Callable<Socket> call) throws Exception {
        try (var socket = call.call()) {
            return socket.fileno() >= 0;
        } catch (ErrnoException | IllegalArgumentException failed) {
            return false;
        }
    }

    @Test
    void theFamiliesTakeTurnsInTheOrderOfGetaddrinfo() {
        var six = List.of(info(Sockaddr.of("::1", 1)), info(Sockaddr.of("::2", 1)), info(Sockaddr.of("::3", 1)));
        var four = List.of(info(Sockaddr.of("127.0.0.1", 1)), info(Sockaddr.of("127.0.0.2", 1)));
        var sorted = new ArrayList<>(six);
        sorted.addAll(four);
        sorted.add(four.getFirst());
        assertThat(six.getFirst().family()).isEqualTo(AF_INET6);
        assertThat(ConnectionAttempts.interleave(sorted))
                .containsExactly(six.get(0), four.get(0), six.get(1), four.get(1), six.get(2));
        assertThat(ConnectionAttempts.interleave(sorted.reversed()))
                .containsExactly(four.get(0), six.get(2), four.get(1), six.get(1), six.get(0));
    }

    @Test
    void aNegativeTimeoutIsRefused() {
        assertThatThrownBy(() -> Socket.createConnection("127.0.0.1", 1, Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("negative");
    }

    @Test
    void anEmptyNameIsThisHost() throws IOException {
        try (var server = Socket.createServer(ANY_PORT);
                var client = Socket.createConnection("", ((SockaddrIn) server.getsockname()).port(), LONG)) {
            assertThat(client.getpeername()).isEqualTo(server.getsockname());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 s", "0.3 s", "0.000000001 s", "20 s", "100000 s", "1.25 s"})
    void aTimeoutReadsAsSeconds(String text) {
        var duration = Duration.parse("PT" + text.replace(" s", "S"));
        assertThat(new TimedOutException("recv", "fd=7", duration))
                .hasMessage("recv(fd=7): timed out after " + text);
    }

    @Test
    void theTimeoutCoversTheLookUpToo(@TempDir Path folder) throws Exception {
        var seen = withASilentNameServer(folder, "limited");
        for (var thread : List.of("platform", "virtual")) {
            assertThat(seen)
                    .containsEntry(thread, "TimedOutException: getaddrinfo(slow.example): timed out after 0.3 s");
            assertThat(millis(seen, thread)).isLessThan(3_000);
        }
        assertThat(seen.get("interrupted"))
                .isEqualTo(
                        "ClosedDescriptorException: getaddrinfo(slow.example): ended by an interrupt, interrupted: true");
        assertThat(millis(seen, "interrupted")).isLessThan(3_000);
        assertThat(seen).containsEntry("asked", "true");
    }

    /** The last number is larger than that of the threads: there are names that queue. */
    @ParameterizedTest
    @ValueSource(ints = {16, 64, 400})
    void whatNeedsNoServerDoesNotQueueBehindSlowNames(int names, @TempDir Path folder) throws Exception {
        var seen = withASilentNameServer(folder, "beside " + names);
        assertThat(seen).containsEntry("waiting", Integer.toString(names)).containsEntry("asked", "true");
        for (var call : List.of("number", "null", "localhost", "getnameinfo", "service", "connection", "bind")) {
            assertThat(millis(seen, call)).as(call).isBetween(0L, 3_000L);
        }
    }

    /** A look-up then takes 20 s, and a JVM that ends does not wait for it. */
    private static Map<String, String> withASilentNameServer(Path folder, String program) throws Exception {
        var resolv = Files.writeString(
                folder.resolve("resolv.conf"), "nameserver 127.0.0.153\noptions timeout:20 attempts:1\n");
        var seen = ChildPrograms.run(ChildPrograms.MOUNTED.formatted(resolv, "/etc/resolv.conf", program), "");
        assumeFalse(seen.containsKey(ChildPrograms.IMPOSSIBLE),
                () -> "not here: " + seen.get(ChildPrograms.IMPOSSIBLE));
        return seen;
    }

    private static long millis(Map<String, String> seen, String key) {
        return Long.parseLong(seen.getOrDefault(key + ".ms", "-1"));
    }
}
