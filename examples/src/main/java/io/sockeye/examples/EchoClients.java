package io.sockeye.examples;

import static io.sockeye.bindings.InetConstants.IPPROTO_TCP;
import static io.sockeye.bindings.InetConstants.TCP_NODELAY;

import io.sockeye.ErrnoException;
import io.sockeye.Socket;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/** The connected clients of an echo loop, and the buffer that they share. The loops differ in how they wait; the rest is here. */
final class EchoClients implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Socket server;
    private final Arena arena = Arena.ofConfined();
    private final EchoBuffer buffer;

    /** A client knows its index here: a hash set would add 40 bytes to each idle connection, which ./sockeye bench measures. */
    private final List<EchoConnection> clients = new ArrayList<>();

    EchoClients(Socket server) {
        this(server, BUFFER_BYTES);
    }

    EchoClients(Socket server, int bufferBytes) {
        this.server = server;
        this.buffer = new EchoBuffer(arena, bufferBytes);
    }

    /** Accepts a client; null if there is none, because it may have closed the connection again since the wait. */
    EchoConnection accept() throws ErrnoException {
        var socket = server.tryAccept();
        if (socket == null) {
            return null;
        }
        var client = new EchoConnection(socket, clients.size());
        clients.add(client);
        socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
        return client;
    }

    EchoConnection.Step step(EchoConnection client) {
        return client.step(buffer);
    }

    /** Closes a client that is no longer registered: the next connection may get its descriptor number. */
    void end(EchoConnection client) {
        var last = clients.removeLast();
        if (last != client) {
            last.index = client.index;
            clients.set(client.index, last);
        }
        client.close();
    }

    @Override
    public void close() {
        clients.forEach(EchoConnection::close);
        arena.close();
    }
}
