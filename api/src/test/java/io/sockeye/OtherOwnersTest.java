package io.sockeye;

import static io.sockeye.bindings.FileConstants.F_DUPFD_CLOEXEC;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.support.QueuedErrors;
import io.sockeye.support.ReceiveCall;
import io.sockeye.support.StreamFamily;
import io.sockeye.support.ThreadKind;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An open socket that others own too: to close one number while a call is inside ends the call, and leaves the socket as it is. A
 * listener that came from a service manager still listens, a connection still carries bytes both ways.
 */
class OtherOwnersTest {
    private static final Duration PROMPTLY = Duration.ofSeconds(5);

    /** How one socket comes to have two owners. */
    enum Sharing {
        /** As of a socket that was inherited: the other owner has the old number. */
        ADOPT {
            @Override
            Socket share(Socket other) throws IOException {
                return Socket.adopt(duplicate(other));
            }
        },
        /** The number that came from elsewhere is itself adopted, and the duplicate stays elsewhere. */
        ADOPTED_FIRST {
            @Override
            Socket share(Socket other) throws IOException {
                try (var kept = Socket.adopt(duplicate(other))) {
                    return Socket.adopt(duplicate(kept));
                }
            }
        },
        FROMFD {
            @Override
            Socket share(Socket other) throws IOException {
                return Socket.fromfd(other.fileno());
            }
        },
        DUP {
            @Override
            Socket share(Socket other) throws IOException {
                return other.dup();
            }
        },
        RECEIVED {
            @Override
            Socket share(Socket other) throws IOException {
                try (var pair = Socket.socketpair()) {
                    pair.first().sendFds(new byte[1], other);
                    try (var message = pair.second().recvFds(1, 1)) {
                        return message.descriptors().getFirst().socket();
                    }
                }
            }
        },
        RECEIVED_AND_DETACHED {
            @Override
            Socket share(Socket other) throws IOException {
                try (var pair = Socket.socketpair()) {
                    pair.first().sendFds(new byte[1], other);
                    try (var message = pair.second().recvFds(1, 1)) {
                        return Socket.adopt(message.descriptors().getFirst().detach());
                    }
                }
            }
        };

        /** Another object for the same open socket. */
        abstract Socket share(Socket other) throws IOException;

        private static int duplicate(Socket other) {
            return FileSyscalls.fcntl(other.fileno(), F_DUPFD_CLOEXEC, 0);
        }
    }

    static Stream<Arguments> all() {
        return Arrays.stream(Sharing.values())
                .flatMap(sharing -> Arrays.stream(ThreadKind.values())
                        .flatMap(kind -> Stream.of(true, false).map(timeout -> Arguments.of(sharing, kind, timeout))));
    }

    static Stream<Arguments> families() {
        return all().flatMap(each -> Arrays.stream(StreamFamily.values())
                .map(family -> Arguments.of(each.get()[0], each.get()[1], each.get()[2], family)));
    }

    @ParameterizedTest
    @MethodSource("families")
    void theOtherOwnerStillAccepts(Sharing sharing, ThreadKind kind, boolean timeout, StreamFamily family)
            throws Exception {
        try (var other = family.listener()) {
            var mine = withTimeout(sharing.share(other), timeout);
            closeInside(kind, mine, mine::accept);
            try (var client = family.connected(other);
                    var accepted = other.accept()) {
                assertCarries(client, accepted);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void theOtherOwnerStillReceives(Sharing sharing, ThreadKind kind, boolean timeout, StreamFamily family)
            throws Exception {
        try (var pair = family.pair()) {
            var mine = withTimeout(sharing.share(pair.first()), timeout);
            closeInside(kind, mine, () -> mine.recv(1));
            assertCarries(pair.first(), pair.second());
            assertCarries(pair.second(), pair.first());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theOtherOwnerStillReceivesDatagrams(Sharing sharing, ThreadKind kind, boolean timeout) throws Exception {
        try (var far = Socket.udp().bind("127.0.0.1", 0);
                var near = Socket.udp().bind("127.0.0.1", 0).connect(far.getsockname())) {
            var mine = withTimeout(sharing.share(near), timeout);
            closeInside(kind, mine, () -> mine.recvfrom(1));
            far.connect(near.getsockname());
            assertCarries(near, far);
            assertCarries(far, near);
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void theOtherOwnerStillSends(Sharing sharing, ThreadKind kind, boolean timeout, StreamFamily family)
            throws Exception {
        try (var pair = family.full()) {
            var mine = withTimeout(sharing.share(pair.first()), timeout);
            closeInside(kind, mine, () -> mine.send(new byte[1]));
            assertCarries(pair.second(), pair.first());
            StreamFamily.drain(pair.second());
            assertThat(pair.first().send(new byte[1])).isEqualTo(1);
        }
    }

    /** The kernel goes on with a connect of TCP whose caller has gone: the other owner has a connection. */
    @ParameterizedTest
    @MethodSource("all")
    void theOtherOwnerStillConnects(Sharing sharing, ThreadKind kind, boolean timeout) throws Exception {
        try (var busy = StreamFamily.TCP.busy();
                var other = Socket.tcp()) {
            var mine = withTimeout(sharing.share(other), timeout);
            var address = busy.listener().getsockname();
            closeInside(kind, mine, () -> mine.connect(address));
            var source = other.getsockname();
            busy.relieve();
            QueuedErrors.awaitReport(other, POLLOUT);
            try (var accepted = busy.listener().accept()) {
                assertThat(accepted.peer()).as("the connection that was under way").isEqualTo(source);
                assertCarries(accepted, other);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theOtherOwnerOfAPairGoesOnThroughSplice(Sharing sharing, ThreadKind kind, boolean timeout)
            throws Exception {
        try (var pair = StreamFamily.TCP.pair()) {
            var mine = withTimeout(sharing.share(pair.first()), timeout);
            closeInside(kind, mine, () -> ReceiveCall.RECVFILE.on(mine));
            assertCarries(pair.first(), pair.second());
            assertCarries(pair.second(), pair.first());
        }
    }

    private static Socket withTimeout(Socket socket, boolean timeout) throws ErrnoException {
        socket.settimeout(timeout ? Duration.ofSeconds(30) : null);
        return socket;
    }

    /** The call ends soon, with what says that its socket was closed. */
    private static void closeInside(ThreadKind kind, Socket socket, Callable<?> wait) throws Exception {
        var call = kind.start(wait).awaitBlocked();
        socket.close();
        ThreadKind.assertEnds(call, PROMPTLY);
        assertThatThrownBy(call::result).isInstanceOf(ClosedDescriptorException.class);
    }

    private static void assertCarries(Socket from, Socket to) throws Exception {
        to.settimeout(PROMPTLY);
        from.settimeout(PROMPTLY);
        assertThat(from.send(new byte[] {5})).isEqualTo(1);
        assertThat(to.recv(8)).containsExactly(5);
    }
}
