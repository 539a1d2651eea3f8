package io.sockeye.support;

import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import java.io.IOException;

/** Two connected sockets, and the one that brought them together. */
public record Pair(Socket server, Socket client, Socket accepted) implements AutoCloseable {
    /** The backlog holds the connection, so one thread can be both ends. */
    public static Pair connect(Socket server, Socket client) throws IOException {
        client.connect(server.getsockname());
        return new Pair(server, client, server.accept());
    }

    public static Pair tcp() throws IOException {
        return connect(Socket.tcp().bind("127.0.0.1", 0).listen(), Socket.tcp());
    }

    public static Pair unix() throws IOException {
        return connect(Socket.unix().bind(SockaddrUn.UNNAMED).listen(), Socket.unix());
    }

    @Override
    public void close() {
        server.close();
        client.close();
        accepted.close();
    }
}
