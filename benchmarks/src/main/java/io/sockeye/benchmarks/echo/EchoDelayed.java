package io.sockeye.benchmarks.echo;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.InetConstants.IPPROTO_TCP;
import static io.sockeye.bindings.InetConstants.TCP_NODELAY;

import io.sockeye.Epoll;
import io.sockeye.EpollEvents;
import io.sockeye.ErrnoException;
import io.sockeye.Socket;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/**
 * A server with a known delay, to check what a load generator reports: it sends each answer as soon as the delay has passed since
 * the message was read, and not before. It spins, so that no timer adds to the delay. For small messages only: sending blocks for a
 * client that does not take its answer.
 */
final class EchoDelayed {
    private record Answer(Socket client, MemorySegment data, long due) {}

    private final Socket server;
    private final long delay;
    private final Epoll epoll = Epoll.create();
    private final byte[] buffer = new byte[EchoMain.BUFFER_BYTES];
    private final Queue<Answer> answers = new ArrayDeque<>();

    private EchoDelayed(Socket server, Duration delay) throws ErrnoException {
        this.server = server;
        this.delay = delay.toNanos();
    }

    static void serve(Socket server, Duration delay) throws ErrnoException {
        var echo = new EchoDelayed(server, delay);
        echo.epoll.register(echo.server, EPOLLIN);
        var events = echo.epoll.events(EchoMain.EVENTS);
        while (true) {
            echo.epoll.poll(events, echo.answers.isEmpty() ? null : Duration.ZERO);
            echo.read(events);
            echo.answer();
        }
    }

    private void read(EpollEvents events) throws ErrnoException {
        for (int i = 0; i < events.size(); i++) {
            if (events.item(i) instanceof Socket client && client != server) {
                read(client);
            } else {
                accept();
            }
        }
    }

    private void accept() throws ErrnoException {
        var client = server.tryAccept();
        if (client != null) {
            client.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
            epoll.register(client, EPOLLIN);
        }
    }

    private void read(Socket client) {
        try {
            int count = client.tryRecv(buffer);
            if (count == 0) {
                client.close();
            } else if (count > 0) {
                answers.add(new Answer(client, MemorySegment.ofArray(Arrays.copyOf(buffer, count)),
                        System.nanoTime() + delay));
            }
        } catch (ErrnoException e) {
            // ECONNRESET concerns this connection only.
            client.close();
        }
    }

    private void answer() {
        for (var next = answers.peek(); next != null && next.due() - System.nanoTime() <= 0; next = answers.peek()) {
            answers.remove();
            try {
                next.client().sendall(next.data());
            } catch (ErrnoException e) {
                // ECONNRESET or EPIPE, or read() has closed it already.
                next.client().close();
            }
        }
    }
}
