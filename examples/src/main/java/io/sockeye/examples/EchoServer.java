package io.sockeye.examples;

import static io.sockeye.bindings.InetConstants.IPPROTO_TCP;
import static io.sockeye.bindings.InetConstants.TCP_NODELAY;
import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_REUSEADDR;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.sockeye.ErrnoException;
import io.sockeye.Select;
import io.sockeye.Socket;
import io.sockeye.WouldBlockException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plain echo: every byte goes back. One thread; it reads from a client only while that client takes what it is sent.
 *
 * <p>Run: {@code ./sockeye run echo-server --mux select}. Try: {@code nc 127.0.0.1 7000}.
 */
public final class EchoServer {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Socket server;
    private final MemorySegment buffer;

    /** What each client has still to take. Empty: it is being read from. */
    private final Map<Socket, MemorySegment> unsent = new LinkedHashMap<>();

    private EchoServer(Socket server, Arena arena) {
        this.server = server;
        this.buffer = arena.allocate(BUFFER_BYTES);
    }

    static void run(String host, int port) throws IOException {
        try (var server = Socket.tcp();
                var arena = Arena.ofConfined()) {
            server.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
            server.bind(host, port).listen();
            new EchoServer(server, arena).serve();
        }
    }

    private void serve() throws IOException {
        try {
            while (true) {
                var readers = new ArrayList<Socket>();
                var writers = new ArrayList<Socket>();
                readers.add(server);
                unsent.forEach((client, rest) -> (rest.byteSize() == 0 ? readers : writers).add(client));
                var ready = Select.select(readers, writers, List.of(), null);
                ready.writable().forEach(client -> echo(client, unsent.get(client)));
                for (var socket : ready.readable()) {
                    if (socket == server) {
                        unsent.put(server.accept().setsockopt(IPPROTO_TCP, TCP_NODELAY, 1), MemorySegment.NULL);
                    } else {
                        read(socket);
                    }
                }
            }
        } finally {
            unsent.keySet().forEach(Socket::close);
        }
    }

    private void read(Socket client) {
        try {
            int count = client.recv(buffer);
            if (count == 0) {
                end(client);
            } else {
                echo(client, buffer.asSlice(0, count));
            }
        } catch (ErrnoException e) {
            end(client);
        }
    }

    /** Sends what the client takes now, and keeps a copy of the rest. */
    private void echo(Socket client, MemorySegment data) {
        try {
            int sent = client.send(data, MSG_DONTWAIT);
            keep(client, data.asSlice(sent));
        } catch (WouldBlockException e) {
            keep(client, data);
        } catch (ErrnoException e) {
            end(client);
        }
    }

    private void keep(Socket client, MemorySegment rest) {
        boolean all = rest.byteSize() == 0;
        unsent.put(client, all ? MemorySegment.NULL : MemorySegment.ofArray(rest.toArray(JAVA_BYTE)));
    }

    private void end(Socket client) {
        unsent.remove(client);
        client.close();
    }
}
