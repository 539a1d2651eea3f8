package io.sockeye.benchmarks.echo;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;

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
 * A server whose delay is known, to check what a load generator says: no answer is sent before the delay is over since its message
 * was read, and each as soon as that. It spins, so that no timer adds to it. For small messages: a client that does not take its
 * answer is waited for.
 */
final class EchoDelayed {
    private record Answer(Connection client, MemorySegment data, long due) {}

    private final Socket server;
    private final long delay;
    private final Epoll epoll = Epoll.create();
    private final byte[] buffer = new byte[EchoMain.BUFFER_BYTES];
    private final Queue<Answer> answers = new ArrayDeque<>();

    private EchoDelayed(Socket server, Duration delay) throws ErrnoException {
        this.server = server;
        this.delay = delay.toNanos();
    }

    static void serve(int port, Duration delay) throws ErrnoException {
        var echo = new EchoDelayed(Connection.listen(port), delay);
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
            if (events.item(i) instanceof Connection client) {
                read(client);
            } else {
                accept();
            }
        }
    }

    private void accept() throws ErrnoException {
        var client = Connection.accept(server);
        if (client != null) {
            epoll.register(client, EPOLLIN);
        }
    }

    private void read(Connection client) {
        try {
            int count = client.socket().tryRecv(buffer);
            if (count == 0) {
                client.close();
            } else if (count > 0) {
                answers.add(new Answer(client, MemorySegment.ofArray(Arrays.copyOf(buffer, count)),
                        System.nanoTime() + delay));
            }
        } catch (ErrnoException e) {
            // A client that dies takes only its own connection with it.
            client.close();
        }
    }

    private void answer() {
        for (var next = answers.peek(); next != null && next.due() - System.nanoTime() <= 0; next = answers.peek()) {
            answers.remove();
            try {
                next.client().socket().sendall(next.data());
            } catch (ErrnoException e) {
                // The client has gone, and was closed then or is now.
                next.client().close();
            }
        }
    }
}
