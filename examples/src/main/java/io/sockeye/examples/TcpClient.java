package io.sockeye.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.Socket;
import java.io.IOException;

/**
 * A client: it reads the greeting, answers, and closes the connection.
 *
 * <p>Run: {@code ./sockeye run tcp-client}. Instead of {@code tcp-server}, try: {@code nc -l 127.0.0.1 9999}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/TcpClient.java}.
 */
public final class TcpClient {
    private TcpClient() {}

    static void main(String[] arguments) {
        Main.run("tcp-client", arguments);
    }

    static void run(String host, int port) throws IOException {
        try (var socket = Socket.tcp().connect(host, port)) {
            IO.println(new String(socket.recv(1024), UTF_8));
            socket.sendall("你好,服务器,我来找你了~".getBytes(UTF_8));
        }
    }
}
