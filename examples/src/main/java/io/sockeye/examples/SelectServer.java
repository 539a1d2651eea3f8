package io.sockeye.examples;

import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_REUSEADDR;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.*;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.*;

/**
 * One thread, many clients: select reports which of them have sent something. Each gets its text back with 好 appended.
 *
 * <p>Run: {@code ./sockeye run select-server}. Try it from several terminals: {@code nc 127.0.0.1 6000}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/SelectServer.java}.
 */
public final class SelectServer {
    private static final byte[] HAO = "好".getBytes(UTF_8);

    private SelectServer() {}

    static void main(String[] arguments) {
        Main.run("select-server", arguments);
    }

    static void run(String host, int port) throws IOException {
        try (var server = Socket.tcp()) {
            // Or bind fails for a minute after a restart, while old connections are in TIME_WAIT.
            server.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
            serve(server.bind(host, port).listen());
        }
    }

    static void serve(Socket server) throws IOException {
        var watched = new ArrayList<>(List.of(server));
        try {
            while (true) {
                var ready = Select.select(watched, List.of(), watched, Duration.ofSeconds(1));
                for (var socket : ready.readable()) {
                    if (socket == server) {
                        var client = server.accept();
                        IO.println("accpet," + text(client));
                        watched.add(client);
                    } else if (!answer(socket)) {
                        // The document prints the address of the last client that connected; it means the client that leaves.
                        IO.println("exit," + text(socket));
                        watched.remove(socket);
                        socket.close();
                    }
                }
            }
        } finally {
            watched.forEach(Socket::close);
        }
    }

    /** Returns false when the client has no more to say. */
    private static boolean answer(Socket client) {
        try {
            var data = client.recv(1024);
            if (data.length > 0) {
                // As bytes: the end of the data may be in the middle of a character.
                client.sendall(ByteBuffer.allocate(data.length + HAO.length).put(data).put(HAO).flip());
                IO.println(new String(data, UTF_8));
            }
            return data.length > 0;
        } catch (ErrnoException e) {
            // An error of one client ends only its own connection.
            System.err.println(e.getMessage());
            return false;
        }
    }

    private static String text(Socket client) {
        var peer = (SockaddrIn) client.peer();
        return "ip[" + peer.host() + "],port[" + peer.port() + "]";
    }
}
