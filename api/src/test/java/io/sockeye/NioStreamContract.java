package io.sockeye;

import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

/** The families that java.nio has too: its channels at the other end. */
abstract class NioStreamContract extends StreamSocketContract {
    abstract ServerSocketChannel openNioServer() throws IOException;

    @Test
    void aNioClientTalksToOurServer() throws Exception {
        var server = server();
        try (var theirs = SocketChannel.open(server.getsockname().toJava());
                var ours = server.accept()) {
            exchange(ours, theirs);
        }
    }

    @Test
    void ourClientTalksToANioServer() throws Exception {
        try (var server = openNioServer().bind(free().toJava());
                var ours = socket().connect(Sockaddr.of(server.getLocalAddress()));
                var theirs = server.accept()) {
            exchange(ours, theirs);
        }
    }

    private static void exchange(Socket ours, SocketChannel theirs) throws IOException {
        assertThat(ours.getpeername()).isEqualTo(Sockaddr.of(theirs.getLocalAddress()));
        assertThat(ours.getsockname()).isEqualTo(Sockaddr.of(theirs.getRemoteAddress()));

        ours.sendall("你".getBytes(UTF_8));
        var buffer = ByteBuffer.allocate(8);
        assertThat(theirs.read(buffer)).isEqualTo(3);
        theirs.write(buffer.flip());
        assertThat(ours.recv(8)).asString(UTF_8).isEqualTo("你");
        ours.shutdown(SHUT_WR);
        assertThat(theirs.read(buffer.clear())).isEqualTo(-1);
        theirs.shutdownOutput();
        assertThat(ours.recv(8)).isEmpty();
    }
}
