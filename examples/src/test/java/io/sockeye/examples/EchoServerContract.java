package io.sockeye.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code echo-server} by each mechanism, one process for its tests: what some clients do to it, the next ones do not notice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EchoServerContract {
    private final String mux;
    private int port;
    private Running server;

    EchoServerContract(String mux) {
        this.mux = mux;
    }

    @BeforeAll
    void start() throws Exception {
        port = Running.freePort();
        server = Running.sockeye("run", "echo-server", "--mux", mux, "--port", Integer.toString(port))
                .awaitListening(port);
    }

    @AfterEach
    void theServerStillAnswers() throws Exception {
        try (var client = connect()) {
            client.write(ByteBuffer.wrap("ping".getBytes(UTF_8)));
            var answer = ByteBuffer.allocate(4);
            while (answer.hasRemaining()) {
                assertThat(client.read(answer)).isPositive();
            }
            assertThat(answer.array()).asString(UTF_8).isEqualTo("ping");
        }
        assertThat(server.isAlive()).isTrue();
    }

    @AfterAll
    void end() throws Exception {
        server.close();
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    @Test
    void aHundredClientsGetAMebibyteBack() throws Exception {
        assertClientsAreEchoed(100);
    }

    private void assertClientsAreEchoed(int count) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < count; i++) {
                var bytes = new byte[1 << 20];
                new Random(i).nextBytes(bytes);
                clients.add(threads.submit(() -> isEchoed(bytes)));
            }
            for (var client : clients) {
                assertThat(client.get()).isTrue();
            }
        }
    }

    private boolean isEchoed(byte[] bytes) throws Exception {
        try (var client = connect();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> send = () -> {
                // On a virtual thread a blocking channel may write a part.
                for (var message = ByteBuffer.wrap(bytes); message.hasRemaining();) {
                    client.write(message);
                }
                client.shutdownOutput();
                return true;
            };
            var sent = threads.submit(send);
            var received = ByteBuffer.allocate(bytes.length + 1);
            while (client.read(received) >= 0) {}
            return sent.get() && received.flip().equals(ByteBuffer.wrap(bytes));
        }
    }

    @Test
    void aClientThatNeverReadsDoesNotStopTheOthers() throws Exception {
        try (var deaf = connect()) {
            fill(deaf);
            assertClientsAreEchoed(10);
        }
    }

    @Test
    void aClientThatResetsTheConnectionDoesNotEndTheServer() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (var dies = connect()) {
                dies.setOption(StandardSocketOptions.SO_LINGER, 0);
                dies.write(ByteBuffer.wrap("last words".getBytes(UTF_8)));
            }
        }
        try (var dies = connect()) {
            dies.setOption(StandardSocketOptions.SO_LINGER, 0);
            fill(dies);
        }
    }

    /** Sends until neither the server nor the kernel takes any more. */
    private static void fill(SocketChannel client) throws IOException {
        client.configureBlocking(false);
        var bytes = ByteBuffer.allocate(1 << 20);
        int refused = 0;
        while (refused < 100) {
            int count = client.write(bytes.clear());
            refused = count == 0 ? refused + 1 : 0;
            if (count == 0) {
                Thread.onSpinWait();
            }
        }
    }
}
