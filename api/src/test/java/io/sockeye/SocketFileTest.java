package io.sockeye;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.support.ThreadedCall;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A socket as streams and as a channel. */
class SocketFileTest {
    private static final int MIB = 1 << 20;

    @Test
    void aStreamIsWrittenWholeAndReadToItsEnd() throws Exception {
        try (var pair = Socket.socketpair()) {
            var all = pattern(3 * MIB);
            var written = ThreadedCall.onPlatformThread(() -> {
                var output = pair.first().makefile().outputStream();
                output.write(all[0]);
                output.write(all, 1, all.length - 1);
                pair.first().close();
                return all.length;
            });
            assertThat(pair.second().makefile().inputStream().readAllBytes()).isEqualTo(all);
            assertThat(written.result()).isEqualTo(3 * MIB);
        }
    }

    @Test
    void aChannelIsWrittenInPartsAndReadToItsEnd() throws Exception {
        try (var pair = Socket.socketpair()) {
            var all = pattern(3 * MIB);
            var written = ThreadedCall.onVirtualThread(() -> {
                try (var channel = pair.first().makefile()) {
                    for (var buffer = ByteBuffer.wrap(all); buffer.hasRemaining();) {
                        assertThat(channel.write(buffer)).isPositive();
                    }
                }
                pair.first().close();
                return all.length;
            });
            var file = pair.second().makefile();
            var target = ByteBuffer.allocate(4 * MIB);
            while (file.read(target) > 0) {
                assertThat(target.position()).isPositive();
            }
            assertThat(target.flip()).isEqualTo(ByteBuffer.wrap(all));
            assertThat(file.read(target.clear())).as("the end, again").isEqualTo(-1);
            assertThat(written.result()).isEqualTo(3 * MIB);
        }
    }

    @Test
    void closingAFileLeavesTheSocketOpen() throws Exception {
        try (var pair = Socket.socketpair()) {
            var channel = pair.first().makefile();
            channel.close();
            assertThat(channel.isOpen()).isFalse();
            assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(() -> channel.outputStream().write(1)).isInstanceOf(ClosedChannelException.class);
            pair.first().makefile().outputStream().close();
            pair.first().makefile().inputStream().close();

            pair.first().makefile().outputStream().write(200);
            assertThat(pair.second().makefile().inputStream().read()).isEqualTo(200);
        }
    }

    @Test
    void aFileIsClosedWithItsSocket() throws Exception {
        try (var pair = Socket.socketpair()) {
            var channel = pair.first().makefile();
            assertThat(channel.isOpen()).isTrue();
            pair.first().close();
            assertThat(channel.isOpen()).isFalse();
            assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
                    .isInstanceOf(ClosedDescriptorException.class);
        }
    }

    @Test
    void noRoomAndNothingToWriteAreNoEnd() throws Exception {
        try (var pair = Socket.socketpair()) {
            var channel = pair.first().makefile();
            assertThat(channel.read(ByteBuffer.allocate(0))).isZero();
            assertThat(channel.inputStream().read(new byte[5], 5, 0)).isZero();
            assertThat(channel.write(ByteBuffer.allocate(0))).isZero();
            channel.outputStream().write(new byte[0]);
            assertThatThrownBy(() -> channel.inputStream().read(new byte[5], 4, 2))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> channel.outputStream().write(new byte[5], 4, 2))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void linesGoToAndFromASocketOfJavaNet() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var socket = Socket.tcp().connect(Sockaddr.of(server.getLocalSocketAddress()));
                var peer = server.accept()) {
            var echo = ThreadedCall.onPlatformThread(() -> {
                var lines = new BufferedReader(new InputStreamReader(peer.getInputStream(), UTF_8));
                var answers = new PrintWriter(peer.getOutputStream(), true, UTF_8);
                for (var line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                    answers.println("<" + line + ">");
                }
                peer.shutdownOutput();
                return peer.getRemoteSocketAddress();
            });
            var file = socket.makefile();
            var writer = new PrintWriter(file.outputStream(), true, UTF_8);
            var reader = new BufferedReader(new InputStreamReader(file.inputStream(), UTF_8));
            for (var line : new String[] {"one", "zwölf", "\uD83E\uDDE6"}) {
                writer.println(line);
                assertThat(reader.readLine()).isEqualTo("<" + line + ">");
            }
            writer.println();
            assertThat(reader.readLine()).isNull();
            assertThat(echo.result()).isEqualTo(socket.getsockname().toJava());
        }
    }

    @Test
    void theTimeoutOfTheSocketHoldsForItsFiles() throws Exception {
        try (var pair = Socket.socketpair()) {
            var timeout = Duration.ofMillis(50);
            pair.first().settimeout(timeout);
            var file = pair.first().makefile();
            long start = System.nanoTime();
            assertThatThrownBy(() -> file.inputStream().read()).isInstanceOf(TimedOutException.class);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(timeout.toNanos());
            assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1))).isInstanceOf(TimedOutException.class);

            // It may go on afterwards.
            pair.second().sendall(new byte[] {7});
            assertThat(file.inputStream().read()).isEqualTo(7);
            assertThatThrownBy(() -> file.outputStream().write(new byte[10 * MIB]))
                    .isInstanceOfSatisfying(TimedOutException.class, e -> assertThat(e.transferred()).isPositive());
        }
    }

    private static byte[] pattern(int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % 251);
        }
        return bytes;
    }
}
