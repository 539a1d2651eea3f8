package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLPRI;
import static io.sockeye.bindings.SocketConstants.MSG_OOB;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_OOBINLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockeye.support.Pair;
import io.sockeye.support.QueuedErrors;
import io.sockeye.support.ThreadKind;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** MSG_OOB, which never waits in the kernel: the urgent byte at once, or EINVAL at once; tcp(7). */
class UrgentDataTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** Far below the timeout: what takes longer has waited for it. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private static final byte URGENT = 42;

    /** The receiving calls with flags. Each returns the byte. */
    enum Form {
        RECV_ARRAY {
            @Override
            byte receive(Socket socket) throws IOException {
                var bytes = new byte[1];
                return socket.recv(bytes, 0, 1, MSG_OOB) == 1 ? bytes[0] : -1;
            }
        },
        RECV_SIZE {
            @Override
            byte receive(Socket socket) throws IOException {
                return socket.recv(1, MSG_OOB)[0];
            }
        },
        RECV_SEGMENT {
            @Override
            byte receive(Socket socket) throws IOException {
                var bytes = new byte[1];
                return socket.recv(MemorySegment.ofArray(bytes), MSG_OOB) == 1 ? bytes[0] : -1;
            }
        },
        RECVFROM {
            @Override
            byte receive(Socket socket) throws IOException {
                var bytes = new byte[1];
                return socket.recvfrom(MemorySegment.ofArray(bytes), MSG_OOB).count() == 1 ? bytes[0] : -1;
            }
        },
        RECVMSG {
            @Override
            byte receive(Socket socket) throws IOException {
                var bytes = new byte[1];
                try (var message = Message.of(MemorySegment.ofArray(bytes))) {
                    return socket.recvmsg(message, MSG_OOB) == 1 ? bytes[0] : -1;
                }
            }
        };

        abstract byte receive(Socket socket) throws IOException;
    }

    static Stream<Arguments> all() {
        return Arrays.stream(Form.values())
                .flatMap(form -> Arrays.stream(ThreadKind.values())
                        .flatMap(kind -> Stream.of(Arguments.of(form, kind, TIMEOUT), Arguments.of(form, kind, null))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theUrgentByteIsReturnedAtOnce(Form form, ThreadKind kind, @Nullable Duration timeout) throws Exception {
        try (var pair = Pair.tcp()) {
            pair.accepted().settimeout(timeout);
            pair.client().send(MemorySegment.ofArray(new byte[] {URGENT}), MSG_OOB);
            QueuedErrors.awaitReport(pair.accepted(), POLLPRI);
            var call = kind.start(() -> form.receive(pair.accepted()));
            ThreadKind.assertEnds(call, AT_ONCE);
            assertThat(call.result()).isEqualTo(URGENT);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void whereNoneIsDueItIsEinvalAtOnce(Form form, ThreadKind kind, @Nullable Duration timeout) throws Exception {
        try (var pair = Pair.tcp()) {
            pair.accepted().settimeout(timeout);
            assertEinvalAtOnce(form, kind, pair.accepted());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void inlineTheByteIsOrdinaryAndMsgOobIsEinval(Form form, ThreadKind kind, @Nullable Duration timeout)
            throws Exception {
        try (var pair = Pair.tcp()) {
            pair.accepted().setsockopt(SOL_SOCKET, SO_OOBINLINE, 1).settimeout(timeout);
            pair.client().send(MemorySegment.ofArray(new byte[] {URGENT}), MSG_OOB);
            QueuedErrors.awaitReport(pair.accepted(), POLLIN);
            assertEinvalAtOnce(form, kind, pair.accepted());
            assertThat(kind.start(() -> pair.accepted().recv(2)).result()).containsExactly(URGENT);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSecondTimeItIsEinval(Form form, ThreadKind kind, @Nullable Duration timeout) throws Exception {
        try (var pair = Pair.tcp()) {
            pair.accepted().settimeout(timeout);
            pair.client().send(MemorySegment.ofArray(new byte[] {URGENT}), MSG_OOB);
            QueuedErrors.awaitReport(pair.accepted(), POLLPRI);
            var first = kind.start(() -> form.receive(pair.accepted()));
            ThreadKind.assertEnds(first, AT_ONCE);
            assertEinvalAtOnce(form, kind, pair.accepted());
        }
    }

    private static void assertEinvalAtOnce(Form form, ThreadKind kind, Socket socket) throws Exception {
        var call = kind.start(() -> form.receive(socket));
        ThreadKind.assertEnds(call, AT_ONCE);
        assertThatExceptionOfType(ErrnoException.class).isThrownBy(call::result)
                .matches(e -> e.errno().is(EINVAL), "EINVAL");
    }
}
