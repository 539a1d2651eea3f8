package io.sockeye;

import static io.sockeye.bindings.SocketConstants.MSG_PEEK;
import static io.sockeye.bindings.SocketConstants.MSG_WAITALL;
import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.support.StreamFamily;
import io.sockeye.support.ThreadKind;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import io.sockeye.support.Proc;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code MSG_PEEK|MSG_WAITALL} of TCP waits until all is there, and leaves it in the queue; recv(2). The kernel's UNIX streams do not
 * wait once there is a part.
 */
class PeekAllTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int FLAGS = MSG_PEEK | MSG_WAITALL;

    /** The receiving calls with flags; each peeks at four bytes and returns how many came. */
    enum Form {
        RECV_ARRAY {
            @Override
            long peek(Socket socket) throws IOException {
                return socket.recv(new byte[4], 0, 4, FLAGS);
            }
        },
        RECV_SIZE {
            @Override
            long peek(Socket socket) throws IOException {
                return socket.recv(4, FLAGS).length;
            }
        },
        RECV_SEGMENT {
            @Override
            long peek(Socket socket) throws IOException {
                return socket.recv(MemorySegment.ofArray(new byte[4]), FLAGS);
            }
        },
        RECVFROM {
            @Override
            long peek(Socket socket) throws IOException {
                return socket.recvfrom(MemorySegment.ofArray(new byte[4]), FLAGS).count();
            }
        },
        RECVMSG {
            @Override
            long peek(Socket socket) throws IOException {
                try (var message = Message.allocate(4)) {
                    return socket.recvmsg(message, FLAGS);
                }
            }
        };

        abstract long peek(Socket socket) throws IOException;
    }

    static Stream<Arguments> timed() {
        return Arrays.stream(Form.values())
                .flatMap(form -> Arrays.stream(ThreadKind.values()).map(kind -> Arguments.of(form, kind, LONG)));
    }

    static Stream<Arguments> all() {
        return timed().flatMap(each -> Stream.of(each, Arguments.of(each.get()[0], each.get()[1], null)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void itWaitsUntilAllIsThereAndLeavesIt(Form form, ThreadKind kind,
            @Nullable Duration timeout) throws Exception {
        try (var pair = StreamFamily.TCP.pair()) {
            pair.first().settimeout(timeout);
            pair.second().send(new byte[2]);
            var call = kind.start(() -> form.peek(pair.first()));
            assertThat(call.isRunningAfter(SHORT)).as("half of it is there").isTrue();
            pair.second().send(new byte[2]);
            assertThat(call.result()).isEqualTo(4);
            assertThat(pair.first().recv(8)).as("what is left in the queue").hasSize(4);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theEndOfTheStreamEndsItWithWhatIsThere(Form form, ThreadKind kind,
            @Nullable Duration timeout) throws Exception {
        try (var pair = StreamFamily.TCP.pair()) {
            pair.first().settimeout(timeout);
            pair.second().send(new byte[2]);
            var call = kind.start(() -> form.peek(pair.first())).awaitBlocked();
            pair.second().shutdown(SHUT_WR);
            assertThat(call.result()).isEqualTo(2);
            assertThat(pair.first().recv(8)).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void ofAUnixStreamItReturnsThePartAtOnce(Form form, ThreadKind kind, @Nullable Duration timeout)
            throws Exception {
        try (var pair = StreamFamily.UNIX.pair()) {
            pair.first().settimeout(timeout);
            pair.second().send(new byte[2]);
            var call = kind.start(() -> form.peek(pair.first()));
            ThreadKind.assertEnds(call, LONG.dividedBy(4));
            assertThat(call.result()).isEqualTo(2);
            assertThat(pair.first().recv(8)).hasSize(2);
        }
    }

    /** As SO_RCVTIMEO does: the bytes are there, so they are returned, late. */
    @ParameterizedTest
    @MethodSource("timed")
    void aTimeoutEndsItWithWhatIsThere(Form form, ThreadKind kind, Duration timeout)
            throws Exception {
        try (var pair = StreamFamily.TCP.pair()) {
            assertThat(timeout).isGreaterThan(SHORT);
            pair.first().settimeout(SHORT);
            pair.second().send(new byte[2]);
            long start = System.nanoTime();
            var call = kind.start(() -> form.peek(pair.first()));
            ThreadKind.assertEnds(call, timeout.dividedBy(2));
            assertThat(call.result()).isEqualTo(2);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
            assertThat(pair.first().recv(8)).hasSize(2);
        }
    }

    /** Poll reports POLLIN all the time, since half of it is there: that must not make the wait a loop of calls. */
    @ParameterizedTest
    @MethodSource("all")
    void whileAPartIsThereItSleeps(Form form, ThreadKind kind, @Nullable Duration timeout)
            throws Exception {
        try (var pair = StreamFamily.TCP.pair()) {
            pair.first().settimeout(timeout);
            pair.second().send(new byte[2]);
            var ended = new CountDownLatch(1);
            var call = kind.start(() -> {
                try {
                    return form.peek(pair.first());
                } finally {
                    ended.countDown();
                }
            }).awaitBlocked();
            long before = Proc.processorNanos();
            assertThat(ended.await(SHORT.toNanos(), TimeUnit.NANOSECONDS)).as("it ended").isFalse();
            assertThat(Proc.processorNanos() - before).as("nanoseconds on a processor").isLessThan(SHORT.toNanos() / 3);
            pair.second().send(new byte[2]);
            assertThat(call.result()).isEqualTo(4);
        }
    }
}
