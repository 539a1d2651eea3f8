package io.sockeye.benchmarks.echo;

import static io.sockeye.selectors.Selector.EVENT_READ;
import static io.sockeye.selectors.Selector.EVENT_WRITE;

import io.sockeye.ErrnoException;
import io.sockeye.Pollable;
import io.sockeye.Socket;
import io.sockeye.selectors.EpollSelector;
import io.sockeye.selectors.Selector;
import io.sockeye.selectors.SelectorKey;

/** Our {@code EpollSelector}. */
final class EchoSelector implements Selector.Action<Pollable> {
    private final Socket server;
    private final Selector<Pollable> selector = new EpollSelector<>();
    private final Buffer buffer = new Buffer();

    private EchoSelector(Socket server) throws ErrnoException {
        this.server = server;
    }

    static void serve(int port) throws ErrnoException {
        var echo = new EchoSelector(Connection.listen(port));
        echo.selector.register(echo.server, EVENT_READ, echo.server);
        while (true) {
            echo.selector.select(null, echo);
        }
    }

    @Override
    public void ready(SelectorKey<Pollable> key, int events) throws ErrnoException {
        if (key.attachment() instanceof Connection client) {
            serve(client);
        } else {
            accept();
        }
    }

    private void accept() throws ErrnoException {
        var client = Connection.accept(server);
        if (client != null) {
            selector.register(client, EVENT_READ, client);
        }
    }

    private void serve(Connection client) throws ErrnoException {
        boolean wasBehind = client.isBehind();
        if (client.step(buffer) == Connection.Step.ENDED) {
            selector.unregister(client);
            client.close();
        } else if (client.isBehind() != wasBehind) {
            selector.modify(client, client.isBehind() ? EVENT_WRITE : EVENT_READ);
        }
    }
}
