package io.sockeye.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** {@code socketserver --fork}: who is in which process, and what is left when one is killed. */
class SocketServerForkTest {
    private static final String ANSWER = "这里是socketserver,你好";
    private static final int PATIENCE_MILLIS = 30_000;

    private final int port = Running.freePort();

    SocketServerForkTest() throws Exception {}

    private Running server(int workers) throws Exception {
        return Running.sockeye("run", "socketserver", "--fork", "--workers", Integer.toString(workers), "--port",
                Integer.toString(port)).awaitListening(port);
    }

    @Test
    void itTalksToOursAndToThePythonClient() throws Exception {
        try (var server = server(1);
                var ours = Running.sockeye("run", "socketserver-client", "--port", Integer.toString(port));
                var python = Running.python("socketserver_client.py", port)) {
            assertThat(ours.lines()).containsExactly(ANSWER);
            assertThat(python.lines()).containsExactly(ANSWER);
            assertThat(List.of(server.line(), server.line())).containsExactly("hello", "hello");
        }
    }

    /** Both clients are silent, so that their workers stay in recv. */
    @Test
    void twoClientsAtOnceAreInDifferentProcesses() throws Exception {
        try (var server = server(2);
                var first = connect()) {
            var one = workerOf(server, first);
            try (var second = connect()) {
                assertThat(workerOf(server, second).pid()).isNotEqualTo(one.pid());
                assertThat(answer(second)).isEqualTo(ANSWER);
                assertThat(answer(first)).isEqualTo(ANSWER);
            }
        }
    }

    @Test
    void aKilledWorkerTakesItsClientOnlyAndIsReplaced() throws Exception {
        try (var server = server(2);
                var doomed = connect();
                var other = connect()) {
            var worker = workerOf(server, doomed);
            workerOf(server, other);
            worker.destroyForcibly();

            assertThat(doomed.getInputStream().read()).as("the end").isEqualTo(-1);
            assertThat(answer(other)).isEqualTo(ANSWER);
            // As many as there are workers, at once.
            try (var third = connect();
                    var fourth = connect()) {
                assertThat(answer(third)).isEqualTo(ANSWER);
                assertThat(answer(fourth)).isEqualTo(ANSWER);
            }
            await("two children, and none a zombie", () -> states(server).equals(List.of("S", "S")));
        }
    }

    @Test
    void aKilledServerEndsItsWorkers() throws Exception {
        try (var server = server(2);
                var busy = connect()) {
            workerOf(server, busy);
            var workers = server.children();
            assertThat(workers).hasSize(2);
            server.signal("KILL");
            for (var worker : workers) {
                worker.onExit().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            }
            assertThat(busy.getInputStream().read()).as("the end").isEqualTo(-1);
        }
    }

    /** A terminal sends the signal to the whole group, with a request in the middle. */
    @Test
    void controlCInATerminalEndsAllQuietly() throws Exception {
        var command = new ArrayList<>(List.of("setsid", "env", "--default-signal=INT"));
        command.addAll(Running.sockeyeCommand("run", "socketserver", "--fork", "--workers", "2", "--port",
                Integer.toString(port)));
        try (var server = Running.command(command).awaitListening(port);
                var busy = connect()) {
            workerOf(server, busy);
            var workers = server.children();
            server.signalGroup("INT");
            assertThat(server.status()).isEqualTo(130);
            assertThat(server.errors()).isEmpty();
            assertThat(server.lines()).isEmpty();
            for (var worker : workers) {
                worker.onExit().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private Socket connect() throws IOException {
        var client = Running.connect(port);
        client.setSoTimeout(PATIENCE_MILLIS);
        return client;
    }

    private static String answer(Socket client) throws IOException {
        client.getOutputStream().write("hello".getBytes(UTF_8));
        return new String(client.getInputStream().readAllBytes(), UTF_8);
    }

    /** The child of the server that has the other end of the connection open; proc_pid_fd(5). It waits until one has. */
    private static ProcessHandle workerOf(Running server, Socket client) throws IOException {
        var end = String.format(Locale.ROOT, " 0100007F:%04X 0100007F:%04X ", client.getPort(), client.getLocalPort());
        var found = new ArrayList<ProcessHandle>();
        await("a worker for " + client, () -> {
            var inode = inode(end);
            server.children().stream().filter(child -> hasOpen(child, "socket:[" + inode + "]")).forEach(found::add);
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    private static String inode(String addresses) {
        try (var sockets = Files.lines(Path.of("/proc/net/tcp"))) {
            return sockets.filter(line -> line.contains(addresses))
                    .map(line -> line.strip().split(" +", -1)[9])
                    .findFirst()
                    .orElse("none");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean hasOpen(ProcessHandle process, String what) {
        try (var entries = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return entries.anyMatch(entry -> {
                try {
                    return Files.readSymbolicLink(entry).toString().equals(what);
                } catch (IOException closed) {
                    return false;
                }
            });
        } catch (IOException ended) {
            return false;
        }
    }

    /** Of all children; a zombie's is Z; proc_pid_stat(5). */
    private static List<String> states(Running server) {
        return server.children().stream().map(SocketServerForkTest::state).toList();
    }

    private static String state(ProcessHandle process) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
        } catch (IOException ended) {
            return "";
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        for (int i = 0; i < PATIENCE_MILLIS / 10; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(10_000_000);
        }
        throw new AssertionError("there is never " + what);
    }
}
