package io.sockeye.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code upload-server} and {@code upload-client}, and the document's: a file arrives whole, or not at all. */
class UploadTest {
    private static final String RECEIVED = "已收到";
    private static final int MIB = 1 << 20;

    private final int port = Running.freePort();
    private final String portText = Integer.toString(port);

    @TempDir
    Path folder;

    private final byte[] picture = bytes(0, 3 * MIB + 1);
    private Path file = Path.of("");

    UploadTest() throws Exception {}

    @BeforeEach
    void write() throws IOException {
        file = Files.write(Files.createDirectory(folder.resolve("from")).resolve("windows编程模型.jpg"), picture);
    }

    private static byte[] bytes(int seed, int count) {
        var bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private Path to() throws IOException {
        return Files.createDirectories(folder.resolve("to"));
    }

    private Running ourServer(String out) throws Exception {
        return Running.sockeyeIn(to(), "run", "upload-server", "--port", portText, "--out", out).awaitListening(port);
    }

    @Test
    void ourServerAndThePythonClient() throws Exception {
        try (var server = Running.sockeyeIn(to(), "run", "upload-server", "--port", portText).awaitListening(port)) {
            for (int i = 0; i < 2; i++) {
                try (var client = Running.pythonIn(file.getParent(), "upload_client.py", port)) {
                    assertThat(client.status()).isZero();
                }
                assertThat(server.line()).startsWith("recv1.jpg: " + picture.length + " bytes from 127.0.0.1:");
                assertThat(to().resolve("recv1.jpg")).hasBinaryContent(picture);
            }
        }
        assertThat(to()).isDirectoryNotContaining(path -> !path.endsWith("recv1.jpg"));
    }

    @Test
    void thePythonServerAndOurClient() throws Exception {
        try (var server = Running.pythonIn(to(), "upload_server.py", port).awaitListening(port)) {
            send(Files.createFile(folder.resolve("empty")));
            send(file);
            // It takes this one when it is done with that, and ends with it.
            try (var last = Running.connect(port)) {
                last.getOutputStream().write("many".getBytes(UTF_8));
                assertThat(server.status()).isEqualTo(1);
            }
            assertThat(to().resolve("recv1.jpg")).hasBinaryContent(picture);
        }
    }

    @Test
    void ourServerAndOurClient() throws Exception {
        try (var server = ourServer("recv%d.jpg")) {
            send(file);
            assertThat(server.line()).startsWith("recv1.jpg: ");
            send(Files.createFile(folder.resolve("empty")));
            assertThat(server.line()).startsWith("recv2.jpg: 0 bytes ");
        }
        assertThat(to().resolve("recv1.jpg")).hasBinaryContent(picture);
        assertThat(to().resolve("recv2.jpg")).isEmptyFile();
    }

    private void send(Path file) throws Exception {
        try (var client = Running.sockeye("run", "upload-client", "--port", portText, file.toString())) {
            assertThat(client.errors()).isEmpty();
            assertThat(client.status()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1\n", "many\n", "5 \n", "\n", "../x\n", "999999999999999999\n", "99999999999999999999\n",
        "5\n1234"})
    void aSizeOrAFileThatIsWrongLeavesNothing(String words) throws Exception {
        try (var server = ourServer("a.jpg")) {
            try (var client = Running.connect(port)) {
                client.getOutputStream().write(words.getBytes(UTF_8));
                client.shutdownOutput();
                assertThat(server.errorLine()).startsWith("a.jpg: nothing from 127.0.0.1:");
            }
            assertTakesTheNext(server);
        }
    }

    /** The document's server is never done with a client that sends less than it said, and stores more than was said. */
    @Test
    void moreThanWasSaidAndAClientThatDiesLeaveNothing() throws Exception {
        try (var server = ourServer("a.jpg")) {
            try (var client = begin("5\n")) {
                client.getOutputStream().write("123456".getBytes(UTF_8));
                assertThat(server.errorLine()).endsWith("it says 5 bytes, and sends more");
            }
            try (var client = begin("1000000\n")) {
                client.getOutputStream().write(new byte[1000]);
                client.setSoLinger(true, 0);
            }
            assertThat(server.errorLine()).contains("ECONNRESET");
            assertTakesTheNext(server);
        }
    }

    /** As the document's client does, but in pieces: TCP keeps no borders. */
    @Test
    void theSizeMayComeInPieces() throws Exception {
        try (var server = ourServer("a.jpg");
                var client = Running.connect(port)) {
            client.setTcpNoDelay(true);
            client.getOutputStream().write('1');
            client.getOutputStream().write('0');
            assertThat(client.getInputStream().readNBytes(9)).asString(UTF_8).isEqualTo(RECEIVED);
            client.getOutputStream().write(bytes(1, 10));
            client.shutdownOutput();
            assertThat(server.line()).startsWith("a.jpg: 10 bytes ");
        }
    }

    /** What came before has left neither the file nor a part of it. */
    private void assertTakesTheNext(Running server) throws Exception {
        try (var client = begin("3\n")) {
            client.getOutputStream().write("abc".getBytes(UTF_8));
        }
        assertThat(server.line()).startsWith("a.jpg: 3 bytes ");
        assertThat(to().resolve("a.jpg")).hasContent("abc");
        assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("from") && !path.endsWith("to"));
        try (var files = Files.list(to())) {
            assertThat(files).hasSize(1);
        }
    }

    private Socket begin(String size) throws IOException {
        var client = Running.connect(port);
        client.getOutputStream().write(size.getBytes(UTF_8));
        assertThat(client.getInputStream().readNBytes(9)).asString(UTF_8).isEqualTo(RECEIVED);
        return client;
    }

    @Test
    void sixtyFourAtOnceAreAllRightInASmallHeap() throws Exception {
        var files = IntStream.range(0, 64).mapToObj(i -> bytes(i, MIB)).toList();
        var command = Running.sockeyeCommand(
                "run", "upload-server", "--port", portText, "--out", to().resolve("up-%d").toString());
        command.add(1, "-Xmx64m");
        try (var server = Running.command(command).awaitListening(port);
                var threads = Executors.newFixedThreadPool(64)) {
            threads.invokeAll(files.stream().<Callable<Boolean>>map(bytes -> () -> upload(bytes)).toList());
            for (int i = 0; i < 64; i++) {
                assertThat(server.line()).startsWith("up-");
            }
        }
        try (var stored = Files.list(to())) {
            assertThat(stored.map(path -> checksum(path))).hasSize(64)
                    .containsExactlyInAnyOrderElementsOf(files.stream().map(Arrays::hashCode).toList());
        }
    }

    private boolean upload(byte[] bytes) throws IOException {
        try (var client = begin(bytes.length + "\n")) {
            client.getOutputStream().write(bytes);
            return true;
        }
    }

    private static int checksum(Path path) {
        try {
            return Arrays.hashCode(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
