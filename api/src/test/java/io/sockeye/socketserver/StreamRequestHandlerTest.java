package io.sockeye.socketserver;

import static io.sockeye.bindings.InetConstants.IPPROTO_TCP;
import static io.sockeye.bindings.InetConstants.TCP_NODELAY;
import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.ConnectionResetException;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import io.sockeye.TimedOutException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Streams, lines and options of a handler; clients of java.net, nc and socat. */
class StreamRequestHandlerTest {
    private final Observed observed = new Observed();
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** Hands one request to a handler, from a client that sends all of {@code sent} and then ends. Returns the answer. */
    private String talk(byte[] sent, Supplier<StreamRequestHandler> handlers) throws Exception {
        try (var server = observed.streams(
                TCPServer.listening(Sockaddr.of("127.0.0.1", 0)), handlers, RequestExecutor.InTheLoop.INSTANCE);
                var client = Socket.tcp().connect(server.serverAddress())) {
            client.sendall(sent);
            client.shutdown(SHUT_WR);
            server.handleRequest();
            return new String(client.makefile().inputStream().readAllBytes(), UTF_8);
        } catch (ConnectionResetException unread) {
            // The server has closed before it had read all; tcp(7).
            return "";
        }
    }

    private String talk(String sent, Supplier<StreamRequestHandler> handlers) throws Exception {
        return talk(sent.getBytes(UTF_8), handlers);
    }

    /** Reads all lines. */
    private final class Lines extends StreamRequestHandler {
        private final int limit;
        private final int buffer;

        Lines(int limit, int buffer) {
            this.limit = limit;
            this.buffer = buffer;
        }

        @Override
        protected int rbufsize() {
            return buffer;
        }

        @Override
        protected void handle() throws IOException {
            for (byte @Nullable [] line; (line = readLine(limit)) != null;) {
                lines.add(new String(line, UTF_8));
            }
        }
    }

    private List<String> lines(String sent, int limit) throws Exception {
        var perBuffer = new ArrayList<List<String>>();
        for (int buffer : new int[] {0, 1, 3, 8192}) {
            talk(sent, () -> new Lines(limit, buffer));
            perBuffer.add(List.copyOf(lines));
            lines.clear();
        }
        assertThat(perBuffer).containsOnly(perBuffer.getFirst());
        return perBuffer.getFirst();
    }

    @Test
    void aLineEndsWithANewlineOrBoth() throws Exception {
        assertThat(lines("a\nbb\r\n\n\r\nc\rd\n\r\r\n", 10)).containsExactly("a", "bb", "", "", "c\rd", "\r");
        assertThat(lines("你好\r\n您\n", 6)).containsExactly("你好", "您");
        assertThat(observed.failures).isEmpty();
    }

    @Test
    void theLastLineNeedsNoEnd() throws Exception {
        assertThat(lines("", 3)).isEmpty();
        assertThat(lines("a\nabc", 3)).containsExactly("a", "abc");
        assertThat(lines("ab\r", 3)).containsExactly("ab\r");
        assertThat(observed.failures).isEmpty();
    }

    @Test
    void aLineMayBeAsLongAsItsLimit() throws Exception {
        assertThat(lines("abc\nabc\r\nab\r\n", 3)).containsExactly("abc", "abc", "ab");
        assertThat(lines("\n\r\n", 0)).containsExactly("", "");
        assertThat(observed.failures).isEmpty();
    }

    @Test
    void aLineThatIsTooLongIsReported() throws Exception {
        for (var sent : List.of("abcd\n", "abcd", "abc\rd\n", "abc\r\r\n", "abc\r", "abcd\r\n", "你好\n")) {
            assertThat(lines("x\n" + sent, 3)).containsExactly("x");
            for (int i = 0; i < 4; i++) {
                assertThat(observed.failures.poll())
                        .as(sent)
                        .isInstanceOf(RequestTooLongException.class)
                        .hasMessageContaining("more than 3 bytes from 127.0.0.1:");
            }
            assertThat(observed.failures).isEmpty();
        }
    }

