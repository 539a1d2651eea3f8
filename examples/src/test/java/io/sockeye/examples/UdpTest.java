package io.sockeye.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** {@code udp-server} and {@code udp-client}, and the document's. */
class UdpTest {
    private static final String OURS = " class io.sockeye.Datagram";
    private static final String PYTHONS = " <class 'tuple'>";

    private final int port = Running.freePort();
    private final String portText = Integer.toString(port);

    UdpTest() throws Exception {}

    @Test
    void ourServerAndThePythonClient() throws Exception {
        try (var server = ourServer()) {
            for (int i = 0; i < 2; i++) {
                try (var client = Running.python("udp_client.py", port)) {
                    assertTalk(server, OURS, client, PYTHONS);
                }
            }
        }
    }

    @Test
    void thePythonServerAndOurClient() throws Exception {
        try (var server = Running.python("udp_server.py", port).awaitBound(port);
                var client = ourClient()) {
            assertTalk(server, PYTHONS, client, OURS);
        }
    }

    @Test
    void ourServerAndOurClient() throws Exception {
        try (var server = ourServer();
                var client = ourClient()) {
            assertTalk(server, OURS, client, OURS);
        }
    }

    private Running ourServer() throws Exception {
        return Running.sockeye("run", "udp-server", "--port", portText).awaitBound(port);
    }

    private Running ourClient() throws Exception {
        return Running.sockeye("run", "udp-client", "--port", portText);
    }

    private void assertTalk(Running server, String serverType, Running client, String clientType) throws Exception {
        assertThat(client.lines()).containsExactly(
                "你好,我是服务器~" + clientType, "serviceIp[127.0.0.1],servicePort[" + port + "]");
        assertThat(client.status()).isZero();
        assertThat(server.line()).isEqualTo("服务器,我来了" + serverType);
        assertThat(server.line()).matches("clientip\\[127\\.0\\.0\\.1],clientPort\\[[0-9]+]");
    }

    /** The document's server cuts after 1024 bytes, and ends when that is inside of a character. */
    @Test
    void theLongestDatagramComesWhole() throws Exception {
        var text = "好".repeat(65_507 / 3);
        var bytes = text.getBytes(UTF_8);
        try (var server = ourServer();
                var client = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            client.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
            assertThat(server.line()).isEqualTo(text + OURS);
            assertThat(server.line()).isEqualTo("clientip[127.0.0.1],clientPort[" + client.getLocalPort() + "]");
        }
    }

    /** The document's client would wait for ever. */
    @Test
    void aServerThatIsNotThereIsOneLineAndStatus1() throws Exception {
        try (var client = ourClient()) {
            assertThat(client.errors()).singleElement().asString().contains("ECONNREFUSED");
            assertThat(client.status()).isEqualTo(1);
        }
    }
}
