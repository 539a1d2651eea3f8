package io.sockeye.socketserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Requests in worker processes. */
class ForkingServerTest {
    private static final Sockaddr ANY_PORT = Sockaddr.of("127.0.0.1", 0);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The classes of the tests are part of the module only if java is told so. */
    private static final String[] OPTIONS = {
        "--patch-module", "io.sockeye=" + Path.of(System.getProperty("sockeye.root", ".."), "api/target/test-classes"),
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"
    };

    /** Answers with the number of its process; fails, waits or dies if it is told to. */
    public static final class Teller extends StreamRequestHandler {
        /** Made in a worker. */
        public Teller() {}

        @Override
        protected void handle() throws Exception {
            var line = readLine(100);
            switch (line == null ? "" : new String(line, UTF_8)) {
                case "fail" -> throw new IllegalStateException("as was asked for");
                case "wait" -> {
                    wfile().write((ProcessHandle.current().pid() + "\n").getBytes(UTF_8));
                    rfile().read();
                }
                default ->
                    wfile().write((ProcessHandle.current().pid() + " " + clientAddress() + "\n").getBytes(UTF_8));
            }
        }
    }

    /** Answers with what came, and the number of its process. */
    public static final class DatagramTeller extends DatagramRequestHandler {
        /** Made in a worker. */
        public DatagramTeller() {}

        @Override
        protected void handle() throws Exception {
            wfile().write(packet());
            wfile().write((" " + ProcessHandle.current().pid()).getBytes(UTF_8));
        }
    }

    private static final class Server extends ForkingTCPServer {
        final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

        Server(int workers) throws IOException {
            super(ANY_PORT, Teller.class, workers, OPTIONS);
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    serveForever();
                } catch (ErrnoException e) {
                    failures.add(e);
                }
            });
        }

        @Override
        protected void handleError(Request<Socket> request, Throwable failure) {
            failures.add(failure);
        }

        Socket connect() throws IOException {
            var client = Socket.tcp().connect(serverAddress());
            client.settimeout(PATIENCE);
            return client;
        }

        String ask(String word) throws IOException {
            try (var client = connect()) {
                client.sendall((word + "\n").getBytes(UTF_8));
                return new String(client.makefile().inputStream().readAllBytes(), UTF_8).strip();
            }
        }
    }

    @Test
    void aRequestIsHandledInAnotherProcessThatKnowsTheClient() throws Exception {
        try (var server = new Server(2);
                var client = server.connect()) {
            client.sendall("who\n".getBytes(UTF_8));
            var answer = new String(client.makefile().inputStream().readAllBytes(), UTF_8).strip().split(" ", -1);
            assertThat(Long.parseLong(answer[0])).isNotEqualTo(ProcessHandle.current().pid());
            assertThat(answer[1]).isEqualTo(client.getsockname().toString());
        }
    }

    @Test
    void aHandlerThatFailsIsReportedAndItsWorkerGoesOn() throws Exception {
        try (var server = new Server(1)) {
            var before = server.ask("who").split(" ", 2)[0];
            assertThat(server.ask("fail")).isEmpty();
            assertThat(server.failures.poll(30, TimeUnit.SECONDS))
                    .hasMessageStartingWith(
                            "in worker process " + before + ": java.lang.IllegalStateException: as was asked for");
            assertThat(server.ask("who")).startsWith(before);
        }
    }

    @Test
    void aWorkerThatIsKilledTakesItsOwnRequestWithItAndIsReplaced() throws Exception {
        try (var server = new Server(2);
                var doomed = server.connect();
                var other = server.connect()) {
            long pid = startWaiting(doomed);
            startWaiting(other);
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();

            assertThat(doomed.recv(1)).isEmpty();
            assertThat(server.failures.poll(30, TimeUnit.SECONDS)).hasMessageContaining("has died");
            other.sendall(new byte[1]);
            assertThat(other.recv(1)).isEmpty();
            // Both places are taken again, one by a new process.
            var pids = new HashSet<String>();
            try (var first = server.connect();
                    var second = server.connect()) {
                pids.add(Long.toString(startWaiting(first)));
                pids.add(Long.toString(startWaiting(second)));
            }
            assertThat(pids).hasSize(2).doesNotContain(Long.toString(pid));
        }
    }

    private static long startWaiting(Socket client) throws IOException {
        client.sendall("wait\n".getBytes(UTF_8));
        return Long.parseLong(new String(client.recv(100), UTF_8).strip());
    }

    @Test
    void closeEndsRequestsWorkersAndDescriptors() throws Exception {
        int before = descriptors();
        var server = new Server(1);
        ProcessHandle worker;
        try (var client = server.connect()) {
            worker = ProcessHandle.of(startWaiting(client)).orElseThrow();
            server.close();
            assertThat(client.recv(1)).isEmpty();
        }
        worker.onExit().get(30, TimeUnit.SECONDS);
        assertThat(descriptors()).isEqualTo(before);
    }

    @Test
    void aRequestThatTakesTooLongIsEndedInItsWorkerToo() throws Exception {
        try (var server = new Server(1);
                var client = server.connect()) {
            server.requestLimit(Duration.ofMillis(300));
            startWaiting(client);
            assertThat(client.recv(1)).isEmpty();
            server.requestLimit(null);
            assertThat(server.ask("who")).isNotEmpty();
        }
    }

    @Test
    void datagramsGoToWorkersToo() throws Exception {
        try (var server = new ForkingUDPServer(ANY_PORT, DatagramTeller.class, 1, OPTIONS);
                var client = Socket.udp().bind(ANY_PORT)) {
            client.settimeout(PATIENCE);
            client.sendto("hello".getBytes(UTF_8), server.serverAddress());
            server.handleRequest();
            assertThat(new String(client.recvfrom(100).data(), UTF_8)).matches("hello \\d+");
        }
    }

    @Test
    void unixServersForkToo() throws Exception {
        try (var server =
                new ForkingUnixStreamServer(SockaddrUn.abstractName("forking-test"), Teller.class, 1, OPTIONS);
                var client = Socket.unix().connect(server.serverAddress())) {
            client.settimeout(PATIENCE);
            client.sendall("who\n".getBytes(UTF_8));
            server.handleRequest();
            assertThat(new String(client.recv(100), UTF_8)).matches("\\d+ .*\\n");
        }
    }

    /** Not public. */
    private static final class Hidden extends StreamRequestHandler {
        @Override
        protected void handle() {}
    }

    @Test
    void aHandlerThatNoWorkerCouldMakeIsRefusedAndNothingIsLeft() throws Exception {
        int before = descriptors();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ForkingTCPServer(ANY_PORT, Hidden.class, 1, OPTIONS))
                .withMessageContaining("public");
        assertThatIllegalArgumentException().isThrownBy(() -> new ForkingTCPServer(ANY_PORT, Teller.class, 0, OPTIONS));
        assertThat(descriptors()).isEqualTo(before);
    }

    private static int descriptors() throws IOException {
        try (var list = Files.list(Path.of("/proc/self/fd"))) {
            return (int) list.count();
        }
    }
}
