package io.sockeye.examples;

import static io.sockeye.bindings.EpollConstants.EPOLLET;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLOUT;

import io.sockeye.Epoll;
import io.sockeye.EpollEvents;
import io.sockeye.ErrnoException;
import io.sockeye.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Echo by epoll(7), edge-triggered: the kernel tells that something has come, once, and not that something is there. So a client
 * is ready until the kernel has said EAGAIN, and who is ready takes turns with the others.
 */
final class EchoEpollEdge {
    private static final int EVENTS = 1024;

    /** So often one client is read from, and then it is the next one's turn, or who sends without end would starve the others. */
    static final int STEPS = 8;

    private final EchoClients clients;
    private final Epoll epoll;
    private final EpollEvents events;
    private final Queue<EchoConnection> ready = new ArrayDeque<>();

    EchoEpollEdge(Socket server, EchoClients clients, Epoll epoll) throws ErrnoException {
        this.clients = clients;
        this.epoll = epoll;
        this.events = epoll.events(EVENTS);
        // Level-triggered: whoever is not accepted in this round is told of in the next one.
        epoll.register(server, EPOLLIN);
    }

    static void serve(Socket server) throws ErrnoException {
        try (var clients = new EchoClients(server);
                var epoll = Epoll.create()) {
            var echo = new EchoEpollEdge(server, clients, epoll);
            while (true) {
                echo.round();
            }
        }
    }

    /** One wait, and one turn for each who is ready. */
    void round() throws ErrnoException {
        // Those who have more to be read raise no edge for it: nobody waits while there are some.
        epoll.poll(events, ready.isEmpty() ? null : Duration.ZERO);
        note();
        serveReady();
    }

    private void note() throws ErrnoException {
        for (int i = 0; i < events.size(); i++) {
            if (events.item(i) instanceof EchoConnection client) {
                makeReady(client);
            } else {
                accept();
            }
        }
    }

    private void accept() throws ErrnoException {
        var client = clients.accept();
        if (client != null) {
            epoll.register(client, EPOLLIN | EPOLLOUT | EPOLLET);
        }
    }

    private void makeReady(EchoConnection client) {
        if (!client.isReady) {
            client.isReady = true;
            ready.add(client);
        }
    }

    private void serveReady() throws ErrnoException {
        for (int left = ready.size(); left > 0; left--) {
            var client = ready.remove();
            client.isReady = false;
            if (serve(client)) {
                makeReady(client);
            }
        }
    }

    /** Returns whether there may be more: without EAGAIN there is no other edge. */
    private boolean serve(EchoConnection client) throws ErrnoException {
        for (int i = 0; i < STEPS; i++) {
            var step = clients.step(client);
            if (step == EchoConnection.Step.ENDED) {
                epoll.unregister(client);
                clients.end(client);
            }
            if (step != EchoConnection.Step.ECHOED) {
                return false;
            }
        }
        return true;
    }
}
