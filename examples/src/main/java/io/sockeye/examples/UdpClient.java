package io.sockeye.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import java.io.IOException;
import java.time.Duration;

/**
 * The client of {@code udp-server}: one datagram there, one back.
 *
 * <p>Run: {@code ./sockeye run udp-client}. Instead of the server, try: {@code nc -u -l 127.0.0.1 9999}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/UdpClient.java}.
 */
public final class UdpClient {
    private UdpClient() {}

    static void main(String[] arguments) {
        Main.run("udp-client", arguments);
    }

    static void run(String host, int port) throws IOException {
        try (var socket = Socket.udp()) {
            // Nothing is sent by this; udp(7). But an answer of anybody else is kept away, and a server that is not there is
            // ECONNREFUSED. Without it, and without a timeout, the document's client waits indefinitely for a lost datagram.
            socket.connect(host, port);
            socket.settimeout(Duration.ofSeconds(5));
            socket.send("服务器,我来了".getBytes(UTF_8));
            var datagram = socket.recvfrom(1 << 16);
            var server = (SockaddrIn) datagram.from();
            IO.println(new String(datagram.data(), UTF_8) + " " + datagram.getClass());
            IO.println("serviceIp[%s],servicePort[%s]".formatted(server.host(), server.port()));
        }
    }
}
