package io.sockeye.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** {@code tcp-proxy}: both sides see what they would see without it. */
class TcpProxyTest {
    private final int port = Running.freePort();
    private final byte[] bytes = new byte[5_000_000];

    TcpProxyTest() throws Exception {
        new Random(1).nextBytes(bytes);
    }

    private Running proxy(int to) throws Exception {
        return Running.sockeye(
                "run", "tcp-proxy", "--port", Integer.toString(port), "--to", "127.0.0.1:" + to).awaitListening(port);
    }

    /** The other end takes nothing until all is said, so what is between them is full for a time. */
    @Test
    void eachDirectionEndsOnItsOwn() throws Exception {
        try (var behind = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var proxy = proxy(behind.getLocalPort());
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var client = Running.connect(port);
                var server = behind.accept()) {
            var said = threads.submit(() -> {
                client.getOutputStream().write(bytes);
                client.shutdownOutput();
                return null;
            });
            assertThat(server.getInputStream().readAllBytes()).isEqualTo(bytes);
            said.get();
            // The client has ended its direction, and can still be answered.
            var answered = threads.submit(() -> {
                server.getOutputStream().write(bytes);
                server.shutdownOutput();
                return null;
            });
            assertThat(client.getInputStream().readAllBytes()).isEqualTo(bytes);
            answered.get();
            assertThat(proxy.isAlive()).isTrue();
        }
    }

    @Test
    void aClientThatDiesEndsItsConnectionToTheServerAndNothingElse() throws Exception {
        try (var behind = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                var proxy = proxy(behind.getLocalPort())) {
            var client = Running.connect(port);
            try (var server = behind.accept()) {
                client.setSoLinger(true, 0);
                client.close();
                assertThat(server.getInputStream().read()).isEqualTo(-1);
            }
            try (var next = Running.connect(port);
                    var server = behind.accept()) {
                next.getOutputStream().write('x');
                assertThat(server.getInputStream().read()).isEqualTo('x');
            }
            assertThat(proxy.isAlive()).isTrue();
        }
    }

    @Test
    void nobodyBehindItEndsTheConnection() throws Exception {
        try (var proxy = proxy(Running.freePort());
                var client = Running.connect(port)) {
            assertThat(proxy.errorLine()).contains("ECONNREFUSED");
            assertThat(read(client)).isEqualTo(-1);
            assertThat(proxy.isAlive()).isTrue();
        }
    }

    private static int read(Socket client) throws IOException {
        return client.getInputStream().read();
    }
}
