package io.sockeye.benchmarks.load;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;

import io.sockeye.Epoll;
import io.sockeye.EpollEvents;
import io.sockeye.EventFd;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * A server whose cost is known: one message after the other, each a given time after the server has read it and not before, so
 * that it does at most one for each such time. It waits by looking at the clock: a sleep would be longer than asked.
 */
final class DelayedServer implements AutoCloseable {
    /** What is done with a message's bytes before they go back. */
    interface Answer {
        void to(Socket client, byte[] message) throws IOException;
    }

    private final Socket listener = Socket.createServer(Sockaddr.of("127.0.0.1", 0));
    private final EventFd stop = EventFd.create(0);
    private final List<Socket> clients = new ArrayList<>();
    private final FutureTask<Void> task;

    private DelayedServer(Answer answer) throws IOException {
        task = new FutureTask<>(() -> {
            serve(answer);
            return null;
        });
        Thread.ofPlatform().daemon().name("server of known delay").start(task);
    }

    static DelayedServer answering(Answer answer) throws IOException {
        return new DelayedServer(answer);
    }

    /** {@code delay} after each message was read. */
    static DelayedServer of(Duration delay) throws IOException {
        return answering((client, message) -> {
            spin(delay);
            client.sendall(message);
        });
    }

    static void spin(Duration delay) {
        long end = System.nanoTime() + delay.toNanos();
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    int port() throws IOException {
        return ((SockaddrIn) listener.getsockname()).port();
    }

    private void serve(Answer answer) throws IOException {
        try (var epoll = Epoll.create()) {
            epoll.add(listener, EPOLLIN, 0);
            epoll.add(stop, EPOLLIN, 0);
            var events = epoll.events(1024);
            while (true) {
                epoll.poll(events, null);
                for (int i = 0; i < events.size(); i++) {
                    if (events.item(i) == stop) {
                        return;
                    }
                    serve(epoll, events, i, answer);
                }
            }
        }
    }

    private void serve(Epoll epoll, EpollEvents events, int index, Answer answer) throws IOException {
        if (events.item(index) == listener) {
            var client = listener.accept();
            clients.add(client);
            epoll.add(client, EPOLLIN, 0);
        } else if (events.item(index) instanceof Socket client) {
            var message = client.recv(65_536);
            if (message.length == 0) {
                client.close();
            } else {
                answer.to(client, message);
            }
        }
    }

    @Override
    public void close() throws IOException {
        stop.write(1);
        try {
            task.get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException(e);
        } finally {
            clients.forEach(Socket::close);
            listener.close();
            stop.close();
        }
    }
}
