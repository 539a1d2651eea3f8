package io.sockeye.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"select-server", "poll-server", "epoll-server"})
    void ourServerAndThePythonClient(String name) throws Exception {
        try (var server = Running.sockeye("run", name, "--port", portText).awaitListening(port)) {
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
    @ParameterizedTest
    @ValueSource(strings = {"select-server", "poll-server", "epoll-server"})
    void theExitMessageHasTheAddressOfTheOneThatLeaves(String name) throws Exception {
        try (var server = Running.sockeye("run", name, "--port", portText).awaitListening(port);
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
    @ParameterizedTest
    @ValueSource(strings = {"tcp-server", "select-server", "poll-server", "epoll-server"})
    void clientsThatDieDoNotEndTheServer(String name) throws Exception {
        try (var server = Running.sockeye("run", name, "--port", portText).awaitListening(port)) {
            for (int i = 0; i < 3; i++) {
                try (var client = Running.connect(port)) {
                    client.setSoLinger(true, 0);
                }
            }
            try (var client = Running.connect(port)) {
                client.getOutputStream().write('x');
                assertThat(client.getInputStream().readNBytes(1)).hasSize(1);
            }
            assertThat(server.isAlive()).isTrue();
        }
    }

    /** A user's way to try it: {@code printf 你 | nc 127.0.0.1 6000}. */
    @ParameterizedTest
    @ValueSource(strings = {"select-server", "poll-server", "epoll-server"})
    void netcatIsAnsweredBesideAClientThatSaysNothing(String name) throws Exception {
        assumeTrue(Running.exists("nc"), "there is no nc");
        try (var server = Running.sockeye("run", name, "--port", portText).awaitListening(port);
                var silent = Running.connect(port);
                var nc = Running.command(List.of("sh", "-c", "printf 你 | nc -N 127.0.0.1 " + port))) {
            assertThat(nc.lines()).containsExactly("你好");
            assertThat(nc.status()).isZero();
            assertThat(silent.isConnected()).isTrue();
            assertThat(server.isAlive()).isTrue();
        }
    }

    /** A diff of two of the three shows what the mechanism is about, and nothing else. */
    @ParameterizedTest
    @CsvSource({"Select, Poll, poll", "Poll, Epoll, epoll", "Select, Epoll, epoll"})
    void theServersDifferInTheirMechanismOnly(String one, String other, String word) throws Exception {
        var folder = Running.root().resolve("examples/src/main/java/io/sockeye/examples");
        var lines = Files.readAllLines(folder.resolve(other + "Server.java"));
        assertThat(lines).hasSizeLessThan(90);

        lines.removeAll(Files.readAllLines(folder.resolve(one + "Server.java")));
        assertThat(lines).hasSizeBetween(8, 14).allMatch(line -> line.toLowerCase(Locale.ROOT).contains(word)
                || line.contains("event.item()"));
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
