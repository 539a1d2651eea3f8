package io.sockeye.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The document's Python programs talk to ours, both ways, and say what they say to each other. */
class DocumentTest {
    private static final String WELCOME = "welcome to my service~";
    private static final String HELLO = "你好,服务器,我来找你了~";

    private final int port = Running.freePort();
    private final String portText = Integer.toString(port);

    DocumentTest() throws Exception {}

    @Test
    void ourTcpServerAndThePythonClient() throws Exception {
        try (var server = Running.sockeye("run", "tcp-server", "--port", portText).awaitListening(port);
                var first = Running.python("tcp_client.py", port)) {
            assertGreets(server, first);
            try (var second = Running.python("tcp_client.py", port)) {
                assertGreets(server, second);
            }
        }
    }

    @Test
    void thePythonTcpServerAndOurClient() throws Exception {
        try (var server = Running.python("tcp_server.py", port).awaitListening(port);
                var client = Running.sockeye("run", "tcp-client", "--port", portText)) {
            assertGreets(server, client);
        }
    }

    @Test
    void ourTcpServerAndOurClient() throws Exception {
        try (var server = Running.sockeye("run", "tcp-server", "--port", portText).awaitListening(port);
                var client = Running.sockeye("run", "tcp-client", "--port", portText)) {
            assertGreets(server, client);
        }
    }

    private static void assertGreets(Running server, Running client) throws Exception {
        assertThat(client.lines()).containsExactly(WELCOME);
        assertThat(client.status()).isZero();
        assertThat(server.line()).isEqualTo(HELLO);
        assertThat(server.isAlive()).isTrue();
    }

    @Test
    void ourSelectServerAndThePythonClient() throws Exception {
        try (var server = Running.sockeye("run", "select-server", "--port", portText).awaitListening(port)) {
            for (int i = 0; i < 2; i++) {
                try (var client = Running.python("select_client.py", port)) {
                    assertAnswers(server, client);
                }
            }
        }
    }

    @Test
    void thePythonSelectServerAndOurClient() throws Exception {
        try (var server = Running.python("select_server.py", port).awaitListening(port);
                var client = Running.sockeye("run", "select-client", "--port", portText)) {
            assertAnswers(server, client);
        }
    }

    private static void assertAnswers(Running server, Running client) throws Exception {
        assertThat(client.lines()).containsExactly("你好");
        assertThat(client.status()).isZero();
        var accepted = server.line();
        assertThat(accepted).matches("accpet,ip\\[127\\.0\\.0\\.1],port\\[[0-9]+]");
        assertThat(server.line()).isEqualTo("你");
        assertThat(server.line()).isEqualTo(accepted.replace("accpet", "exit"));
    }

    /** The document's server names whoever connected last; ours names the one that leaves. */
    @Test
    void theExitMessageHasTheAddressOfTheOneThatLeaves() throws Exception {
        try (var server = Running.sockeye("run", "select-server", "--port", portText).awaitListening(port);
                var first = Running.connect(port)) {
            assertThat(server.line()).endsWith("port[" + first.getLocalPort() + "]");
            try (var second = Running.connect(port)) {
                assertThat(server.line()).endsWith("port[" + second.getLocalPort() + "]");
                first.shutdownOutput();
                assertThat(server.line()).isEqualTo("exit,ip[127.0.0.1],port[" + first.getLocalPort() + "]");
            }
        }
    }

    /** A client that dies is named on standard error, and the server goes on. */
    @Test
    void clientsThatDieEndNeitherServer() throws Exception {
        for (var name : new String[] {"tcp-server", "select-server"}) {
            int port = Running.freePort();
            try (var server = Running.sockeye("run", name, "--port", Integer.toString(port)).awaitListening(port)) {
                for (int i = 0; i < 3; i++) {
                    try (var client = Running.connect(port)) {
                        client.setSoLinger(true, 0);
                    }
                }
                try (var client = Running.connect(port)) {
                    client.getOutputStream().write('x');
                    assertThat(client.getInputStream().readNBytes(1)).hasSize(1);
                }
                assertThat(server.isAlive()).as(name).isTrue();
            }
        }
    }

    @Test
    void theDemoEndsByItselfAndShowsTheExchange() throws Exception {
        try (var demo = Running.sockeye("demo")) {
            var lines = demo.lines();
            assertThat(demo.status()).isZero();
            assertThat(demo.errors()).isEmpty();
            assertThat(lines.getFirst()).startsWith("select-server listens at 127.0.0.1:");
            assertThat(lines).filteredOn(Pattern.compile("client .* says 你").asMatchPredicate()).hasSize(3);
            assertThat(lines).filteredOn(Pattern.compile("client .* is told 你好").asMatchPredicate()).hasSize(3);
            assertThat(lines).filteredOn(line -> line.startsWith("exit,ip[127.0.0.1],port[")).hasSize(3);
            assertThat(lines.getLast()).isEqualTo("Next: ./sockeye list");
        }
    }
}
