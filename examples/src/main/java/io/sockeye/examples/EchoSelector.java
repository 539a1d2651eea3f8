package io.sockeye.examples;

import static io.sockeye.selectors.Selector.EVENT_READ;
import static io.sockeye.selectors.Selector.EVENT_WRITE;

import io.sockeye.ErrnoException;
import io.sockeye.Pollable;
import io.sockeye.Socket;
import io.sockeye.selectors.EpollSelector;
import io.sockeye.selectors.Selector;
import io.sockeye.selectors.SelectorKey;

/** Echo by {@code EpollSelector}, which calls back for each descriptor that is ready. */
public final class EchoSelector implements Selector.Action<Pollable> {
    private final EchoClients clients;
    private final Selector<Pollable> selector;

    private EchoSelector(EchoClients clients, Selector<Pollable> selector) {
        this.clients = clients;
        this.selector = selector;
    }

    /**
     * Serves the clients of a listening socket until a wait or an accept fails.
     *
     * @param server the listening socket
     * @throws ErrnoException what epoll_wait or accept4 reports
     */
    public static void serve(Socket server) throws ErrnoException {
        try (var clients = new EchoClients(server);
                var selector = new EpollSelector<Pollable>()) {
            selector.register(server, EVENT_READ, server);
            var echo = new EchoSelector(clients, selector);
            while (true) {
                selector.select(null, echo);
            }
        }
    }

    @Override
    public void ready(SelectorKey<Pollable> key, int events) throws ErrnoException {
        if (key.attachment() instanceof EchoConnection client) {
            serve(client);
        } else {
            accept();
        }
    }

    private void accept() throws ErrnoException {
        var client = clients.accept();
        if (client != null) {
            selector.register(client, EVENT_READ, client);
        }
    }

    private void serve(EchoConnection client) throws ErrnoException {
        boolean wasBehind = client.isBehind();
        if (clients.step(client) == EchoConnection.Step.ENDED) {
            selector.unregister(client);
            clients.end(client);
        } else if (client.isBehind() != wasBehind) {
            selector.modify(client, client.isBehind() ? EVENT_WRITE : EVENT_READ);
        }
    }
}
