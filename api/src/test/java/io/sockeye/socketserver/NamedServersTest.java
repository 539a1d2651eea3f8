package io.sockeye.socketserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockeye.AddressInUseException;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import io.sockeye.bindings.SocketConstants;
import io.sockeye.support.Proc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each class under Python's name, by each of its constructors. */
class NamedServersTest {
    private static final Sockaddr ANY_PORT = Sockaddr.of("127.0.0.1", 0);

    private static final class OfStreams extends StreamRequestHandler {
        @Override
        protected void handle() throws IOException {
            wfile().write(
                    (Thread.currentThread().isVirtual() + " " + new String(Objects.requireNonNull(readLine(10)), UTF_8))
                            .getBytes(UTF_8));
        }
    }

    private static final class OfDatagrams extends DatagramRequestHandler {
        @Override
        protected void handle() throws IOException {
            wfile().write(
                    (Thread.currentThread().isVirtual() + " " + new String(packet(), UTF_8).strip()).getBytes(UTF_8));
        }
    }

    private static String ask(BaseServer<?> server, Socket client) throws IOException {
        try (server;
                client) {
            client.connect(server.serverAddress()).sendall("hello\n".getBytes(UTF_8));
            server.handleRequest();
            return new String(client.recv(100), UTF_8);
        }
    }

    private static Socket unixDatagrams() throws IOException {
        return new Socket(SocketConstants.AF_UNIX, SocketConstants.SOCK_DGRAM, 0).bind(SockaddrUn.UNNAMED);
    }

    @Test
    void streamsAreServed(@TempDir Path folder) throws Throwable {
        Proc.assertNoDescriptorLeaks(() -> {
            var virtual = ThreadingMixIn.virtual();
            var path = SockaddrUn.of(folder.resolve("socket"));
            assertThat(ask(new TCPServer(ANY_PORT, OfStreams::new), Socket.tcp())).isEqualTo("false hello");
            assertThat(ask(new TCPServer(Socket.createServer(ANY_PORT, 1, false, false), OfStreams::new), Socket.tcp()))
                    .isEqualTo("false hello");
            assertThat(ask(new TCPServer(Sockaddr.of("::1", 0), OfStreams::new), Socket.tcp6()))
                    .isEqualTo("false hello");
            assertThat(ask(new ThreadingTCPServer(ANY_PORT, OfStreams::new), Socket.tcp())).isEqualTo("false hello");
            assertThat(ask(new ThreadingTCPServer(ANY_PORT, OfStreams::new, virtual), Socket.tcp()))
                    .isEqualTo("true hello");
            assertThat(
                    ask(new ThreadingTCPServer(Socket.createServer(ANY_PORT), OfStreams::new, virtual), Socket.tcp()))
                    .isEqualTo("true hello");
            assertThat(ask(new UnixStreamServer(path, OfStreams::new), Socket.unix())).isEqualTo("false hello");
            // The file is the caller's.
            assertThatExceptionOfType(AddressInUseException.class)
                    .isThrownBy(() -> new ThreadingUnixStreamServer(path, OfStreams::new));
            Files.delete(folder.resolve("socket"));
            assertThat(ask(new ThreadingUnixStreamServer(path, OfStreams::new), Socket.unix()))
                    .isEqualTo("false hello");
            Files.delete(folder.resolve("socket"));
            assertThat(ask(new ThreadingUnixStreamServer(SockaddrUn.UNNAMED, OfStreams::new, virtual), Socket.unix()))
                    .isEqualTo("true hello");
        });
    }

    @Test
    void datagramsAreServed() throws Throwable {
        Proc.assertNoDescriptorLeaks(() -> {
            var virtual = ThreadingMixIn.virtual();
            var any = SockaddrUn.UNNAMED;
            assertThat(ask(new UDPServer(ANY_PORT, OfDatagrams::new), Socket.udp())).isEqualTo("false hello");
            assertThat(ask(new UDPServer(Socket.udp().bind(ANY_PORT), OfDatagrams::new), Socket.udp()))
                    .isEqualTo("false hello");
            assertThat(ask(new ThreadingUDPServer(ANY_PORT, OfDatagrams::new), Socket.udp())).isEqualTo("false hello");
            assertThat(ask(new ThreadingUDPServer(ANY_PORT, OfDatagrams::new, virtual), Socket.udp()))
                    .isEqualTo("true hello");
            assertThat(
                    ask(new ThreadingUDPServer(Socket.udp().bind(ANY_PORT), OfDatagrams::new, virtual), Socket.udp()))
                    .isEqualTo("true hello");
            assertThat(ask(new UnixDatagramServer(any, OfDatagrams::new), unixDatagrams())).isEqualTo("false hello");
            assertThat(ask(new ThreadingUnixDatagramServer(any, OfDatagrams::new), unixDatagrams()))
                    .isEqualTo("false hello");
            assertThat(ask(new ThreadingUnixDatagramServer(any, OfDatagrams::new, virtual), unixDatagrams()))
                    .isEqualTo("true hello");
        });
    }

    @Test
    void anAddressInUseIsRefusedAndLeavesNothingOpen() throws Throwable {
        Proc.assertNoDescriptorLeaks(() -> {
            try (var taken = new TCPServer(ANY_PORT, OfStreams::new);
                    var other = new UDPServer(ANY_PORT, OfDatagrams::new)) {
                assertThatExceptionOfType(AddressInUseException.class)
                        .isThrownBy(() -> new ThreadingTCPServer(taken.serverAddress(), OfStreams::new));
                assertThatExceptionOfType(AddressInUseException.class)
                        .isThrownBy(() -> new ThreadingUDPServer(other.serverAddress(), OfDatagrams::new));
            }
        });
    }

    @Test
    void noBoundIsLessThanOne() {
        for (var threads : List.of(ThreadingMixIn.platform(), ThreadingMixIn.virtual(), ThreadingMixIn.pool(1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> threads.bound(0, ThreadingMixIn.AtBound.WAIT));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> ThreadingMixIn.pool(0));
    }
}
