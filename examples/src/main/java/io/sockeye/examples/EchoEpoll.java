package io.sockeye.examples;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLOUT;

import io.sockeye.Epoll;
import io.sockeye.EpollEvents;
import io.sockeye.ErrnoException;
import io.sockeye.Socket;

/** Echo by epoll(7), level-triggered: the kernel keeps the list of descriptors, and returns only those that are ready. */
public final class EchoEpoll {
    private static final int EVENTS = 1024;

    private final EchoClients clients;
    private final Epoll epoll;

    private EchoEpoll(EchoClients clients, Epoll epoll) {
        this.clients = clients;
        this.epoll = epoll;
    }

    /**
     * Serves the clients of a listening socket until a wait or an accept fails.
     *
     * @param server the listening socket
     * @throws ErrnoException what epoll_wait or accept4 reports
     */
    public static void serve(Socket server) throws ErrnoException {
        try (var clients = new EchoClients(server);
                var epoll = Epoll.create()) {
            epoll.register(server, EPOLLIN);
            var echo = new EchoEpoll(clients, epoll);
            var events = epoll.events(EVENTS);
            while (true) {
                epoll.poll(events, null);
                echo.serve(events);
            }
        }
    }

    private void serve(EpollEvents events) throws ErrnoException {
        for (int i = 0; i < events.size(); i++) {
            if (events.item(i) instanceof EchoConnection client) {
                serve(client);
            } else {
                accept();
            }
        }
    }

    private void accept() throws ErrnoException {
        var client = clients.accept();
        if (client != null) {
            epoll.register(client, EPOLLIN);
        }
    }

    private void serve(EchoConnection client) throws ErrnoException {
        boolean wasBehind = client.isBehind();
        if (clients.step(client) == EchoConnection.Step.ENDED) {
            epoll.unregister(client);
            clients.end(client);
        } else if (client.isBehind() != wasBehind) {
            epoll.modify(client, client.isBehind() ? EPOLLOUT : EPOLLIN);
        }
    }
}
