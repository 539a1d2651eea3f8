package io.sockeye.benchmarks.echo;

import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLOUT;

import io.sockeye.ErrnoException;
import io.sockeye.Poll;
import io.sockeye.Pollable;
import io.sockeye.Socket;

/** Our {@code Poll}. */
final class EchoPoll {
    private final Socket server;
    private final Poll<Pollable> poll = new Poll<>();
    private final Buffer buffer = new Buffer();

    private EchoPoll(Socket server) {
        this.server = server;
    }

    static void serve(int port) throws ErrnoException {
        var echo = new EchoPoll(Connection.listen(port));
        echo.poll.register(echo.server, POLLIN);
        while (true) {
            echo.serveReady(echo.poll.ready(null));
        }
    }

    private void serveReady(int ready) throws ErrnoException {
        int left = ready;
        for (int i = 0; left > 0; i++) {
            if (poll.revents(i) != 0) {
                left--;
                if (poll.item(i) instanceof Connection client) {
                    serve(client);
                } else {
                    accept();
                }
            }
        }
    }

    private void accept() throws ErrnoException {
        var client = Connection.accept(server);
        if (client != null) {
            poll.register(client, POLLIN);
        }
    }

    private void serve(Connection client) throws ErrnoException {
        boolean wasBehind = client.isBehind();
        if (client.step(buffer) == Connection.Step.ENDED) {
            poll.unregister(client);
            client.close();
        } else if (client.isBehind() != wasBehind) {
            poll.modify(client, client.isBehind() ? POLLOUT : POLLIN);
        }
    }
}
