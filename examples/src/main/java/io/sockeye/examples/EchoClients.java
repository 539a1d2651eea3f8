package io.sockeye.examples;

import static io.sockeye.bindings.InetConstants.IPPROTO_TCP;
import static io.sockeye.bindings.InetConstants.TCP_NODELAY;

import io.sockeye.ErrnoException;
import io.sockeye.Socket;
import java.lang.foreign.Arena;
import java.util.HashSet;
import java.util.Set;

/** Who is connected to the echo server. The loops differ in how they wait; this is what they have in common. */
final class EchoClients implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Socket server;
    private final Arena arena = Arena.ofConfined();
    private final EchoBuffer buffer;
    private final Set<EchoConnection> clients = new HashSet<>();

    EchoClients(Socket server) {
        this(server, BUFFER_BYTES);
    }

    EchoClients(Socket server, int bufferBytes) {
        this.server = server;
        this.buffer = new EchoBuffer(arena, bufferBytes);
    }

    /** Takes a new client; null if there is none, for whoever was there may have gone again. */
    EchoConnection accept() throws ErrnoException {
        var socket = server.tryAccept();
        if (socket == null) {
            return null;
        }
        var client = new EchoConnection(socket);
        clients.add(client);
        socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
        return client;
    }

    EchoConnection.Step step(EchoConnection client) {
        return client.step(buffer);
    }

    /** After it has been taken out of what is watched: its number may be another's from now on. */
    void end(EchoConnection client) {
        clients.remove(client);
        client.close();
    }

    @Override
    public void close() {
        clients.forEach(EchoConnection::close);
        arena.close();
    }
}
