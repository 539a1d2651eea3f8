package io.sockeye.socketserver;

import static io.sockeye.bindings.SignalConstants.SIGINT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.sockeye.BrokenPipeException;
import io.sockeye.ConnectionResetException;
import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import io.sockeye.support.Proc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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

    @Test
    void aWorkerThatIsKilledWhileItIsIdleTakesNobodyWithIt() throws Exception {
        try (var server = new Server(1)) {
            for (int i = 0; i < 3; i++) {
                var pid = server.ask("who").split(" ", 2)[0];
                var worker = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
                await("an idle worker", () -> server.inFlight() == 0);
                worker.destroyForcibly();
                worker.onExit().get(30, TimeUnit.SECONDS);
                assertThat(server.ask("who")).isNotEmpty().doesNotStartWith(pid + " ");
            }
            assertThat(server.failures).isEmpty();
        }
    }

    /** Else they would end before the server, which would report and replace them; proc_pid_status(5). */
    @Test
    void workersIgnoreTheControlCOfTheTerminalThatTheyShare() throws Exception {
        try (var server = new Server(1)) {
            var pid = server.ask("who").split(" ", 2)[0];
            try (var lines = Files.lines(Path.of("/proc", pid, "status"))) {
                var ignored = lines.filter(line -> line.startsWith("SigIgn:")).findFirst().orElseThrow();
                long mask = Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16);
                assertThat(mask & (1L << (SIGINT - 1))).isNotZero();
            }
        }
    }

    /** Not to wait for it until the patience is over. */
    @Test
    void aWorkerThatDoesNotStartIsToldAtOnce() throws Exception {
        int before = descriptors();
        long start = System.nanoTime();
        assertThatThrownBy(() -> new ForkingTCPServer(ANY_PORT, Teller.class, 2, "-XX:NoSuchOption"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended before");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
        assertThat(descriptors()).isEqualTo(before);
    }

    /** A request that is lost was in a worker that was killed, or there was no worker for it since that was killed at its start. */
    @Test
    void amongKillsRequestsAreAnsweredWorkersReplacedAndNothingIsLeft() throws Exception {
        var random = new SplittableRandom(4);
        var earlier = children();
        try (var server = new Server(4)) {
            // The first death opens what is opened once for all.
            awaitEnd(killOneOf(childrenBut(earlier), random));
            assertFourWorkersAnswerAtOnce(server);
            int before = Proc.openDescriptors().size();
            var lost = new AtomicInteger();
            for (int kills = 1; kills <= 10; kills++) {
                try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                    var asking = new ArrayList<Future<?>>();
                    for (int i = 0; i < 20; i++) {
                        asking.add(clients.submit(() -> isLost(server) ? lost.incrementAndGet() : 0));
                    }
                    var killed = killOneOf(childrenBut(earlier), random);
                    for (var one : asking) {
                        one.get();
                    }
                    awaitEnd(killed);
                }
                assertThat(lost).hasValueLessThanOrEqualTo(kills);
            }
            assertFourWorkersAnswerAtOnce(server);
            assertThat(childrenBut(earlier)).hasSize(4).noneMatch(ForkingServerTest::isZombie);
            assertThat(Proc.openDescriptors()).hasSize(before);
        }
    }

    private static boolean isLost(Server server) throws IOException {
        try {
            return server.ask("who").isEmpty();
        } catch (ConnectionResetException | BrokenPipeException e) {
            // What it has sent had not been read.
            return true;
        }
    }

    private static ProcessHandle killOneOf(List<ProcessHandle> workers, SplittableRandom random) {
        var worker = workers.get(random.nextInt(workers.size()));
        worker.destroyForcibly();
        return worker;
    }

    /** SIGKILL takes effect later on a busy machine: until then the worker may be given a request, which is lost. */
    private static void awaitEnd(ProcessHandle killed) throws Exception {
        killed.onExit().get(30, TimeUnit.SECONDS);
    }

    private static void assertFourWorkersAnswerAtOnce(Server server) throws Exception {
        var pids = new HashSet<Long>();
        var clients = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 4; i++) {
                var client = server.connect();
                clients.add(client);
                pids.add(startWaiting(client));
            }
            assertThat(pids).hasSize(4);
        } finally {
            clients.forEach(Socket::close);
        }
        await("none in flight", () -> server.inFlight() == 0);
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().toList();
    }

    private static List<ProcessHandle> childrenBut(List<ProcessHandle> earlier) {
        return ProcessHandle.current().children().filter(child -> !earlier.contains(child)).toList();
    }

    /** proc_pid_stat(5). */
    private static boolean isZombie(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat")).contains(") Z ");
        } catch (IOException ended) {
            return false;
        }
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < 3_000; i++) {
            if (condition.call()) {
                return;
            }
            LockSupport.parkNanos(10_000_000);
        }
        fail("there is never " + what);
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
        try (var server = new Server(1)) {
            // The first request of a worker takes as long as its classes.
            server.ask("who");
            server.requestLimit(Duration.ofMillis(300));
            try (var client = server.connect()) {
                client.sendall("wait\n".getBytes(UTF_8));
                assertThat(client.makefile().inputStream().readAllBytes()).as("its process's number").isNotEmpty();
            }
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
