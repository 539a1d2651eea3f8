package io.sockeye.examples;

import io.sockeye.ErrnoException;
import io.sockeye.Pollable;
import io.sockeye.Select;
import io.sockeye.SelectSet;
import io.sockeye.Socket;

/** Echo by select(2): a bit for each descriptor, and the kernel checks all of them in each call. */
public final class EchoSelect {
    private final EchoClients clients;
    private final Select<Pollable> select;

    private EchoSelect(EchoClients clients, Select<Pollable> select) {
        this.clients = clients;
        this.select = select;
    }

    /**
     * Serves the clients of a listening socket until a wait or an accept fails.
     *
     * @param server the listening socket
     * @throws ErrnoException what select or accept4 reports
     */
    public static void serve(Socket server) throws ErrnoException {
        try (var clients = new EchoClients(server);
                var select = new Select<Pollable>()) {
            select.readfds().set(server);
            var echo = new EchoSelect(clients, select);
            while (true) {
                select.select(null);
                echo.serve(select.writable());
                echo.serve(select.readable());
            }
        }
    }

    private void serve(SelectSet<Pollable> ready) throws ErrnoException {
        for (int fd = ready.next(0); fd >= 0; fd = ready.next(fd + 1)) {
            if (ready.item(fd) instanceof EchoConnection client) {
                serve(client);
            } else {
                accept();
            }
        }
    }

    private void accept() throws ErrnoException {
        var client = clients.accept();
        if (client != null) {
            select.readfds().set(client);
        }
    }

    private void serve(EchoConnection client) throws ErrnoException {
        boolean wasBehind = client.isBehind();
        if (clients.step(client) == EchoConnection.Step.ENDED) {
            select.readfds().clear(client);
            select.writefds().clear(client);
            clients.end(client);
        } else if (client.isBehind() && !wasBehind) {
            select.writefds().set(client);
            select.readfds().clear(client);
        } else if (wasBehind && !client.isBehind()) {
            select.readfds().set(client);
            select.writefds().clear(client);
        }
    }
}
