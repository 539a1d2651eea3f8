package io.sockeye.examples;

import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_SNDBUF;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sockeye.Socket;
import io.sockeye.SocketPair;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One client of the echo server, step by step. */
class EchoConnectionTest {
    private final Arena arena = Arena.ofShared();
    private final EchoBuffer buffer = new EchoBuffer(arena, 1024);
    private final SocketPair pair = Socket.socketpair();
    private final Socket client = pair.first();
    private final EchoConnection connection = new EchoConnection(pair.second(), 0);

    EchoConnectionTest() throws Exception {}

    @AfterEach
    void close() {
        pair.close();
        arena.close();
    }

    @Test
    void aStepSendsBackWhatItReads() throws Exception {
        client.sendall(new byte[] {1, 2, 3});

        assertThat(connection.step(buffer)).isEqualTo(EchoConnection.Step.SHORT);
        assertThat(client.recv(10)).containsExactly(1, 2, 3);
        assertThat(connection.step(buffer)).isEqualTo(EchoConnection.Step.DRY);
    }

    @Test
    void aFullBufferMayNotBeAll() throws Exception {
        client.sendall(new byte[1025]);

        assertThat(connection.step(buffer)).isEqualTo(EchoConnection.Step.FULL);
        assertThat(connection.step(buffer)).isEqualTo(EchoConnection.Step.SHORT);
        assertThat(client.recv(2048)).hasSize(1025);
    }

    @Test
    void theEndOfAClientIsTheEnd() throws Exception {
        client.shutdown(SHUT_WR);

        assertThat(connection.step(buffer)).isEqualTo(EchoConnection.Step.ENDED);
    }

    @Test
    void aClientThatDiesIsAnEndToo() throws Exception {
        client.sendall(new byte[1]);
        client.close();

        // EPIPE, or what was unread resets the connection.
        assertThat(connection.step(buffer)).isEqualTo(EchoConnection.Step.ENDED);
    }

    @Test
    void whatIsNotTakenIsKeptAndNoMoreIsRead() throws Exception {
        pair.second().setsockopt(SOL_SOCKET, SO_SNDBUF, 1);
        long sent = 0;
        long received = 0;
        while (!connection.isBehind()) {
            sent += client.send(new byte[1024]);
            connection.step(buffer);
        }
        sent += client.send(new byte[1]);
        assertThat(connection.step(buffer)).isEqualTo(EchoConnection.Step.BEHIND);

        while (received < sent) {
            received += client.recv(new byte[1 << 16]);
            connection.step(buffer);
        }
        assertThat(received).isEqualTo(sent);
        assertThat(connection.step(buffer)).isEqualTo(EchoConnection.Step.DRY);
    }

    @Test
    void aStepMakesNoObject() throws Exception {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var message = new byte[64];
        long allocated = Long.MAX_VALUE;
        // Until it is compiled, what only escapes in the interpreter counts too.
        for (int round = 0; round < 100 && allocated > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                client.trySend(message);
                connection.step(buffer);
                client.tryRecv(message);
                connection.step(buffer);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).isZero();
    }
}
