package io.sockeye.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.Socket;
import java.io.IOException;

/**
 * The client of {@code socketserver}: one word there, and the whole answer.
 *
 * <p>Run: {@code ./sockeye run socketserver-client}. Instead of the server, try: {@code echo 你好 | nc -N -l 127.0.0.1 6000}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/SocketServerClient.java}.
 */
public final class SocketServerClient {
    private SocketServerClient() {}

    static void main(String[] arguments) {
        Main.run("socketserver-client", arguments);
    }

    static void run(String host, int port) throws IOException {
        try (var socket = Socket.tcp().connect(host, port)) {
            socket.sendall("hello".getBytes(UTF_8));
            // To the end, which the server makes after its answer. The document's one recv may bring only a part, and cut a character.
            IO.println(new String(socket.makefile().inputStream().readAllBytes(), UTF_8));
        }
    }
}
