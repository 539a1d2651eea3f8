package io.sockeye.examples;

import static io.sockeye.bindings.EpollConstants.EPOLLET;
import static io.sockeye.bindings.EpollConstants.EPOLLHUP;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLOUT;
import static io.sockeye.bindings.EpollConstants.EPOLLRDHUP;

import io.sockeye.Epoll;
import io.sockeye.EpollEvents;
import io.sockeye.ErrnoException;
import io.sockeye.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Echo by epoll(7), edge-triggered: the kernel reports that something has arrived, once, and not that there is something to read. So
 * a client stays in the queue until it has been read to its end, and clients in the queue take turns.
 *
 * <p>This is also the server that {@code ./sockeye bench} measures as {@code epoll-et}. It is fair, as the level-triggered loops are:
 * a client that sends without pause cannot starve the others. In the measured load no client has more than one message under way, so
 * the queue costs no system call: one recv and one send for a request, as without it.
 */
public final class EchoEpollEdge {
    private static final int EVENTS = 1024;

    /** How many buffers one client may have sent back before it is the next client's turn. */
    static final int STEPS = 8;

    private final EchoClients clients;
    private final Epoll epoll;
    private final EpollEvents events;
    private final Queue<EchoConnection> ready = new ArrayDeque<>();

    EchoEpollEdge(Socket server, EchoClients clients, Epoll epoll) throws ErrnoException {
        this.clients = clients;
        this.epoll = epoll;
        this.events = epoll.events(EVENTS);
        // Level-triggered: a client that is not accepted in this round is reported again in the next one.
        epoll.register(server, EPOLLIN);
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
            var echo = new EchoEpollEdge(server, clients, epoll);
            while (true) {
                echo.round();
            }
        }
    }

    /** One wait, and one turn for each client in the queue. */
    void round() throws ErrnoException {
        // What was left unread raises no further edge: while the queue is not empty, the wait must not block.
        epoll.poll(events, ready.isEmpty() ? null : Duration.ZERO);
        queueReady();
        serveQueued();
    }

    private void queueReady() throws ErrnoException {
        for (int i = 0; i < events.size(); i++) {
            if (events.item(i) instanceof EchoConnection client) {
                client.isEnding |= (events.mask(i) & (EPOLLRDHUP | EPOLLHUP)) != 0;
                queue(client);
            } else {
                accept();
            }
        }
    }

    private void accept() throws ErrnoException {
        var client = clients.accept();
        if (client != null) {
            epoll.register(client, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET);
        }
    }

    private void queue(EchoConnection client) {
        if (!client.isQueued) {
            client.isQueued = true;
            ready.add(client);
        }
    }

    private void serveQueued() throws ErrnoException {
        for (int left = ready.size(); left > 0; left--) {
            var client = ready.remove();
            client.isQueued = false;
            if (serve(client)) {
                queue(client);
            }
        }
    }

    /** Returns whether there may be more to read, for which no edge will come. */
    private boolean serve(EchoConnection client) throws ErrnoException {
        for (int i = 0; i < STEPS; i++) {
            var step = clients.step(client);
            if (step == EchoConnection.Step.ENDED) {
                epoll.unregister(client);
                clients.end(client);
            }
            // A short read has emptied the queue, so EAGAIN need not be seen. But an end of stream behind the data has raised
            // its edge already, together with the data: then reading goes on until recv returns 0.
            boolean mayHaveMore =
                    step == EchoConnection.Step.FULL || (step == EchoConnection.Step.SHORT && client.isEnding);
            if (!mayHaveMore) {
                return false;
            }
        }
        return true;
    }
}
