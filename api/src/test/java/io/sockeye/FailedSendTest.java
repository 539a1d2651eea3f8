package io.sockeye;

import static io.sockeye.bindings.PollConstants.POLLERR;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.support.QueuedErrors;
import io.sockeye.support.ThreadKind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An exception of a send to an address names that address, as connect's does. */
class FailedSendTest {
    @Test
    void sendtoThatFailsSaysWhereTo() throws Exception {
        var broadcast = Sockaddr.of("255.255.255.255", 9);
        try (var udp = Socket.udp()) {
            assertThatThrownBy(() -> udp.sendto(new byte[1], broadcast))
                    .isInstanceOf(PermissionException.class)
                    .hasMessageContaining(broadcast.toString());
        }
    }

    @Test
    void sendtoThatIsTooLongSaysWhereTo() throws Exception {
        var anywhere = Sockaddr.of("127.0.0.1", 9);
        try (var udp = Socket.udp()) {
            assertThatThrownBy(() -> udp.sendto(new byte[1 << 16], anywhere))
                    .isInstanceOf(ErrnoException.class)
                    .hasMessageContaining(anywhere.toString());
        }
    }

    @Test
    void sendtoToAUnixAddressThatIsMissingSaysWhereTo(@TempDir Path folder) throws Exception {
        var missing = SockaddrUn.path(folder.resolve("missing").toString());
        try (var unix = new Socket(AF_UNIX,
                SOCK_DGRAM, 0)) {
            assertThatThrownBy(() -> unix.sendto(new byte[1], missing))
                    .isInstanceOf(ErrnoException.class)
                    .hasMessageContaining(missing.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendmsgThatFailsSaysWhereTo(ThreadKind kind) throws Exception {
        var broadcast = Sockaddr.of("255.255.255.255", 9);
        try (var udp = Socket.udp();
                var message = Message.allocate(1).address(broadcast)) {
            assertThatThrownBy(kind.start(() -> udp.sendmsg(message))::result)
                    .isInstanceOf(PermissionException.class)
                    .hasMessageContaining(broadcast.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendmmsgThatFailsSaysWhereTheFirstDatagramWasToGo(ThreadKind kind) throws Exception {
        var broadcast = Sockaddr.of("255.255.255.255", 9);
        try (var udp = Socket.udp().bind("127.0.0.1", 0);
                var batch = new MessageBatch(3, 1)) {
            batch.lengthOfAll(1);
            batch.addressOfAll(udp.getsockname());
            batch.address(1, broadcast);
            assertThat(udp.sendmmsg(batch, 0, 3, 0)).as("the first, which arrives").isEqualTo(1);
            assertThatThrownBy(kind.start(() -> udp.sendmmsg(batch, 1, 2, 0))::result)
                    .isInstanceOf(PermissionException.class)
                    .hasMessageContaining(broadcast.toString());
        }
    }

    @Test
    void aConnectedSocketThatFailsToSendSaysWhereTo() throws Exception {
        Sockaddr gone;
        try (var other = Socket.udp().bind("127.0.0.1", 0)) {
            gone = other.getsockname();
        }
        try (var udp = Socket.udp().connect(gone);
                var message = Message.allocate(1).address(gone)) {
            udp.send(new byte[1]);
            QueuedErrors.awaitReport(udp, POLLERR);
            assertThatThrownBy(() -> udp.sendmsg(message))
                    .isInstanceOf(ConnectionRefusedException.class)
                    .hasMessageContaining(gone.toString());
        }
    }
}
