package io.sockeye.socketserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import io.sockeye.support.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Row 9 and trap 3 for a server: ten thousand handlers that block at the same time, each in a virtual thread. */
class ManyHandlersTest {
    private static final int MANY = 10_000;

    @Test
    void tenThousandHandlersBlockAtOnceAndAllAnswer() throws Exception {
        var limit = List.of(
                "sh", "-c", "ulimit -n 20000 || { echo impossible; exit 0; }; exec \"$@\"", "sh");
        var ended = ChildJvm.run(limit, Server.class, String.join("\t", ChildJvm.command(limit, Clients.class)));
        assumeFalse(ended.output().equals("impossible\n"), "fewer than 20000 descriptors");
        System.out.print(ended.output());
        assertThat(ended.output().lines())
                .contains("connected " + MANY, "handled at once " + MANY, "answered " + MANY, "in flight 0");
        assertThat(ended.status()).isZero();
    }

    /** Tells each client how many there are, once all are there. */
    static final class Server {
        private static final CountDownLatch ALL = new CountDownLatch(MANY);

        private static final class Handler extends StreamRequestHandler {
            @Override
            protected void handle() throws Exception {
                ALL.countDown();
                // Blocks in recv until all are there.
                var line = new String(Objects.requireNonNull(readLine(10)), UTF_8);
                wfile().write((line + " of " + server().inFlight()).getBytes(UTF_8));
            }
        }

        static void main(String[] arguments) throws Exception {
            var command = new ArrayList<>(List.of(arguments[0].split("\t")));
            try (var server = new ThreadingTCPServer(
                    Sockaddr.of("127.0.0.1", 0), Handler::new, ThreadingMixIn.virtual())) {
                Thread.ofPlatform().daemon().start(() -> serve(server));
                command.add(Integer.toString(((InetSocketAddress) server.serverAddress().toJava()).getPort()));
                var clients = new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                try (var lines = new BufferedReader(new InputStreamReader(clients.getInputStream(), UTF_8))) {
                    System.out.println(lines.readLine());
                    System.out.println(ALL.await(30, TimeUnit.SECONDS)
                            ? "handled at once " + server.inFlight()
                            : "missing " + ALL.getCount());
                    clients.getOutputStream().close();
                    lines.lines().forEach(System.out::println);
                } finally {
                    clients.destroy();
                }
                server.shutdown(null);
                System.out.println("in flight " + server.inFlight());
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

    /** Another process, since each connection takes a descriptor at both ends. */
    static final class Clients {
        static void main(String[] arguments) throws Exception {
            var address = Sockaddr.of("127.0.0.1", Integer.parseInt(arguments[0]));
            var clients = new ArrayList<Socket>();
            for (int i = 0; i < MANY; i++) {
                clients.add(Socket.tcp().connect(address));
            }
            System.out.println("connected " + clients.size());
            // Until the server has seen them all.
            System.in.read();
            int answered = 0;
            for (var client : clients) {
                client.sendall("hello\n".getBytes(UTF_8));
            }
            for (var client : clients) {
                answered += client.recv(100).length > "hello of ".length() ? 1 : 0;
                client.close();
            }
            System.out.println("answered " + answered);
        }
    }
}
