package io.sockeye.examples;

import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_LINGER;

import io.sockeye.Sockaddr;
import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Option;

/**
 * How many threads one connection wakes, if each has an epoll of its own: all of them, those that {@code EPOLLEXCLUSIVE} selects, or
 * the one whose listening socket {@code SO_REUSEPORT} has chosen.
 *
 * <p>Run: {@code ./sockeye run accept-herd}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/AcceptHerd.java}.
 */
final class AcceptHerd extends Listed {
    private static final int THREADS = 4;
    private static final int BACKLOG = 128;

    @Option(names = "--connections", description = "how many for each way: ${DEFAULT-VALUE}")
    int connections = 2_000;

    /** How the threads share the connections. */
    private enum Way {
        LEVEL("one socket, EPOLLIN"),
        EXCLUSIVE("one socket, EPOLLEXCLUSIVE"),
        REUSEPORT("four sockets, SO_REUSEPORT");

        final String text;

        Way(String text) {
            this.text = text;
        }
    }

    AcceptHerd() {
        super("accept-herd", "how many of four threads wake up for a connection, in three ways");
    }

    static void main(String[] arguments) {
        Main.run("accept-herd", arguments);
    }

    @Override
    public Integer call() throws Exception {
        if (connections < 1) {
            throw new IllegalArgumentException("--connections is 1 at least");
        }
        IO.println(
                connections + " connections, one after the other, to " + THREADS + " threads that wait in epoll_wait.");
        IO.println(
                "A wake-up is a return from epoll_wait. The kernel wakes more: a thread that finds the connection gone goes on");
        IO.println("waiting in the same call, and only its voluntary context switches tell that it was woken.");
        IO.println(String.format(
                "%-28s %8s %8s %8s %8s %8s   %-23s %s",
                "way", "accepts", "wake-ups", "each", "switches", "each", "wake-ups of each thread",
                "accepts of each"));
        for (var way : Way.values()) {
            IO.println(measure(way));
        }
        return 0;
    }

    private String measure(Way way) throws Exception {
        var listening = listen(way);
        var herd = new ArrayList<AcceptHerdThread>();
        try {
            for (int i = 0; i < THREADS; i++) {
                herd.add(new AcceptHerdThread(listening.get(i % listening.size()), way == Way.EXCLUSIVE));
            }
            var running = herd.stream().map(FutureTask::new).toList();
            running.forEach(task -> Thread.ofPlatform().name("herd").daemon().start(task));
            try {
                connect(listening.getFirst().getsockname());
            } finally {
                // Closing the listening socket ends them.
                herd.forEach(AcceptHerdThread::close);
            }
            for (var task : running) {
                task.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : e;
        } finally {
            herd.forEach(AcceptHerdThread::close);
            listening.forEach(Socket::close);
        }
        return line(way, herd);
    }

    private static List<Socket> listen(Way way) throws IOException {
        Sockaddr address = SockaddrIn.of("127.0.0.1", 0);
        var listening = new ArrayList<Socket>();
        for (int i = 0; i < (way == Way.REUSEPORT ? THREADS : 1); i++) {
            listening.add(Socket.createServer(address, BACKLOG, way == Way.REUSEPORT, false));
            address = listening.getFirst().getsockname();
        }
        return listening;
    }

    /** Each waits until it is accepted, so that all threads wait again when the next one comes. */
    private void connect(Sockaddr address) throws IOException {
        // {1, 0}: closing resets the connection, which leaves no port in TIME_WAIT; socket(7), SO_LINGER.
        var linger = ByteBuffer.allocate(2 * Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(1).putInt(0).array();
        for (int i = 0; i < connections; i++) {
            try (var client = Socket.tcp().setsockopt(SOL_SOCKET, SO_LINGER, linger)) {
                client.connect(address);
                client.recv(1);
            }
        }
    }

    private static String line(Way way, List<AcceptHerdThread> herd) {
        long accepts = herd.stream().mapToLong(AcceptHerdThread::accepts).sum();
        long wakeUps = herd.stream().mapToLong(AcceptHerdThread::wakeUps).sum();
        long switches = herd.stream().mapToLong(AcceptHerdThread::switches).sum();
        return String.format(
                "%-28s %8d %8d %8.2f %8d %8.2f   %-23s %s",
                way.text, accepts, wakeUps, (double) wakeUps / accepts, switches, (double) switches / accepts,
                String.join("+", herd.stream().map(thread -> Long.toString(thread.wakeUps())).toList()),
                String.join("+", herd.stream().map(thread -> Long.toString(thread.accepts())).toList()));
    }
}
