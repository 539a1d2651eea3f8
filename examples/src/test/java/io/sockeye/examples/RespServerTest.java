package io.sockeye.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code resp-server}, one process for all tests: what a client does to it, the next ones do not notice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RespServerTest {
    private int port;
    private Running server;

    @BeforeAll
    void start() throws Exception {
        port = Running.freePort();
        server = Running.sockeye("run", "resp-server", "--port", Integer.toString(port)).awaitListening(port);
    }

    @AfterAll
    void end() throws Exception {
        server.close();
    }

    @AfterEach
    void theServerStillAnswers() throws Exception {
        assertTalk("PING\r\n", "+PONG\r\n");
        assertThat(server.isAlive()).isTrue();
    }

    private void assertTalk(String requests, String answers) throws IOException {
        try (var client = Running.connect(port)) {
            client.getOutputStream().write(requests.getBytes(ISO_8859_1));
            assertThat(new String(client.getInputStream().readNBytes(answers.length()), ISO_8859_1)).isEqualTo(answers);
        }
    }

    @Test
    void requestsAheadAreAnsweredInTheirOrder() throws Exception {
        var requests = "*3|$3|SET|$1|k|$6|\n\0x...|*2|$3|get|$1|k||DEL k|GET k|nosuch|PING|";
        var answers = "+OK|$6|\n\0x...|:1|$-1|-ERR unknown command, or a wrong number of arguments|+PONG|";
        assertTalk(requests.replace("|", "\r\n"), answers.replace("|", "\r\n"));
    }

    @Test
    void aRequestMayComeByteByByte() throws Exception {
        try (var client = Running.connect(port)) {
            client.setTcpNoDelay(true);
            for (byte one : "*2\r\n$4\r\nECHO\r\n$5\r\nhello\r\n".getBytes(ISO_8859_1)) {
                client.getOutputStream().write(one);
            }
            assertThat(client.getInputStream().readNBytes(11)).asString(ISO_8859_1).isEqualTo("$5\r\nhello\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*-1\r\n", "*x\r\n", "*2000000\r\n", "*1\r\n$-5\r\n", "*1\r\n$2147483647\r\n", "*1\r\nPING\r\n"})
    void whatIsNotTheProtocolEndsTheConnection(String words) throws Exception {
        try (var client = Running.connect(port)) {
            client.getOutputStream().write(words.getBytes(ISO_8859_1));
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aRequestWithoutWordsIsNotAnswered() throws Exception {
        assertTalk("*0\r\n\r\n  \r\nPING\r\n", "+PONG\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"50 1", "1000 1", "1000 16"})
    void redisBenchmarkFindsNoError(String clientsAndPipeline) throws Exception {
        assumeTrue(Running.exists("redis-benchmark"), "there is no redis-benchmark");
        var words = clientsAndPipeline.split(" ", -1);
        try (var benchmark = Running.command(List.of(
                "redis-benchmark", "-p", Integer.toString(port), "-t", "ping,set,get", "-n", "20000", "--csv",
                "-c", words[0], "-P", words[1]))) {
            assertThat(benchmark.lines()).filteredOn(line -> line.matches("\"(PING_INLINE|PING_MBULK|SET|GET)\",.*"))
                    .hasSize(4);
            assertThat(benchmark.errors()).noneMatch(line -> line.contains("Error"));
            assertThat(benchmark.status()).isZero();
        }
    }
}
