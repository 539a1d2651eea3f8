package io.sockeye;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import org.junit.jupiter.api.Test;

/** TCP over IPv4 and IPv6: {@link java.net.Socket} at the other end. */
abstract class InetStreamContract extends NioStreamContract {
    @Override
    ServerSocketChannel openNioServer() throws IOException {
        return ServerSocketChannel.open();
    }

    @Test
    void aJavaNetClientTalksToOurServer() throws Exception {
        var server = server();
        var address = (InetSocketAddress) server.getsockname().toJava();
        try (var theirs = new java.net.Socket(address.getAddress(), address.getPort());
                var ours = server.accept()) {
            exchange(ours, theirs);
        }
    }

    @Test
    void ourClientTalksToAJavaNetServer() throws Exception {
        try (var server = new ServerSocket()) {
            server.bind(free().toJava());
            try (var ours = socket().connect(Sockaddr.of(server.getLocalSocketAddress()));
                    var theirs = server.accept()) {
                exchange(ours, theirs);
            }
        }
    }

    private static void exchange(Socket ours, java.net.Socket theirs) throws IOException {
        theirs.getOutputStream().write("你".getBytes(UTF_8));
        assertThat(ours.recv(8)).asString(UTF_8).isEqualTo("你");
        ours.sendall("好".getBytes(UTF_8));
        assertThat(theirs.getInputStream().readNBytes(3)).asString(UTF_8).isEqualTo("好");
        ours.close();
        assertThat(theirs.getInputStream().read()).isEqualTo(-1);
    }
}
