package io.sockeye.benchmarks.echo;

import io.sockeye.ErrnoException;
import io.sockeye.Pollable;
import io.sockeye.Select;
import io.sockeye.SelectSet;
import io.sockeye.Socket;

/** Our {@code Select}. */
final class EchoSelect {
    private final Socket server;
    private final Select<Pollable> select = new Select<>();
    private final Buffer buffer = new Buffer();

    private EchoSelect(Socket server) {
        this.server = server;
    }

    static void serve(int port) throws ErrnoException {
        var echo = new EchoSelect(Connection.listen(port));
        echo.select.readfds().set(echo.server);
        while (true) {
            echo.select.select(null);
            echo.serve(echo.select.writable());
            echo.serve(echo.select.readable());
        }
    }

    private void serve(SelectSet<Pollable> ready) throws ErrnoException {
        for (int fd = ready.next(0); fd >= 0; fd = ready.next(fd + 1)) {
            if (ready.item(fd) instanceof Connection client) {
                serve(client);
            } else {
                accept();
            }
        }
    }

    private void accept() throws ErrnoException {
        var client = Connection.accept(server);
        if (client != null) {
            select.readfds().set(client);
        }
    }

    private void serve(Connection client) throws ErrnoException {
        boolean wasBehind = client.isBehind();
        if (client.step(buffer) == Connection.Step.ENDED) {
            select.readfds().clear(client);
            select.writefds().clear(client);
            client.close();
        } else if (client.isBehind() != wasBehind) {
            turn(client);
        }
    }

    private void turn(Connection client) throws ErrnoException {
        if (client.isBehind()) {
            select.readfds().clear(client);
            select.writefds().set(client);
        } else {
            select.writefds().clear(client);
            select.readfds().set(client);
        }
    }
}
