package io.sockeye.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.Socket;
import java.io.IOException;

/**
 * The client of {@code select-server}: one word there, and what comes back.
 *
 * <p>Run: {@code ./sockeye run select-client}. Instead of the server, try: {@code nc -l 127.0.0.1 6000}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/SelectClient.java}.
 */
public final class SelectClient {
    private SelectClient() {}

    static void main(String[] arguments) {
        Main.run("select-client", arguments);
    }

    static void run(String host, int port) throws IOException {
        try (var socket = Socket.tcp().connect(host, port)) {
            socket.sendall("你".getBytes(UTF_8));
            IO.println(new String(socket.recv(1024), UTF_8));
        }
    }
}
