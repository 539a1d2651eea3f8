package io.sockeye.socketserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import io.sockeye.support.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An error of one connection that accept4 reports does not end a server, and does not let it spin; accept(2), ERRORS. */
class AcceptErrorsTest {
    private static final Map<String, RequestExecutor> EXECUTORS = Map.of(
            "loop", RequestExecutor.InTheLoop.INSTANCE,
            "platform", ThreadingMixIn.platform(),
            "virtual", ThreadingMixIn.virtual(),
            "pool", ThreadingMixIn.pool(2));

    @TempDir
    private Path folder;

    private static RequestExecutor executor(String name) {
        return Objects.requireNonNull(EXECUTORS.get(name), name);
    }

    @ParameterizedTest
    @CsvSource({
        "EPERM, loop", "EOPNOTSUPP, platform", "ETIMEDOUT, virtual", "ESOCKTNOSUPPORT, pool", "EPROTONOSUPPORT, loop",
        "ENETDOWN, loop", "ENOSR, platform"
    })
    void aServerServesOnAfterAnErrorOfAConnection(String errno, String executor) throws Exception {
        var ended = ChildJvm.run(strace("inject=accept4:error=" + errno + ":when=1+2"), Serve.class, executor);
        assertThat(ended.output()).endsWith("answered\nended\n");
    }

    /** Until strace has let three calls fail, or not at all. */
    static final class Serve {
        private static final class Echo extends StreamRequestHandler {
            @Override
            protected void handle() throws IOException {
                var line = readLine(10);
                wfile().write(line == null ? new byte[0] : line);
            }
        }

        static void main(String[] arguments) throws Exception {
            var listening = TCPServer.listening(Sockaddr.of("127.0.0.1", 0));
            try (var server = new TCPServer(listening, Echo::new, executor(arguments[0]));
                    var client = Socket.tcp().connect(server.serverAddress())) {
                var loop = ServerContract.start(() -> {
                    server.serveForever();
                    return true;
                });
                client.settimeout(Duration.ofSeconds(10));
                client.sendall("x\n".getBytes(UTF_8));
                System.out.println(client.recv(1).length == 1 ? "answered" : "closed");
                server.shutdown();
                System.out.println(ServerContract.result(loop) ? "ended" : "not ended");
            }
        }
    }

    @Test
    void anErrorOfEveryCallDoesNotLetAServerSpin() throws Exception {
        var ended = ChildJvm.run(strace("inject=accept4:error=EPERM:when=1+"), ServeInVain.class);
        assertThat(ended.output())
                .containsPattern("calls: [0-9]{1,4}\n")
                .containsOnlyOnce("no request is taken for now: accept4(fd=")
                .contains("shutdown ended it\n");
    }

    /** Serves for a second, in which each call fails. */
    static final class ServeInVain {
        private static final Duration SPAN = Duration.ofSeconds(1);

        static void main() throws Exception {
            var calls = new AtomicInteger();
            var listening = TCPServer.listening(Sockaddr.of("127.0.0.1", 0));
            try (var server = new TCPServer(listening, Serve.Echo::new) {
                @Override
                protected @Nullable Request<Socket> getRequest() throws ErrnoException {
                    calls.incrementAndGet();
                    return super.getRequest();
                }
            };
                    var client = Socket.tcp().connect(server.serverAddress())) {
                var loop = ServerContract.start(() -> {
                    server.serveForever();
                    return true;
                });
                LockSupport.parkNanos(SPAN.toNanos());
                long start = System.nanoTime();
                server.shutdown();
                boolean isAtOnce = System.nanoTime() - start < Duration.ofSeconds(5).toNanos();
                System.out.println("calls: " + calls);
                System.out.println(ServerContract.result(loop) && isAtOnce ? "shutdown ended it" : client + " waits");
            }
        }
    }

    private List<String> strace(String inject) throws Exception {
        var strace = List.of("strace", "-f", "--seccomp-bpf", "-o", folder.resolve("trace").toString(), "-e",
                "trace=accept4,pidfd_open", "-e", inject);
        assumeTrue(runs(strace), "strace is not installed, or may not trace here");
        return strace;
    }

    private static boolean runs(List<String> strace) throws InterruptedException {
        var command = new ArrayList<>(strace);
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
