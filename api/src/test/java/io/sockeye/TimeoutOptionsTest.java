package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINPROGRESS;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_RCVTIMEO;
import static io.sockeye.bindings.SocketConstants.SO_SNDTIMEO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.support.ReceiveCall;
import io.sockeye.support.SendCall;
import io.sockeye.support.StreamFamily;
import io.sockeye.support.ThreadKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** SO_RCVTIMEO and SO_SNDTIMEO as the kernel has them: EAGAIN after that time, EINPROGRESS from connect; socket(7). */
class TimeoutOptionsTest {
    private static final Duration OPTION = Duration.ofMillis(300);

    /** The kernel counts in ticks of its own, of which the first is under way: 10 ms at the most. */
    private static final Duration TICK = Duration.ofMillis(10);

    private static final Duration BOUND = Duration.ofSeconds(5);

    static Stream<Arguments> receiving() {
        return Arrays.stream(ReceiveCall.values())
                .flatMap(call -> Arrays.stream(ThreadKind.values()).map(kind -> Arguments.of(call, kind)));
    }

    static Stream<Arguments> sending() {
        return Arrays.stream(SendCall.values())
                .flatMap(call -> Arrays.stream(ThreadKind.values()).map(kind -> Arguments.of(call, kind)));
    }

    @ParameterizedTest
    @MethodSource("receiving")
    void receivingIsEagainAfterSoRcvtimeo(ReceiveCall call, ThreadKind kind) throws Exception {
        try (var pair = StreamFamily.TCP.pair()) {
            setTimeout(pair.first(), SO_RCVTIMEO, OPTION);
            assertEagain(kind, () -> call.on(pair.first()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void receivingDatagramsIsEagainAfterSoRcvtimeo(ThreadKind kind) throws Exception {
        try (var udp = Socket.udp().bind("127.0.0.1", 0)) {
            setTimeout(udp, SO_RCVTIMEO, OPTION);
            assertEagain(kind, () -> udp.recvfrom(10));
        }
    }

    @ParameterizedTest
    @EnumSource
    void acceptIsEagainAfterSoRcvtimeo(ThreadKind kind) throws Exception {
        for (var family : StreamFamily.values()) {
            try (var listener = family.listener()) {
                setTimeout(listener, SO_RCVTIMEO, OPTION);
                assertEagain(kind, listener::accept);
            }
        }
    }

    /** One full socket for all forms would be woken by none of them. */
    @ParameterizedTest
    @MethodSource("sending")
    void sendingIsEagainAfterSoSndtimeo(SendCall call, ThreadKind kind) throws Exception {
        try (var full = StreamFamily.UNIX.full()) {
            setTimeout(full.first(), SO_SNDTIMEO, OPTION);
            assertEagain(kind, () -> call.on(full.first()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendallToTcpIsEagainAfterSoSndtimeo(ThreadKind kind) throws Exception {
        try (var full = StreamFamily.TCP.full()) {
            setTimeout(full.first(), SO_SNDTIMEO, OPTION);
            assertEagain(kind, () -> {
                full.first().sendall(new byte[8]);
                return true;
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectIsEinprogressAfterSoSndtimeo(ThreadKind kind) throws Exception {
        try (var busy = StreamFamily.TCP.busy();
                var late = Socket.tcp()) {
            setTimeout(late, SO_SNDTIMEO, OPTION);
            var address = busy.listener().getsockname();
            long start = System.nanoTime();
            var call = kind.start(() -> late.connect(address));
            ThreadKind.assertEnds(call, BOUND);
            assertThatExceptionOfType(ErrnoException.class).isThrownBy(call::result)
                    .matches(e -> e.errno().is(EINPROGRESS), "EINPROGRESS");
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(OPTION.minus(TICK).toNanos());
        }
    }

    /** A full UNIX backlog says EAGAIN and not EINPROGRESS; unix(7). */
    @ParameterizedTest
    @EnumSource
    void connectToUnixIsEagainAfterSoSndtimeo(ThreadKind kind) throws Exception {
        try (var busy = StreamFamily.UNIX.busy();
                var late = Socket.unix()) {
            setTimeout(late, SO_SNDTIMEO, OPTION);
            var address = busy.listener().getsockname();
            assertEagain(kind, () -> late.connect(address));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTimeoutOfTheObjectReplacesTheOption(ThreadKind kind) throws Exception {
        try (var pair = StreamFamily.TCP.pair();
                var listener = StreamFamily.TCP.listener()) {
            for (var socket : new Socket[] {pair.first(), listener}) {
                Callable<?> wait = socket == listener ? socket::accept : () -> socket.recv(1);
                setTimeout(socket, SO_RCVTIMEO, OPTION);
                assertEagain(kind, wait);
                // O_NONBLOCK is set then, and the kernel takes no notice of the option either.
                var longer = OPTION.multipliedBy(2);
                socket.settimeout(longer);
                long start = System.nanoTime();
                assertThatThrownBy(kind.start(wait)::result).isInstanceOf(TimedOutException.class);
                assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(longer.toNanos());
            }
        }
    }

    private static void assertEagain(ThreadKind kind, Callable<?> wait) throws Exception {
        long start = System.nanoTime();
        var call = kind.start(wait);
        ThreadKind.assertEnds(call, BOUND);
        assertThatThrownBy(call::result).isInstanceOf(WouldBlockException.class);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(OPTION.minus(TICK).toNanos());
    }

    private static void setTimeout(Socket socket, int option, Duration time) throws ErrnoException {
        var timeval = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        timeval.putLong(time.toSeconds()).putLong(time.toNanosPart() / 1000);
        socket.setsockopt(SOL_SOCKET, option, timeval.array());
    }
}
