package io.sockeye;

import static io.sockeye.bindings.FileConstants.F_GETFL;
import static io.sockeye.bindings.FileConstants.F_SETFL;
import static io.sockeye.bindings.FileConstants.O_NONBLOCK;
import static io.sockeye.bindings.InotifyConstants.IN_CREATE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.support.BackgroundTask;
import io.sockeye.support.ReceiveCall;
import io.sockeye.support.SendCall;
import io.sockeye.support.StreamFamily;
import io.sockeye.support.ThreadKind;
import io.sockeye.support.ThreadedCall;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** O_NONBLOCK is a flag of the open file, so a duplicate in another process sets and clears it too; dup(2). */
class SharedFlagsTest {
    private static final Duration TIMEOUT = Duration.ofMillis(300);
    private static final Duration BOUND = Duration.ofSeconds(10);

    /** What another owner of the open file has just done. */
    enum Flag {
        SET(O_NONBLOCK),
        CLEARED(0);

        private final int bit;

        Flag(int bit) {
            this.bit = bit;
        }

        <T extends Pollable> T of(T owner) {
            int flags = FileSyscalls.fcntl(owner.fileno(), F_GETFL, 0);
            assertThat(FileSyscalls.fcntl(owner.fileno(), F_SETFL, (flags & ~O_NONBLOCK) | bit)).isZero();
            return owner;
        }
    }

    static Stream<Arguments> flags() {
        return Arrays.stream(Flag.values())
                .flatMap(flag -> Arrays.stream(ThreadKind.values()).map(kind -> Arguments.of(flag, kind)));
    }

    static Stream<Arguments> flagsAndFamilies() {
        return flags().flatMap(each -> Arrays.stream(StreamFamily.values())
                .map(family -> Arguments.of(each.get()[0], each.get()[1], family)));
    }

    @ParameterizedTest
    @MethodSource("flagsAndFamilies")
    void acceptHasItsTimeout(Flag flag, ThreadKind kind, StreamFamily family) throws Exception {
        try (var listener = family.listener()) {
            listener.settimeout(TIMEOUT);
            assertTimedOut(kind, flag.of(listener)::accept);
        }
    }

