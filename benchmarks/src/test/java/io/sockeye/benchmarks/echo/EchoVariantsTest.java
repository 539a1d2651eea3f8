package io.sockeye.benchmarks.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.sockopt.Linger;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import io.sockeye.sockopt.SocketOptions;
import io.sockeye.TimedOutException;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.measure.Executables;
import io.sockeye.benchmarks.measure.Prerequisites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EchoVariantsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration MOMENT = Duration.ofMillis(200);

    static List<String> names() {
        return EchoVariants.variants().stream().map(Variant::name).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void itEchoesAndKeepsWhatIsNotTakenAndLosesOnlyWhoDied(String name) throws Exception {
        var variant = EchoVariants.variants(name).getFirst();
        var missing = Prerequisites.missing(variant);
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));

        try (var server = EchoVariants.start(variant, Optional.empty());
                var client = connect(server)) {
            assertThat(echoed(client, 64)).isTrue();
            reset(server);
            slowly(server);
            assertThat(echoed(client, 64)).isTrue();
            assertThat(server.processorNanos()).isPositive();
        }
    }

    /** One that watches a client for reading while it has to wait for writing finds it ready again and again. */
    @ParameterizedTest
    @MethodSource("names")
    void itSleepsWhileAClientTakesNothing(String name) throws Exception {
        var variant = EchoVariants.variants(name).getFirst();
        var missing = Prerequisites.missing(variant);
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));

        try (var server = EchoVariants.start(variant, Optional.empty());
                var client = connect(server);
                var other = connect(server)) {
            fill(client);

            assertThat(sleeps(server)).isTrue();
            assertThat(echoed(other, 64)).isTrue();
        }
    }

    /** Until neither the server takes more, nor the buffers on the way. */
    private static void fill(Socket client) throws IOException {
        client.settimeout(MOMENT);
        var bytes = new byte[65_536];
        try {
            while (client.send(bytes) > 0) {
                Thread.onSpinWait();
            }
        } catch (TimedOutException full) {
            return;
        }
        throw new AssertionError("a server that takes all");
    }

    /** At last: a JVM may have to compile before. */
    private static boolean sleeps(ServerProcess server) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            long start = System.nanoTime();
            long used = server.processorNanos();
            Thread.sleep(MOMENT);
            if (server.processorNanos() - used < (System.nanoTime() - start) / 2) {
                return true;
            }
        }
        return false;
    }

    private static Socket connect(ServerProcess server) throws IOException {
        return Socket.createConnection("127.0.0.1", server.port(), PATIENCE);
    }

    private static boolean echoed(Socket client, int size) throws Exception {
        var message = new byte[size];
        new Random(size).nextBytes(message);
        var sending = CompletableFuture.runAsync(() -> sendall(client, message));
        var answer = client.makefile().inputStream().readNBytes(size);
        sending.get();
        return Arrays.equals(answer, message);
    }

    private static void sendall(Socket client, byte[] message) {
        try {
            client.sendall(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** More than the buffers on the way take, to who takes it in small pieces. */
    private static void slowly(ServerProcess server) throws Exception {
        try (var client = Socket.tcp()) {
            client.settimeout(PATIENCE);
            client.setsockopt(SocketOptions.SO_RCVBUF, 4_096);
            client.connect(Sockaddr.of("127.0.0.1", server.port()));
            assertThat(echoed(client, 6_000_000)).isTrue();
        }
    }

    /** Both what is read from it and what is written to it fails. */
    private static void reset(ServerProcess server) throws IOException {
        try (var client = connect(server)) {
            client.setsockopt(SocketOptions.SO_LINGER, new Linger(true, Duration.ZERO));
            client.send(new byte[64]);
        }
    }

    @Test
    void theDelayedOneAnswersNotBeforeItsDelay() throws Exception {
        try (var server = EchoVariants.delayed(Duration.ofMillis(20), Optional.empty());
                var client = connect(server)) {
            for (int i = 0; i < 5; i++) {
                long start = System.nanoTime();
                assertThat(echoed(client, 64)).isTrue();
                assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
            }
        }
    }

    @Test
    void aServerThatDiesSaysWhy() throws Exception {
        var command = EchoVariants.command(EchoVariants.variants("epoll").getFirst(), -1, List.of());

        assertThatThrownBy(() -> ServerProcess.listening(command))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended with 1")
                .hasMessageContaining("IllegalArgumentException");
    }

    @Test
    void aServerHasEndedWhenItIsClosed() throws Exception {
        var server = EchoVariants.start(EchoVariants.variants("epoll").getFirst(), Optional.empty());

        server.close();

        assertThat(ProcessHandle.of(server.pid())).isNotPresent();
    }

    @Test
    void aPinnedServerHasOneProcessor() throws Exception {
        assumeTrue(Executables.has("taskset"));

        try (var server = EchoVariants.start(EchoVariants.variants("epoll").getFirst(), Optional.of(0))) {
            var status = Files.readString(Path.of("/proc/" + server.pid() + "/status"));
            assertThat(status).contains("Cpus_allowed_list:\t0\n");
        }
    }
}
