package io.sockeye.examples;

import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLOUT;

import io.sockeye.ErrnoException;
import io.sockeye.Poll;
import io.sockeye.Pollable;
import io.sockeye.Socket;

/** Echo by poll(2): an array of descriptors, and the kernel checks all of them in each call. */
public final class EchoPoll {
    private final EchoClients clients;
    private final Poll<Pollable> poll;

    private EchoPoll(EchoClients clients, Poll<Pollable> poll) {
        this.clients = clients;
        this.poll = poll;
    }

    /**
     * Serves the clients of a listening socket until a wait or an accept fails.
     *
     * @param server the listening socket
     * @throws ErrnoException what poll or accept4 reports
     */
    public static void serve(Socket server) throws ErrnoException {
        try (var clients = new EchoClients(server);
                var poll = new Poll<Pollable>()) {
            poll.register(server, POLLIN);
            var echo = new EchoPoll(clients, poll);
            while (true) {
                echo.serve(poll.ready(null));
            }
        }
    }

    private void serve(int ready) throws ErrnoException {
        int left = ready;
        for (int i = 0; left > 0; i++) {
            if (poll.revents(i) != 0) {
                left--;
                if (poll.item(i) instanceof EchoConnection client) {
                    serve(client);
                } else {
                    accept();
                }
            }
        }
    }

    private void accept() throws ErrnoException {
        var client = clients.accept();
        if (client != null) {
            poll.register(client, POLLIN);
        }
    }

    private void serve(EchoConnection client) throws ErrnoException {
        boolean wasBehind = client.isBehind();
        if (clients.step(client) == EchoConnection.Step.ENDED) {
            poll.unregister(client);
            clients.end(client);
        } else if (client.isBehind() != wasBehind) {
            poll.modify(client, client.isBehind() ? POLLOUT : POLLIN);
        }
    }
}
