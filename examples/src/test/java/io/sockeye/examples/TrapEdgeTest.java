package io.sockeye.examples;

import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.Epoll;
import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Round by round: what the edge-triggered loop must not leave out. */
class TrapEdgeTest {
    private static final int BUFFER_BYTES = 1 << 10;
    private static final int FLOOD_BYTES = 64 * BUFFER_BYTES;
    private static final int TURN_BYTES = EchoEpollEdge.STEPS * BUFFER_BYTES;

    @Test
    void trap41_aFlooderHasItsTurnAndKeepsWhatItHasNotHad() throws Exception {
        try (var server = Socket.createServer(SockaddrIn.of("127.0.0.1", 0));
                var flooder = Socket.tcp().connect(server.getsockname());
                var quiet = Socket.tcp().connect(server.getsockname());
                var clients = new EchoClients(server, BUFFER_BYTES);
                var epoll = Epoll.create()) {
            // On loopback what is sent has arrived: this is all that the server finds from the first round on.
            flooder.sendall(new byte[FLOOD_BYTES]);
            quiet.sendall(new byte[1]);
            var echo = new EchoEpollEdge(server, clients, epoll);
            int had = 0;
            int rounds = 0;
            while (quiet.tryRecv(new byte[1]) < 0) {
                echo.round();
                rounds++;
                had += Math.max(0, flooder.tryRecv(new byte[FLOOD_BYTES]));
                assertThat(had).isLessThanOrEqualTo(rounds * TURN_BYTES);
            }
            // Two are accepted, each in a round of its own, and served in the next.
            assertThat(rounds).isLessThanOrEqualTo(3);

            while (had < FLOOD_BYTES) {
                // No edge comes any more. Without the rest of the flood in its queue, the loop would wait for ever.
                echo.round();
                had += Math.max(0, flooder.tryRecv(new byte[FLOOD_BYTES]));
            }
        }
    }

    @Test
    void anEndOfStreamThatCameWithTheDataIsNotMissed() throws Exception {
        try (var server = Socket.createServer(SockaddrIn.of("127.0.0.1", 0));
                var client = Socket.tcp().connect(server.getsockname());
                var clients = new EchoClients(server, BUFFER_BYTES);
                var epoll = Epoll.create()) {
            client.settimeout(Duration.ofSeconds(10));
            client.sendall(new byte[1]);
            client.shutdown(SHUT_WR);
            var echo = new EchoEpollEdge(server, clients, epoll);

            // The first round accepts. In the second, one edge reports both: no other will come.
            echo.round();
            echo.round();

            assertThat(client.recv(2)).hasSize(1);
            assertThat(client.recv(2)).as("the server has closed its end").isEmpty();
        }
    }
}
