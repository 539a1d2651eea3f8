package io.sockeye;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.support.ReceiveCall;
import io.sockeye.support.StreamFamily;
import io.sockeye.support.ThreadKind;
import io.sockeye.support.ThreadedCall;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream that is asked for nothing returns 0 at once, whichever memory nothing is in; recv(2), readv(2). */
class EmptyBuffersTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    /** Nothing, in each kind of memory. */
    // A lambda without a state of its own.
    @SuppressWarnings("ImmutableEnumChecker")
    enum Form {
        ARRAY(socket -> socket.recv(new byte[0])),
        SIZE(socket -> socket.recv(0).length),
        SEGMENT(socket -> socket.recv(MemorySegment.NULL)),
        HEAP_BUFFER(socket -> socket.recv(ByteBuffer.allocate(0))),
        DIRECT_BUFFER(socket -> socket.recv(ByteBuffer.allocateDirect(0))),
        NO_BUFFER(socket -> socket.recv(new ByteBuffer[0])),
        ONE_BUFFER(socket -> socket.recv(new ByteBuffer[] {ByteBuffer.allocate(0)})),
        TWO_BUFFERS(socket -> socket.recv(new ByteBuffer[] {ByteBuffer.allocateDirect(0), ByteBuffer.allocate(0)})),
        BUFFERS_WITHOUT_ROOM(socket -> socket.recv(new ByteBuffer[] {ByteBuffer.allocate(4).position(4)})),
        RECVFROM(socket -> socket.recvfrom(MemorySegment.NULL, 0).count()),
        MESSAGE(socket -> {
            try (var message = Message.of(ByteBuffer.allocate(0), ByteBuffer.allocateDirect(0))) {
                return socket.recvmsg(message);
            }
        }),
        MESSAGE_WITHOUT_BUFFERS(socket -> {
            try (var message = Message.of(new ByteBuffer[0])) {
                return socket.recvmsg(message);
            }
        }),
        MAKEFILE_STREAM(socket -> socket.makefile().inputStream().read(new byte[0])),
        MAKEFILE_CHANNEL(socket -> socket.makefile().read(ByteBuffer.allocate(0)));

        private final ReceiveCall.Call call;

        Form(ReceiveCall.Call call) {
            this.call = call;
        }

        long on(Socket socket) throws IOException {
            return call.on(socket);
        }
    }

    static Stream<Arguments> all() {
        return Arrays.stream(StreamFamily.values())
                .flatMap(family -> Arrays.stream(ThreadKind.values())
                        .flatMap(kind -> Stream.of(Arguments.of(family, kind, TIMEOUT),
                                Arguments.of(family, kind, null))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingIsReceivedAtOnce(StreamFamily family, ThreadKind kind, @Nullable Duration timeout)
            throws Exception {
        try (var pair = family.pair()) {
            pair.first().settimeout(timeout);
            assertAllZero(pair.first(), kind);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsThereStaysThere(StreamFamily family, ThreadKind kind, @Nullable Duration timeout)
            throws Exception {
        try (var pair = family.pair()) {
            pair.first().settimeout(timeout);
            pair.second().send(new byte[3]);
            assertAllZero(pair.first(), kind);
            assertThat(pair.first().recv(8)).hasSize(3);
        }
    }

    /** All forms at the same time: those that wait do so together. */
    private static void assertAllZero(Socket socket, ThreadKind kind) throws Exception {
        var calls = new EnumMap<Form, ThreadedCall<Long>>(Form.class);
        for (var form : Form.values()) {
            calls.put(form, kind.start(() -> form.on(socket)));
        }
        long limit = System.nanoTime() + AT_ONCE.toNanos();
        var counts = new EnumMap<Form, String>(Form.class);
        for (var form : Form.values()) {
            var call = Objects.requireNonNull(calls.get(form));
            var left = Duration.ofNanos(Math.max(1_000_000, limit - System.nanoTime()));
            counts.put(form, call.isRunningAfter(left) ? "waits" : call.result().toString());
        }
        assertThat(counts.entrySet()).allSatisfy(each -> assertThat(each.getValue()).isEqualTo("0"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingIsSentAtOnce(StreamFamily family, ThreadKind kind, @Nullable Duration timeout) throws Exception {
        try (var full = family.full()) {
            full.first().settimeout(timeout);
            var nothing = ByteBuffer.allocate(0);
            for (Callable<Long> send : List.<Callable<Long>>of(
                    () -> full.first().send(new ByteBuffer[] {nothing, nothing}),
                    () -> full.first().send(new ByteBuffer[0]),
                    () -> (long) full.first().send(nothing),
                    () -> (long) full.first().send(new byte[0]))) {
                var call = kind.start(send);
                ThreadKind.assertEnds(call, AT_ONCE);
                assertThat(call.result()).isZero();
            }
        }
    }
}
