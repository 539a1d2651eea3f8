package io.sockeye.support;

import static io.sockeye.bindings.NameConstants.NI_NUMERICHOST;
import static io.sockeye.bindings.NameConstants.NI_NUMERICSERV;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_UNSPEC;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;

import io.sockeye.AddressInUseException;
import io.sockeye.PermissionException;
import io.sockeye.Resolver;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Programs of {@link ChildPrograms} for a host whose name server, 127.0.0.153, never answers. Each prints what it has seen as lines of
 * {@code key=value}.
 */
public final class SlowNames {
    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final String SLOW = "slow.example";

    private SlowNames() {}

    /** A limit of 300 ms on a platform thread and on a virtual one, and an interrupt without a limit. */
    public static void limited() throws Exception {
        try (var silent = silentServer()) {
            Callable<String> create = () -> outcome(() -> Socket.createConnection(SLOW, 80, LIMIT));
            print("platform", ThreadedCall.onPlatformThread(create));
            print("virtual", ThreadedCall.onVirtualThread(create));
            var interrupted = ThreadedCall.onVirtualThread(() -> outcome(() -> Socket.createConnection(SLOW, 80, null))
                    + ", interrupted: " + Thread.currentThread().isInterrupted());
            interrupted.awaitBlocked().thread().interrupt();
            print("interrupted", interrupted);
            System.out.println("asked=" + (silent.recvfrom(512).length() > 0));
        }
    }

    /** What needs no server, while {@code count} virtual threads wait for one. */
    public static void beside(int count) throws Exception {
        try (var silent = silentServer();
                var server = Socket.createServer(Sockaddr.of("127.0.0.1", 0))) {
            int port = ((SockaddrIn) server.getsockname()).port();
            var slow = new ArrayList<ThreadedCall<?>>();
            for (int i = 0; i < count; i++) {
                var name = "slow" + i + ".example";
                slow.add(ThreadedCall.onVirtualThread(() -> Resolver.gethostbyname(name)));
            }
            for (var each : slow) {
                each.awaitBlocked();
            }
            int numeric = NI_NUMERICHOST | NI_NUMERICSERV;
            quick("number", () -> Resolver.getaddrinfo("127.0.0.1", "80", AF_UNSPEC, 0, 0, 0).size());
            quick("null", () -> Resolver.getaddrinfo(null, "80", AF_UNSPEC, 0, 0, 0).size());
            quick("localhost", () -> Resolver.getaddrinfo("localhost", "80", AF_INET, SOCK_STREAM, 0, 0).size());
            quick("getnameinfo", () -> Resolver.getnameinfo(Sockaddr.of("192.0.2.1", 80), numeric));
            quick("service", () -> Resolver.getservbyname("http", SOCK_STREAM));
            quick("connection", () -> {
                Socket.createConnection("127.0.0.1", port, null).close();
                return "connected";
            });
            quick("bind", () -> {
                Socket.tcp().bind("", 0).close();
                return "bound";
            });
            System.out.println("waiting=" + slow.stream().filter(each -> each.thread().isAlive()).count());
            System.out.println("asked=" + (silent.recvfrom(512).length() > 0));
        }
    }

    private static void quick(String key, Callable<?> call) throws Exception {
        long start = System.nanoTime();
        var answer = ThreadedCall.onVirtualThread(call).result();
        System.out.println(key + "=" + answer + "\n" + key + ".ms=" + (System.nanoTime() - start) / 1_000_000);
    }

    private static void print(String key, ThreadedCall<String> started) throws Exception {
        long start = System.nanoTime();
        var answer = started.result();
        System.out.println(key + "=" + answer + "\n" + key + ".ms=" + (System.nanoTime() - start) / 1_000_000);
    }

    private static String outcome(Callable<Socket> call) throws Exception {
        try (var socket = call.call()) {
            return "connected: " + socket;
        } catch (IOException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    /** Receives the queries and answers none; ends the program where the machine does not allow it. */
    private static Socket silentServer() throws IOException {
        var silent = Socket.udp();
        try {
            silent.bind(Sockaddr.of("127.0.0.153", 53));
            if (Files.readString(Path.of("/etc/resolv.conf")).contains("127.0.0.153")) {
                return silent;
            }
        } catch (PermissionException | AddressInUseException e) {
            System.out.println(ChildPrograms.IMPOSSIBLE + "=no name server can be set: " + e.getMessage());
        }
        silent.close();
        System.exit(0);
        return Objects.requireNonNull(null);
    }
}
