package io.sockeye.socketserver;

import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_LINGER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import io.sockeye.support.Proc;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that send garbage, stall, or vanish: the server goes on, and nothing is left. {@code -Dsockeye.soak=60} is the long one. */
class SoakTest {
    private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("sockeye.soak", 5));

    /** How long a request may take, and so how long a silent client is suffered. */
    private static final Duration LIMIT = Duration.ofMillis(50);

    private static final int HOSTILE = 4;

    /** The servers of all names, with all kinds of threads. */
    enum Kind {
        TCP,
        UNIX_STREAM,
        UDP,
        UNIX_DATAGRAM,
        PLATFORM_TCP,
        VIRTUAL_TCP,
        POOL_TCP,
        REFUSING_TCP,
        VIRTUAL_UNIX_STREAM,
        VIRTUAL_UDP,
        POOL_UNIX_DATAGRAM;

        final boolean unix = name().contains("UNIX");

        private RequestExecutor executor() {
            return switch (this) {
                case TCP, UNIX_STREAM, UDP, UNIX_DATAGRAM -> RequestExecutor.InTheLoop.INSTANCE;
                case PLATFORM_TCP -> ThreadingMixIn.platform();
                case VIRTUAL_TCP, VIRTUAL_UNIX_STREAM, VIRTUAL_UDP -> ThreadingMixIn.virtual();
                case POOL_TCP, POOL_UNIX_DATAGRAM -> ThreadingMixIn.pool(2);
                case REFUSING_TCP -> ThreadingMixIn.platform().bound(3, ThreadingMixIn.AtBound.REFUSE);
            };
        }

        boolean isStream() {
            return !name().endsWith("UDP") && !name().endsWith("DATAGRAM");
        }

        BaseServer<?> open(Observed observed) throws ErrnoException {
            var address = unix ? SockaddrUn.UNNAMED : Sockaddr.of("127.0.0.1", 0);
            return isStream()
                    ? observed.streams(TCPServer.listening(address), OfStreams::new, executor())
                    : observed.datagrams(UDPServer.bound(address), OfDatagrams::new, executor());
        }

        Socket client(Sockaddr server) throws ErrnoException {
            var client = isStream()
                    ? unix ? Socket.unix() : Socket.tcp()
                    : unix ? new Socket(AF_UNIX, SOCK_DGRAM, 0).bind(SockaddrUn.UNNAMED) : Socket.udp();
            client.settimeout(Duration.ofSeconds(5));
            return client.connect(server);
        }
    }

    private static final class OfStreams extends StreamRequestHandler {
        @Override
        protected int wbufsize() {
            return 100;
        }

        @Override
        protected void handle() throws IOException {
            for (byte @Nullable [] line; (line = readLine(1000)) != null;) {
                wfile().write(line);
                wfile().write('\n');
                wfile().flush();
            }
        }
    }

    private static final class OfDatagrams extends DatagramRequestHandler {
        @Override
        protected void handle() throws IOException {
            if (packet().length > 0 && packet()[0] < 0) {
                throw new IOException("garbage");
            }
            wfile().write(packet());
        }
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 300, unit = SECONDS)
    void hostileClientsDoNotStopIt(Kind kind) throws Exception {
        run(kind, Duration.ofMillis(200));
        var descriptors = Proc.openDescriptors();
        var threads = threads();

        var seen = run(kind, SPAN);
        System.out.println(kind + ": " + seen);
        assertThat(seen.answers()).as("answers meanwhile, to those who behave").isPositive();
        // Who closes for the request limit may be the last to let go, a moment after the handler.
        for (int i = 0; i < 30_000 && !isWithin(descriptors); i++) {
            Thread.sleep(1);
        }
        assertThat(isWithin(descriptors)).as("%s at most are open", descriptors).isTrue();
        for (int i = 0; i < 30_000 && threads() > threads; i++) {
            Thread.sleep(1);
        }
        assertThat(threads()).isLessThanOrEqualTo(threads);
    }

    private static boolean isWithin(Map<Integer, String> descriptors) throws IOException {
        return descriptors.entrySet().containsAll(Proc.openDescriptors().entrySet());
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("request-")
                        || thread.getName().startsWith("soak-"))
                .count();
    }

    private record Seen(int attacks, int answers) {}

    private static Seen run(Kind kind, Duration span) throws Exception {
        var observed = new Observed();
        var attacks = new AtomicInteger();
        int answers = 0;
        try (var server = kind.open(observed)) {
            server.requestLimit(LIMIT);
            var address = server.serverAddress();
            var all = new ArrayList<FutureTask<Boolean>>();
            all.add(start("soak-loop", () -> {
                server.serveForever();
                return true;
            }));
            long end = System.nanoTime() + span.toNanos();
            for (int i = 0; i < HOSTILE; i++) {
                var random = new Random(i);
                all.add(start("soak-client-" + i, () -> {
                    while (System.nanoTime() < end) {
                        attack(kind, address, random);
                        attacks.incrementAndGet();
                        observed.failures.clear();
                    }
                    return true;
                }));
            }
            while (System.nanoTime() < end) {
                answers += ask(kind, address) ? 1 : 0;
            }
            for (var attacker : all.subList(1, all.size())) {
                assertThat(attacker.get(30, SECONDS)).isTrue();
            }
            // Now that nobody disturbs it.
            for (int tries = 0; !ask(kind, address); tries++) {
                assertThat(tries).isLessThan(100);
            }
            assertThat(server.shutdown(Duration.ofSeconds(30))).isTrue();
            assertThat(all.getFirst().get(30, SECONDS)).isTrue();
            assertThat(server.inFlight()).isZero();
        }
        return new Seen(attacks.get(), answers);
    }

    private static FutureTask<Boolean> start(String name, Callable<Boolean> what) {
        var task = new FutureTask<>(what);
        Thread.ofPlatform().name(name).daemon().start(task);
        return task;
    }

    /** Whether the answer came: a server that refuses, or whose queue is full of garbage, may not. */
    private static boolean ask(Kind kind, Sockaddr server) throws IOException {
        try (var client = kind.client(server)) {
            client.settimeout(Duration.ofMillis(500));
            client.sendall("hello\n".getBytes(UTF_8));
            var answer = client.recv(100);
            var text = new String(answer, UTF_8);
            // A UDP port is soon another client's, and what was sent to the one before comes to him.
            assertThat(kind.isStream() ? text : "").isIn("hello\n", "");
            return text.equals("hello\n");
        } catch (ErrnoException refused) {
            return false;
        }
    }

    private static void attack(Kind kind, Sockaddr server, Random random) throws IOException, InterruptedException {
        try (var client = kind.client(server)) {
            var garbage = new byte[random.nextInt(kind.isStream() ? 3000 : 9000)];
            random.nextBytes(garbage);
            switch (random.nextInt(5)) {
                case 0 -> client.sendall(garbage);
                case 1 -> {
                    client.sendall("half a line".getBytes(UTF_8));
                    // Longer than the server suffers it.
                    Thread.sleep(LIMIT.plusMillis(20));
                }
                case 2 -> {
                    client.sendall("x\n".getBytes(UTF_8));
                    reset(kind, client);
                }
                case 3 -> {
                    for (int i = 0; i < 20; i++) {
                        client.sendall("never read\n".getBytes(UTF_8));
                    }
                }
                default -> reset(kind, client);
            }
        } catch (ErrnoException refused) {
            // That is the server's right.
        }
    }

    /** Lets a close be a reset, which {@code l_onoff} and no {@code l_linger} does; socket(7). */
    private static void reset(Kind kind, Socket client) throws ErrnoException {
        if (kind.isStream() && !kind.unix) {
            client.setsockopt(SOL_SOCKET, SO_LINGER, new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
        }
    }
}