    @Test
    void whatIsWrittenIsSentAtOnceOrByFinish() throws Exception {
        for (int buffer : new int[] {0, 100}) {
            var answer = talk("", () -> new StreamRequestHandler() {
                @Override
                protected int wbufsize() {
                    return buffer;
                }

                @Override
                protected void handle() throws IOException {
                    wfile().write("buffered ".getBytes(UTF_8));
                    connection().sendall("direct ".getBytes(UTF_8));
                }
            });
            assertThat(answer).isEqualTo(buffer == 0 ? "buffered direct " : "direct buffered ");
        }
        assertThat(observed.failures).isEmpty();
    }

    @Test
    void theTimeoutAndNodelayAreSetOnTheConnection() throws Exception {
        var timeout = Duration.ofMillis(30);
        try (var server = observed.streams(
                TCPServer.listening(Sockaddr.of("127.0.0.1", 0)),
                () -> new StreamRequestHandler() {
                    @Override
                    protected Duration timeout() {
                        return timeout;
                    }

                    @Override
                    protected boolean disableNagleAlgorithm() {
                        return true;
                    }

                    @Override
                    protected void handle() throws IOException {
                        lines.add("nodelay " + connection().getsockopt(IPPROTO_TCP, TCP_NODELAY));
                        lines.add("timeout " + connection().gettimeout());
                        readLine(10);
                    }
                },
                RequestExecutor.InTheLoop.INSTANCE);
                var client = Socket.tcp().connect(server.serverAddress())) {
            server.handleRequest();
            assertThat(lines).containsExactly("nodelay 1", "timeout " + timeout);
            assertThat(observed.failure()).isInstanceOf(TimedOutException.class);
            assertThat(client.recv(1)).isEmpty();
        }
    }

    @Test
    void nothingIsThereBeforeSetup() {
        var handler = new Lines(1, 1);
        assertThatIllegalStateException().isThrownBy(handler::request);
        assertThatIllegalStateException().isThrownBy(handler::clientAddress);
        assertThatIllegalStateException().isThrownBy(handler::server);
    }

    /** Answers each line. */
    private static final class Echo extends StreamRequestHandler {
        @Override
        protected void handle() throws IOException {
            for (byte @Nullable [] line; (line = readLine(1000)) != null;) {
                wfile().write(("got " + new String(line, UTF_8) + "\n").getBytes(UTF_8));
            }
        }
    }

    @Test
    void aJavaNetClientIsAnswered() throws Exception {
        try (var server = new ThreadingTCPServer(Sockaddr.of("127.0.0.1", 0), Echo::new)) {
            Thread.ofPlatform().daemon().start(() -> serve(server));
            var address = (InetSocketAddress) server.serverAddress().toJava();
            try (var client = new java.net.Socket(address.getAddress(), address.getPort())) {
                client.getOutputStream().write("a\r\n你\n".getBytes(UTF_8));
                client.shutdownOutput();
                assertThat(client.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("got a\ngot 你\n");
            }
        }
    }

    @Test
    void ncAndSocatAreAnswered() throws Exception {
        try (var server = new ThreadingTCPServer(Sockaddr.of("127.0.0.1", 0), Echo::new)) {
            Thread.ofPlatform().daemon().start(() -> serve(server));
            int port = ((InetSocketAddress) server.serverAddress().toJava()).getPort();
            int found = 0;
            for (var program : List.of("nc -N 127.0.0.1 " + port, "socat -t 20 - TCP:127.0.0.1:" + port)) {
                var name = program.substring(0, program.indexOf(' '));
                var script =
                        "command -v " + name + " > /dev/null || exit 77; printf 'hello\\n' | timeout 20 " + program;
                var process = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
                var output = new String(process.getInputStream().readAllBytes(), UTF_8);
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                if (process.exitValue() != 77 && !output.contains("invalid option")) {
                    assertThat(output).as(program).isEqualTo("got hello\n");
                    found++;
                }
            }
            assumeTrue(found > 0, "neither nc nor socat is installed");
        }
    }

    private static void serve(BaseServer<?> server) {
        try {
            server.serveForever();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
