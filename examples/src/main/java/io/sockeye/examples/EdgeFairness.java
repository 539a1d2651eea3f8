package io.sockeye.examples;

import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Option;

/**
 * Two questions about the edge-triggered echo loop: how long do quiet clients wait while another floods it, and is an edge ever lost?
 *
 * <p>Run: {@code ./sockeye run edge-fairness}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/EdgeFairness.java}.
 */
final class EdgeFairness extends Listed {
    private static final int FLOOD_BYTES = 1 << 16;
    private static final long FLOODS = 1 << 20;

    @Option(names = "--quiet", description = "so many quiet clients: ${DEFAULT-VALUE}")
    int quiet = 100;

    @Option(names = "--rounds", description = "so often each of them asks: ${DEFAULT-VALUE}")
    int rounds = 50;

    @Option(names = "--messages", description = "so many messages in which an edge might be lost: ${DEFAULT-VALUE}")
    long messages = 1_000_000;

    EdgeFairness() {
        super("edge-fairness", "quiet clients beside one that floods, edge-triggered; and whether an edge is lost");
    }

    static void main(String[] arguments) {
        Main.run("edge-fairness", arguments);
    }

    @Override
    public Integer call() throws Exception {
        if (quiet < 1 || rounds < 1 || messages < 0) {
            throw new IllegalArgumentException("--quiet and --rounds are 1 at least, --messages is not negative");
        }
        try (var server = Socket.createServer(SockaddrIn.of("127.0.0.1", 0))) {
            var loop = new FutureTask<Void>(() -> {
                EchoEpollEdge.serve(server);
                return null;
            });
            start("echo", loop);
            var clients = new ArrayList<EdgeClient>();
            try {
                for (int i = 0; i < quiet; i++) {
                    clients.add(new EdgeClient(server.getsockname()));
                }
                flood(server.getsockname(), clients);
                loseNothing(clients);
            } finally {
                clients.forEach(EdgeClient::close);
            }
        }
        return 0;
    }

    private void flood(Sockaddr server, List<EdgeClient> clients) throws Exception {
        try (var flooder = Socket.tcp().connect(server)) {
            var flooding = new CountDownLatch(1);
            start("flood", new FutureTask<>(() -> sendWithoutEnd(flooder)));
            start("drain", new FutureTask<>(() -> takeAll(flooder, flooding)));
            flooding.await();
            long longest = 0;
            long sum = 0;
            for (int round = 0; round < rounds; round++) {
                for (var client : clients) {
                    client.send(1);
                }
                for (var client : clients) {
                    long nanos = client.receiveAll();
                    longest = Math.max(longest, nanos);
                    sum += nanos;
                }
            }
            IO.println(String.format(
                    "%d quiet clients, %d rounds, beside one that floods: the longest wait was %.1f ms, the mean %.2f ms",
                    quiet, rounds, longest / 1e6, sum / 1e6 / rounds / quiet));
        }
    }

    private static Void sendWithoutEnd(Socket flooder) {
        var bytes = new byte[FLOOD_BYTES];
        try {
            while (true) {
                flooder.sendall(bytes);
            }
        } catch (ErrnoException end) {
            // It is closed when everybody has been answered.
            return null;
        }
    }

    private static Void takeAll(Socket flooder, CountDownLatch flooding) {
        var bytes = new byte[FLOOD_BYTES];
        try {
            for (long count = 0;; count += flooder.recv(bytes)) {
                if (count > FLOODS) {
                    flooding.countDown();
                }
            }
        } catch (ErrnoException end) {
            return null;
        }
    }

    /** Two threads, each for a half of the clients: bursts of single messages, and then all of them have to come back. */
    private void loseNothing(List<EdgeClient> clients) throws Exception {
        long start = System.nanoTime();
        int half = clients.size() / 2;
        var other = new FutureTask<>(() -> EdgeClient.talk(clients.subList(0, half), half == 0 ? 0 : messages / 2));
        start("other half", other);
        long done =
                EdgeClient.talk(clients.subList(half, clients.size()), half == 0 ? messages : messages - messages / 2);
        try {
            done += other.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException lost ? lost : e;
        }
        IO.println(String.format(
                "%d messages in bursts from %d clients: all of them came back, in %.1f s", done, quiet,
                (System.nanoTime() - start) / 1e9));
    }

    private static void start(String name, FutureTask<?> task) {
        Thread.ofPlatform().name(name).daemon().start(task);
    }
}
