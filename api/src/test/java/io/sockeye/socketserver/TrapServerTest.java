package io.sockeye.socketserver;

import static io.sockeye.bindings.ErrnoConstants.EMFILE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.support.ChildJvm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Row 9 and trap 32: a server without descriptors waits for them, and does not spin. */
class TrapServerTest {
    @Test
    void trap32_aServerWithoutDescriptorsPausesAndRecovers() throws Exception {
        var ended = ChildJvm.run(List.of("prlimit", "--nofile=150:150"), Exhausted.class);
        System.out.print(ended.output());
        assertThat(ended.output())
                .containsPattern("(?m)^serveForever: [0-4]\\.[0-9] % of a CPU$")
                .containsPattern("(?m)^handleRequest: [0-4]\\.[0-9] % of a CPU$")
                .contains("no request is taken for now: accept4(fd=")
                .contains("serveForever answers\n")
                .contains("handleRequest answers\n");
        assertThat(ended.status()).isZero();
    }

    /** Serves for two seconds without a descriptor to spare, then with some. */
    static final class Exhausted {
        private static final Duration SPAN = Duration.ofSeconds(2);

        private static final class Handler extends StreamRequestHandler {
            @Override
            protected void handle() throws IOException {
                var line = readLine(10);
                wfile().write(line == null ? new byte[0] : line);
            }
        }

        static void main() throws Exception {
            loadClasses();
            var anywhere = Sockaddr.of("127.0.0.1", 0);
            try (var server = new ThreadingTCPServer(anywhere, Handler::new);
                    var once = new TCPServer(anywhere, Handler::new)) {
                Thread.ofPlatform().daemon().start(() -> serve(server));
                // Whatever takes descriptors the first time has them then.
                try (var warm = Socket.tcp().connect(server.serverAddress())) {
                    answered(warm);
                }
                takeAll().forEach(Socket::close);
                cpu();
                var holder = Socket.tcp().connect(server.serverAddress());
                awaitInFlight(server, 1);
                var client = Socket.tcp();
                var waiting = Socket.tcp();
                var before = cpu();
                var taken = takeAll();
                waiting.connect(server.serverAddress());
                client.connect(once.serverAddress());
                Thread.sleep(SPAN);
                // Its handler ends, and with it a descriptor comes back.
                holder.sendall("x\n".getBytes(UTF_8));
                holder.recv(1);
                System.out.println("serveForever " + (answered(waiting) ? "answers" : "fails"));
                awaitInFlight(server, 0);
                // The share is read from a file.
                taken.pop().close();
                share("serveForever", before, cpu());
                handleRequests(once, client, taken);
            }
        }

        /** While there are descriptors to read them by: here they are files, and not in a jar that is open. */
        private static void loadClasses() throws IOException {
            System.getLogger("io.sockeye").log(System.Logger.Level.WARNING, "the first message");
            for (var module : List.of(Socket.class.getModule(), SocketSyscalls.class.getModule())) {
                var reference = ModuleLayer.boot()
                        .configuration()
                        .findModule(module.getName())
                        .orElseThrow()
                        .reference();
                try (var reader = reference.open()) {
                    reader.list()
                            .filter(name -> name.endsWith(".class") && !name.contains("Test") && !name.contains("-"))
                            .forEach(name -> load(module, name.replace(".class", "").replace('/', '.')));
                }
            }
        }

        private static void load(Module module, String name) {
            try {
                Class.forName(module, name);
            } catch (LinkageError ofAnotherTest) {
                // It extends what is not here.
            }
        }

        private static void handleRequests(BaseServer<?> once, Socket client, ArrayDeque<Socket> taken)
                throws Exception {
            var before = cpu();
            taken.addAll(takeAll());
            // For the selector of handleRequest, and none for the connection.
            taken.pop().close();
            taken.pop().close();
            for (long end = System.nanoTime() + SPAN.toNanos(); System.nanoTime() < end;) {
                once.handleRequest();
            }
            taken.forEach(Socket::close);
            share("handleRequest", before, cpu());
            client.sendall("x\n".getBytes(UTF_8));
            once.handleRequest();
            System.out.println("handleRequest " + (client.recv(1).length == 1 ? "answers" : "fails"));
            client.close();
        }

        private static void awaitInFlight(BaseServer<?> server, int count) throws InterruptedException {
            while (server.inFlight() != count) {
                Thread.sleep(1);
            }
        }

        private static void share(String what, Duration before, Duration after) {
            double share = 100.0 * after.minus(before).toNanos() / SPAN.toNanos();
            System.out.printf("%s: %.1f %% of a CPU%n", what, share);
        }

        private static boolean answered(Socket client) throws IOException {
            client.sendall("x\n".getBytes(UTF_8));
            return client.recv(1).length == 1;
        }

        private static ArrayDeque<Socket> takeAll() throws ErrnoException {
            var taken = new ArrayDeque<Socket>();
            for (;;) {
                try {
                    taken.push(Socket.udp());
                } catch (ErrnoException e) {
                    if (e.errno().is(EMFILE)) {
                        return taken;
                    }
                    throw e;
                }
            }
        }

        private static Duration cpu() {
            return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        }

        private static void serve(BaseServer<?> server) {
            try {
                server.serveForever();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
