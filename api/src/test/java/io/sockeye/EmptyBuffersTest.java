package io.sockeye;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
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

        private final SupportReceiving.Call call;

        Form(SupportReceiving.Call call) {
            this.call = call;
        }

        long on(Socket socket) throws IOException {
            return call.on(socket);
        }
    }

    static Stream<Arguments> all() {
        return Arrays.stream(Form.values())
                .flatMap(form -> Arrays.stream(SupportStreams.values())
                        .flatMap(family -> Arrays.stream(SupportThreads.values())
                                .flatMap(kind -> Stream.of(Arguments.of(form, family, kind, TIMEOUT),
                                        Arguments.of(form, family, kind, null)))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingIsReceivedAtOnce(Form form, SupportStreams family, SupportThreads kind, @Nullable Duration timeout)
            throws Exception {
        try (var pair = family.pair()) {
            pair.first().settimeout(timeout);
            var call = kind.start(() -> form.on(pair.first()));
            SupportThreads.assertEnds(call, AT_ONCE);
            assertThat(call.result()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsThereStaysThere(Form form, SupportStreams family, SupportThreads kind, @Nullable Duration timeout)
            throws Exception {
        try (var pair = family.pair()) {
            pair.first().settimeout(timeout);
            pair.second().send(new byte[3]);
            assertThat(kind.start(() -> form.on(pair.first())).result()).isZero();
            assertThat(pair.first().recv(8)).hasSize(3);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingIsSentAtOnce(Form form, SupportStreams family, SupportThreads kind, @Nullable Duration timeout)
            throws Exception {
        try (var pair = family.pair()) {
            pair.first().settimeout(timeout);
            var nothing = ByteBuffer.allocate(0);
            assertThat(kind.start(() -> pair.first().send(new ByteBuffer[] {nothing, nothing})).result()).isZero();
            assertThat(kind.start(() -> pair.first().send(nothing)).result()).isZero();
            assertThat(form.on(pair.second())).isZero();
        }
    }
}
