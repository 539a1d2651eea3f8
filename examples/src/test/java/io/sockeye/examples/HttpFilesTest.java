package io.sockeye.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code http-files}, one process for all tests: what a client does to it, the next ones do not notice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpFilesTest {
    @TempDir
    static Path folder;

    private final byte[] big = new byte[5_000_000];
    private int port;
    private Running server;

    @BeforeAll
    void start() throws Exception {
        var web = Files.createDirectory(folder.resolve("web"));
        Files.writeString(folder.resolve("secret"), "secret");
        Files.writeString(web.resolve("a+ b.txt"), "hello");
        Files.createFile(web.resolve("empty"));
        Files.createSymbolicLink(web.resolve("out"), folder.resolve("secret"));
        new Random(1).nextBytes(big);
        Files.write(web.resolve("big"), big);
        port = Running.freePort();
        server = Running.sockeye("run", "http-files", "--folder", web.toString(), "--port", Integer.toString(port))
                .awaitListening(port);
    }

    @AfterAll
    void end() throws Exception {
        server.close();
    }

    @AfterEach
    void theServerStillAnswers() throws Exception {
        assertThat(talk("GET /a+%20b.txt HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 OK\r\n")
                .endsWith("\r\n\r\nhello");
        assertThat(server.isAlive()).isTrue();
    }

    /** All that comes back until the server ends the connection. */
    private String talk(String requests) throws IOException {
        try (var client = Running.connect(port)) {
            client.getOutputStream().write(requests.getBytes(ISO_8859_1));
            return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nope", "/../secret", "/%2e%2e/secret", "/..%2fsecret", "//../secret", "/out", "/", "/a+%20b.txt/",
                "/big/.."})
    void whatIsNoFileOfTheFolderIsNotFound(String path) throws Exception {
        assertThat(talk("GET " + path + " HTTP/1.0\r\n\r\n"))
                .startsWith("HTTP/1.1 404 Not Found\r\n")
                .contains("\r\nContent-Length: 0\r\n")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET", "GET /", "GET x HTTP/1.1", "GET /%zz HTTP/1.1", "GET /%00 HTTP/1.1", "GET / FTP/1.1"})
    void whatIsNoRequestIsABadOne(String line) throws Exception {
        assertThat(talk(line + "\r\n\r\nGET /empty HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 400 Bad Request\r\n")
                .doesNotContain("200 OK");
    }

    @Test
    void otherMethodsAndLongRequestsAreRefusedAndTheirBodiesAreNoRequests() throws Exception {
        assertThat(talk("POST /empty HTTP/1.1\r\nContent-Length: 40\r\n\r\nGET /empty HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r\n")
                .doesNotContain("200 OK");
        assertThat(talk("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void requestsAheadAreAnsweredInTheirOrder() throws Exception {
        var answer = talk(String.join(
                "\r\n\r\n", "GET /a+%20b.txt?x HTTP/1.1", "HEAD /big HTTP/1.1",
                "GET /empty HTTP/1.1\r\nConnection: close",
                "GET /big HTTP/1.1", ""));

        assertThat(answer.split("HTTP/1.1 200 OK\r\n", -1)).hasSize(4)
                .satisfiesExactly(
                        nothing -> assertThat(nothing).isEmpty(),
                        first -> assertThat(first).contains("Content-Length: 5\r\n").endsWith("\r\n\r\nhello"),
                        second -> assertThat(second).contains("Content-Length: 5000000\r\n").endsWith("\r\n\r\n"),
                        third -> assertThat(third).contains("Content-Length: 0\r\n").endsWith("\r\n\r\n"));
    }

    @Test
    void aLargeFileComesWholeThoughTheClientIsSlow() throws Exception {
        try (var client = Running.connect(port)) {
            client.getOutputStream().write("GET /big HTTP/1.0\r\n\r\n".getBytes(ISO_8859_1));
            // Meanwhile it is full, and others are served.
            theServerStillAnswers();
            var answer = client.getInputStream().readAllBytes();
            assertThat(new String(answer, answer.length - big.length, big.length, ISO_8859_1))
                    .isEqualTo(new String(big, ISO_8859_1));
        }
    }

    @Test
    void aClientThatLeavesInTheMiddleTakesNobodyWithIt() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (var client = Running.connect(port)) {
                client.getOutputStream().write("GET /big HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1));
                assertThat(client.getInputStream().read()).isEqualTo('H');
                client.setSoLinger(true, 0);
            }
        }
    }

    @Test
    void curlGetsTheFile() throws Exception {
        assumeTrue(Running.exists("curl"), "there is no curl");
        var copy = folder.resolve("copy");
        var address = "http://127.0.0.1:" + port;
        try (var curl = Running.command(
                List.of("curl", "-sS", "--fail", "-o", copy.toString(), address + "/big", address + "/a+%20b.txt"))) {
            assertThat(curl.lines()).containsExactly("hello");
            assertThat(curl.errors()).isEmpty();
            assertThat(curl.status()).isZero();
        }
        assertThat(copy).hasBinaryContent(big);
    }

    @Test
    void wrkWithAThousandConnectionsFindsNoError() throws Exception {
        assumeTrue(Running.exists("wrk"), "there is no wrk");
        try (var wrk = Running.command(List.of(
                "wrk", "-t", "2", "-c", "1000", "-d", "3s", "--timeout", "30s",
                "http://127.0.0.1:" + port + "/a+%20b.txt"))) {
            var lines = wrk.lines();
            assertThat(wrk.status()).isZero();
            assertThat(lines).anyMatch(line -> line.matches(" +[1-9][0-9]* requests in .*"));
            assertThat(lines).noneMatch(line -> line.contains("Socket errors") || line.contains("Non-2xx"));
        }
    }
}