    @ParameterizedTest
    @MethodSource("flagsAndFamilies")
    void tryAcceptNeverWaits(Flag flag, ThreadKind kind, StreamFamily family) throws Exception {
        try (var listener = family.listener()) {
            var call = kind.start(() -> flag.of(listener).tryAccept() == null);
            ThreadKind.assertEnds(call, BOUND);
            assertThat(call.result()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("flagsAndFamilies")
    void acceptWithTimeoutZeroNeverWaits(Flag flag, ThreadKind kind, StreamFamily family) throws Exception {
        try (var listener = family.listener()) {
            listener.setblocking(false);
            var call = kind.start(flag.of(listener)::accept);
            ThreadKind.assertEnds(call, BOUND);
            assertThatThrownBy(call::result).isInstanceOf(WouldBlockException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("flagsAndFamilies")
    void acceptWithoutATimeoutWaits(Flag flag, ThreadKind kind, StreamFamily family) throws Exception {
        try (var listener = family.listener()) {
            var call = kind.start(() -> {
                try (var accepted = flag.of(listener).accept()) {
                    return accepted.family();
                }
            }).awaitBlocked();
            try (var client = family.connected(listener)) {
                assertThat(call.result()).isEqualTo(client.family());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("flagsAndFamilies")
    void connectHasItsTimeout(Flag flag, ThreadKind kind, StreamFamily family) throws Exception {
        try (var busy = family.busy();
                var late = family.open()) {
            late.settimeout(TIMEOUT);
            var address = busy.listener().getsockname();
            assertTimedOut(kind, () -> flag.of(late).connect(address));
        }
    }

    @ParameterizedTest
    @MethodSource("flagsAndFamilies")
    void connectWithoutATimeoutWaits(Flag flag, ThreadKind kind, StreamFamily family) throws Exception {
        try (var busy = family.busy();
                var late = family.open()) {
            var address = busy.listener().getsockname();
            var call = kind.start(() -> flag.of(late).connect(address).peer()).awaitBlocked();
            busy.relieve();
            assertThat(call.result()).isEqualTo(address);
        }
    }

    @ParameterizedTest
    @MethodSource("flagsAndFamilies")
    void receivingHasItsTimeout(Flag flag, ThreadKind kind, StreamFamily family) throws Exception {
        for (var form : ReceiveCall.values()) {
            try (var pair = family.pair()) {
                pair.first().settimeout(TIMEOUT.dividedBy(10));
                var call = kind.start(() -> form.on(flag.of(pair.first())));
                ThreadKind.assertEnds(call, BOUND);
                assertThatThrownBy(call::result).as(form.name()).isInstanceOf(TimedOutException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("flagsAndFamilies")
    void receivingWithoutATimeoutWaits(Flag flag, ThreadKind kind, StreamFamily family) throws Exception {
        for (var form : ReceiveCall.values()) {
            try (var pair = family.pair()) {
                var call = kind.start(() -> form.on(flag.of(pair.first()))).awaitBlocked();
                pair.second().send(new byte[1]);
                assertThat(call.result()).as(form.name()).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("flags")
    void sendingHasItsTimeout(Flag flag, ThreadKind kind) throws Exception {
        for (var form : SendCall.values()) {
            try (var full = StreamFamily.UNIX.full()) {
                full.first().settimeout(TIMEOUT.dividedBy(10));
                var call = kind.start(() -> form.on(flag.of(full.first())));
                ThreadKind.assertEnds(call, BOUND);
                assertThatThrownBy(call::result).as(form.name()).isInstanceOf(TimedOutException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("flags")
    void sendingWithoutATimeoutWaits(Flag flag, ThreadKind kind) throws Exception {
        for (var form : SendCall.values()) {
            try (var full = StreamFamily.UNIX.full()) {
                var call = kind.start(() -> form.on(flag.of(full.first()))).awaitBlocked();
                var drained = BackgroundTask.start(
                        () -> full.second().makefile().inputStream().transferTo(OutputStream.nullOutputStream()));
                assertThat(call.result()).as(form.name()).isPositive();
                full.first().shutdown(SHUT_WR);
                assertThat(drained.result()).isPositive();
            }
        }
    }

    /** Where the caller waits while the flag changes under it. */
    @ParameterizedTest
    @MethodSource("flagsAndFamilies")
    void theFlagChangesWhileACallWaits(Flag flag, ThreadKind kind, StreamFamily family) throws Exception {
        try (var pair = family.pair();
                var listener = family.listener()) {
            var received = kind.start(() -> pair.first().recv(8).length).awaitBlocked();
            var accepted = kind.start(() -> {
                try (var socket = listener.accept()) {
                    return socket.family();
                }
            }).awaitBlocked();
            flag.of(pair.first());
            flag.of(listener);
            pair.second().send(new byte[3]);
            try (var client = family.connected(listener)) {
                assertThat(received.result()).isEqualTo(3);
                assertThat(accepted.result()).isEqualTo(client.family());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("flags")
    void thePipeHasItsTimeout(Flag flag, ThreadKind kind) throws Exception {
        try (var pipe = Pipe.open()) {
            pipe.reader().settimeout(TIMEOUT);
            assertTimedOut(kind, () -> {
                // One wait opens what waiting needs, and may set the flag.
                pipe.writer().write(new byte[1]);
                assertThat(pipe.reader().read(new byte[1])).isEqualTo(1);
                return flag.of(pipe.reader()).read(new byte[1]);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("flags")
    void aFullPipeHasItsTimeout(Flag flag, ThreadKind kind) throws Exception {
        try (var pipe = Pipe.open()) {
            pipe.writer().settimeout(TIMEOUT);
            fill(pipe);
            assertTimedOut(kind, () -> flag.of(pipe.writer()).write(new byte[1]));
        }
    }

    private static void fill(Pipe pipe) throws ErrnoException {
        pipe.writer().settimeout(Duration.ZERO);
        try {
            while (pipe.writer().write(new byte[1 << 12]) > 0) {}
        } catch (WouldBlockException full) {
            pipe.writer().settimeout(TIMEOUT);
        }
    }

    @ParameterizedTest
    @MethodSource("flags")
    void tryReadOfAnEventfdNeverWaits(Flag flag, ThreadKind kind) throws Exception {
        try (var event = EventFd.create(0)) {
            var call = kind.start(() -> flag.of(event).tryRead());
            boolean waits = call.isRunningAfter(BOUND);
            event.write(1);
            assertThat(waits).as("it waits").isFalse();
            assertThat(event.tryRead()).as("what came later").isEqualTo(1);
        }
    }

    /** The number of the original was never asked for. */
    @ParameterizedTest
    @MethodSource("flags")
    void tryReadOfAnEventfdThatWasPassedNeverWaits(Flag flag, ThreadKind kind) throws Exception {
        try (var event = EventFd.create(0);
                var pair = Socket.socketpair()) {
            pair.first().sendFds(new byte[1], event);
            try (var received = pair.second().recvFds(1, 1)) {
                flag.of(received.descriptors().getFirst());
                var call = kind.start(event::tryRead);
                boolean waits = call.isRunningAfter(BOUND);
                event.write(1);
                assertThat(waits).as("it waits").isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("flags")
    void readOfAnEventfdWaits(Flag flag, ThreadKind kind) throws Exception {
        try (var event = EventFd.create(0)) {
            var call = kind.start(() -> flag.of(event).read()).awaitBlocked();
            event.write(7);
            assertThat(call.result()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @MethodSource("flags")
    void closingEndsTheReadOfAnEventfd(Flag flag, ThreadKind kind) throws Exception {
        var event = EventFd.create(0);
        int number = event.fileno();
        var call = kind.start(() -> flag.of(event).read()).awaitBlocked();
        event.close();
        boolean waits = isRunningAfter(call);
        if (waits) {
            wake(number);
        }
        assertThat(waits).as("it is held in the kernel").isFalse();
        assertThatThrownBy(call::result).isInstanceOf(ClosedDescriptorException.class);
    }

    private static boolean isRunningAfter(ThreadedCall<?> call) throws InterruptedException {
        try {
            return call.isRunningAfter(BOUND);
        } catch (ExecutionException ended) {
            return false;
        }
    }

    /** It still has the number, since a call is inside. */
    private static void wake(int eventfd) {
        try (var arena = Arena.ofConfined()) {
            assertThat(FileSyscalls.write(eventfd, arena.allocateFrom(JAVA_LONG, 1L), 8))
                    .isEqualTo(8);
        }
    }

    @ParameterizedTest
    @MethodSource("flags")
    void readOfATimerfdWaits(Flag flag, ThreadKind kind) throws Exception {
        try (var timer = TimerFd.create()) {
            var call = kind.start(() -> flag.of(timer).read()).awaitBlocked();
            timer.settime(Duration.ofMillis(1), Duration.ZERO);
            assertThat(call.result()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("flags")
    void readOfInotifyWaits(Flag flag, ThreadKind kind, @TempDir Path folder) throws Exception {
        try (var inotify = Inotify.create()) {
            inotify.addWatch(folder, IN_CREATE);
            var call = kind.start(() -> flag.of(inotify).read().size()).awaitBlocked();
            Files.createFile(folder.resolve("new"));
            assertThat(call.result()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void setblockingDoesAsItSaysWhateverADuplicateDid(Flag flag) throws Exception {
        try (var socket = Socket.tcp()) {
            flag.of(socket).setblocking(true);
            assertThat(isNonblocking(socket)).isFalse();
            flag.of(socket).settimeout(null);
            assertThat(isNonblocking(socket)).isFalse();
            flag.of(socket).setblocking(false);
            assertThat(isNonblocking(socket)).isTrue();
            flag.of(socket).setblocking(false);
            assertThat(isNonblocking(socket)).isTrue();
            flag.of(socket).settimeout(TIMEOUT);
            assertThat(isNonblocking(socket)).as("as with Python").isTrue();
        }
    }

    @Test
    void aDuplicateThatBlocksLeavesTheOriginalItsTimeout() throws Exception {
        try (var listener = StreamFamily.TCP.listener()) {
            listener.settimeout(TIMEOUT);
            try (var duplicate = listener.dup()) {
                duplicate.setblocking(true);
                for (var kind : ThreadKind.values()) {
                    assertTimedOut(kind, listener::accept);
                    var call = kind.start(() -> listener.tryAccept() == null);
                    ThreadKind.assertEnds(call, BOUND);
                    assertThat(call.result()).isTrue();
                }
            }
        }
    }

    private static boolean isNonblocking(Socket socket) {
        return (FileSyscalls.fcntl(socket.fileno(), F_GETFL, 0) & O_NONBLOCK) != 0;
    }

    private static void assertTimedOut(ThreadKind kind, Callable<?> wait) throws Exception {
        long start = System.nanoTime();
        var call = kind.start(wait);
        ThreadKind.assertEnds(call, BOUND);
        assertThatThrownBy(call::result).isInstanceOf(TimedOutException.class);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TIMEOUT.toNanos());
    }
}
