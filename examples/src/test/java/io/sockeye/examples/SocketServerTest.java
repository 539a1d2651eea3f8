package io.sockeye.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code socketserver} and its client, and the document's. */
class SocketServerTest {
    private static final String ANSWER = "这里是socketserver,你好";

    private final int port = Running.freePort();
    private final String portText = Integer.toString(port);

    SocketServerTest() throws Exception {}

    @Test
    void ourServerAndThePythonClient() throws Exception {
        try (var server = ourServer("--port", portText)) {
            for (int i = 0; i < 2; i++) {
                try (var client = Running.python("socketserver_client.py", port)) {
                    assertTalk(server, client);
                }
            }
        }
    }

    @Test
    void thePythonServerAndOurClient() throws Exception {
        try (var server = Running.python("socketserver_server.py", port).awaitListening(port);
                var client = ourClient()) {
            assertTalk(server, client);
        }
    }

    @Test
    void ourVirtualServerAndOurClient() throws Exception {
        try (var server = ourServer("--virtual", "--port", portText);
                var client = ourClient()) {
            assertTalk(server, client);
        }
    }

    private Running ourServer(String first, String... others) throws Exception {
        var arguments = new String[others.length + 3];
        arguments[0] = "run";
        arguments[1] = "socketserver";
        arguments[2] = first;
        System.arraycopy(others, 0, arguments, 3, others.length);
        return Running.sockeye(arguments).awaitListening(port);
    }

    private Running ourClient() throws Exception {
        return Running.sockeye("run", "socketserver-client", "--port", portText);
    }

    private static void assertTalk(Running server, Running client) throws Exception {
        assertThat(client.lines()).containsExactly(ANSWER);
        assertThat(client.status()).isZero();
        assertThat(server.line()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSilentClientKeepsNobodyWaiting(boolean virtual) throws Exception {
        try (var server = virtual ? ourServer("--virtual", "--port", portText) : ourServer("--port", portText);
                var silent = Running.connect(port);
                var client = Running.connect(port)) {
            assertThat(answer(client, "hello".getBytes(UTF_8))).isEqualTo(ANSWER);
            assertThat(server.line()).isEqualTo("hello");
            assertThat(answer(silent, "at last".getBytes(UTF_8))).isEqualTo(ANSWER);
        }
    }

    /** The document's handler fails, and its client is told nothing. */
    @Test
    void halfACharacterIsAnsweredToo() throws Exception {
        try (var server = ourServer("--port", portText);
                var client = Running.connect(port)) {
            assertThat(answer(client, new byte[] {'a', (byte) 0xe4, (byte) 0xbd})).isEqualTo(ANSWER);
            assertThat(server.line()).isEqualTo("a�");
        }
    }

    private static String answer(Socket client, byte[] words) throws IOException {
        client.getOutputStream().write(words);
        return new String(client.getInputStream().readAllBytes(), UTF_8);
    }
}
