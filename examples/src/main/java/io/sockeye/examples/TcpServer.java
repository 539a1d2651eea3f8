package io.sockeye.examples;

import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_REUSEADDR;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.ErrnoException;
import io.sockeye.Socket;
import java.io.IOException;

/**
 * A blocking server: while it serves one client, the others wait.
 *
 * <p>Run: {@code ./sockeye run tcp-server}. Try: {@code echo hello | nc 127.0.0.1 9999}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/TcpServer.java}.
 */
public final class TcpServer {
    private TcpServer() {}

    static void main(String[] arguments) {
        Main.run("tcp-server", arguments);
    }

    static void run(String host, int port) throws IOException {
        try (var server = Socket.tcp()) {
            // Or bind fails for a minute after a restart, while old connections are in TIME_WAIT.
            server.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
            server.bind(host, port).listen();
            while (true) {
                try (var client = server.accept()) {
                    client.sendall("welcome to my service~".getBytes(UTF_8));
                    IO.println(new String(client.recv(1024), UTF_8));
                } catch (ErrnoException e) {
                    if (server.fileno() < 0) {
                        throw e;
                    }
                    // One client that fails is no reason to stop serving.
                    System.err.println(e.getMessage());
                }
            }
        }
    }
}
