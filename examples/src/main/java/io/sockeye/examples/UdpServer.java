package io.sockeye.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.ErrnoException;
import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import java.io.IOException;

/**
 * Datagrams: one socket for all clients, and no connection. Each sender gets an answer.
 *
 * <p>Run: {@code ./sockeye run udp-server}. Try: {@code echo hello | nc -u -w 1 127.0.0.1 9999}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/UdpServer.java}.
 */
public final class UdpServer {
    /** More than any datagram has. Of 1024 bytes the rest would be lost, maybe from the middle of a character on. */
    private static final int LONGEST = 1 << 16;

    private UdpServer() {}

    static void main(String[] arguments) {
        Main.run("udp-server", arguments);
    }

    static void run(String host, int port) throws IOException {
        try (var socket = Socket.udp().bind(host, port)) {
            while (true) {
                var datagram = socket.recvfrom(LONGEST);
                var client = (SockaddrIn) datagram.from();
                IO.println(new String(datagram.data(), UTF_8) + " " + datagram.getClass());
                IO.println("clientip[%s],clientPort[%s]".formatted(client.host(), client.port()));
                try {
                    socket.sendto("你好,我是服务器~".getBytes(UTF_8), client);
                } catch (ErrnoException e) {
                    // EINVAL: the datagram came from port 0, which cannot be answered. The others are still to be served.
                    System.err.println(e.getMessage());
                }
            }
        }
    }
}
