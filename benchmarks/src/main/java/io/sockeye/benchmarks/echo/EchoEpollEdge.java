package io.sockeye.benchmarks.echo;

import static io.sockeye.bindings.EpollConstants.EPOLLET;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLOUT;

import io.sockeye.Epoll;
import io.sockeye.EpollEvents;
import io.sockeye.ErrnoException;
import io.sockeye.Socket;

/** Our {@code Epoll}, edge-triggered. */
final class EchoEpollEdge {
    private final Socket server;
    private final Epoll epoll = Epoll.create();
    private final Buffer buffer = new Buffer();

    private EchoEpollEdge(Socket server) throws ErrnoException {
        this.server = server;
    }

    static void serve(int port) throws ErrnoException {
        var echo = new EchoEpollEdge(Connection.listen(port));
        // Level-triggered: whoever is not accepted in this round is told of in the next one.
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
            epoll.register(client, EPOLLIN | EPOLLOUT | EPOLLET);
        }
    }

    private void serve(Connection client) throws ErrnoException {
        // A read that was not full has emptied the stream: EAGAIN need not be seen; epoll(7), Q9.
        var step = Connection.Step.FULL;
        while (step == Connection.Step.FULL) {
            step = client.step(buffer);
        }
        if (step == Connection.Step.ENDED) {
            epoll.unregister(client);
            client.close();
        }
    }
}
