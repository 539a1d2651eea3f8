package io.sockeye.benchmarks.echo;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLOUT;

import io.sockeye.Epoll;
import io.sockeye.EpollEvents;
import io.sockeye.ErrnoException;
import io.sockeye.Socket;

/** Our {@code Epoll}, level-triggered. */
final class EchoEpoll {
    private final Socket server;
    private final Epoll epoll = Epoll.create();
    private final Buffer buffer = new Buffer();

    private EchoEpoll(Socket server) throws ErrnoException {
        this.server = server;
    }

    static void serve(int port) throws ErrnoException {
        var echo = new EchoEpoll(Connection.listen(port));
        echo.epoll.register(echo.server, EPOLLIN);
        var events = echo.epoll.events(EchoMain.EVENTS);
        while (true) {
            echo.epoll.poll(events, null);
            echo.serve(events);
        }
    }

    private void serve(EpollEvents events) throws ErrnoException {
        for (int i = 0; i < events.size(); i++) {
            if (events.item(i) instanceof Connection client) {
                serve(client);
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

    private void serve(Connection client) throws ErrnoException {
        boolean wasBehind = client.isBehind();
        if (client.step(buffer) == Connection.Step.ENDED) {
            epoll.unregister(client);
            client.close();
        } else if (client.isBehind() != wasBehind) {
            epoll.modify(client, client.isBehind() ? EPOLLOUT : EPOLLIN);
        }
    }
}
