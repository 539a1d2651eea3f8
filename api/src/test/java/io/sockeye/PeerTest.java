package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINPROGRESS;
import static io.sockeye.bindings.FileConstants.F_DUPFD_CLOEXEC;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.support.QueuedErrors;
import io.sockeye.support.StreamFamily;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code peer()} is the address of the peer, however the socket came to be connected. */
class PeerTest {
    private static Socket adopted(Socket socket) throws IOException {
        return Socket.adopt(FileSyscalls.fcntl(socket.fileno(), F_DUPFD_CLOEXEC, 0));
    }

    @ParameterizedTest
    @EnumSource
    void afterConnectEx(StreamFamily family) throws Exception {
        try (var listener = family.listener();
                var client = family.open()) {
            assertThat(client.connectEx(listener.getsockname())).isZero();
            assertThat(client.peer()).isEqualTo(listener.getsockname());
        }
    }

    @Test
    void afterConnectExThatEndedLater() throws Exception {
        try (var listener = StreamFamily.TCP.listener();
                var client = Socket.tcp()) {
            client.setblocking(false);
            assertThat(client.connectEx(listener.getsockname())).isIn(0, EINPROGRESS);
            QueuedErrors.awaitReport(client, POLLOUT);
            assertThat(client.connectEx(listener.getsockname())).isZero();
            assertThat(client.peer()).isEqualTo(listener.getsockname());
        }
    }

    @Test
    void afterConnectExThatPollSaysHasSucceeded() throws Exception {
        try (var listener = StreamFamily.TCP.listener();
                var client = Socket.tcp()) {
            client.setblocking(false);
            assertThat(client.connectEx(listener.getsockname())).isIn(0, EINPROGRESS);
            QueuedErrors.awaitReport(client, POLLOUT);
            assertThat(client.peer()).isEqualTo(listener.getsockname());
        }
    }

    @Test
    void afterConnectExOfDatagrams() throws Exception {
        try (var far = Socket.udp().bind("127.0.0.1", 0);
                var near = Socket.udp()) {
            assertThat(near.connectEx(far.getsockname())).isZero();
            assertThat(near.peer()).isEqualTo(far.getsockname());
        }
    }

    @Test
    void notAfterConnectExThatFailed() throws Exception {
        try (var near = Socket.tcp();
                var gone = Socket.tcp().bind("127.0.0.1", 0)) {
            assertThat(near.connectEx(gone.getsockname())).isPositive();
            assertThat(near.peer()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofWhatIsAdopted(StreamFamily family) throws Exception {
        try (var listener = family.listener();
                var client = family.connected(listener);
                var accepted = listener.accept();
                var adopted = adopted(client);
                var adoptedToo = adopted(accepted)) {
            assertThat(adopted.peer()).isEqualTo(client.getpeername());
            assertThat(adoptedToo.peer()).isEqualTo(accepted.getpeername());
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofFromfdAndDup(StreamFamily family) throws Exception {
        try (var listener = family.listener();
                var client = family.connected(listener);
                var fromfd = Socket.fromfd(client.fileno());
                var dup = client.dup();
                var dupOfFromfd = fromfd.dup()) {
            assertThat(fromfd.peer()).isEqualTo(listener.getsockname());
            assertThat(dup.peer()).isEqualTo(listener.getsockname());
            assertThat(dupOfFromfd.peer()).isEqualTo(listener.getsockname());
        }
    }

    @Test
    void ofConnectedDatagramsThatAreAdopted() throws Exception {
        try (var far = Socket.udp().bind("127.0.0.1", 0);
                var near = Socket.udp().connect(far.getsockname());
                var adopted = adopted(near)) {
            assertThat(adopted.peer()).isEqualTo(far.getsockname());
        }
    }

    @Test
    void ofWhatWasReceived() throws Exception {
        try (var listener = StreamFamily.TCP.listener();
                var client = StreamFamily.TCP.connected(listener);
                var pair = Socket.socketpair()) {
            pair.first().sendFds(new byte[1], client);
            try (var message = pair.second().recvFds(1, 1);
                    var received = message.descriptors().getFirst().socket()) {
                assertThat(received.peer()).isEqualTo(listener.getsockname());
            }
        }
    }

    @Test
    void ofWhatIsNotConnectedItIsNull() throws Exception {
        try (var listener = StreamFamily.TCP.listener();
                var udp = Socket.udp().bind("127.0.0.1", 0);
                var adoptedListener = adopted(listener);
                var adoptedUdp = adopted(udp)) {
            assertThat(adoptedListener.peer()).isNull();
            assertThat(adoptedUdp.peer()).isNull();
        }
    }
}
