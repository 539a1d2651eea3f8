package io.sockeye.support;

import static io.sockeye.bindings.SocketConstants.AF_UNSPEC;

import io.sockeye.ClosedDescriptorException;
import io.sockeye.ConnectionRefusedException;
import io.sockeye.Epoll;
import io.sockeye.Errno;
import io.sockeye.ErrnoException;
import io.sockeye.Pipe;
import io.sockeye.Resolver;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import io.sockeye.SocketPair;
import io.sockeye.TimedOutException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Programs for a JVM of their own: with one carrier, with other files in /etc, with a heap that does not grow. Each prints
 * what it has seen as lines of {@code key=value}.
 */
public final class ChildPrograms {
    private static final Sockaddr ANY_PORT = Sockaddr.of("127.0.0.1", 0);

    /** Then the machine does not allow it, and the test has to be skipped. */
    public static final String IMPOSSIBLE = "impossible";

    /** A program that sees one file in the place of another: which, where, what. */
    public static final String MOUNTED =
            "mount='mount --bind %s %s'; unshare -m $mount || { echo impossible=unshare; exit; };"
                    + " exec unshare -m sh -c \"$mount && exec $JAVA %s\"";

    private static final AtomicReference<Socket> HELD = new AtomicReference<>();

    private ChildPrograms() {}

    /** Runs a shell command in which {@code $JAVA} is Java with all that it needs, and returns what it printed. */
    public static Map<String, String> run(String command, String jvmOptions) throws IOException, InterruptedException {
        var root = System.getProperty("sockeye.root");
        var java = String.join(
                " ",
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=io.sockeye.bindings",
                "--module-path " + System.getProperty("sockeye.modulePath"),
                "--patch-module io.sockeye=" + root + "api/target/test-classes",
                jvmOptions,
                "-m io.sockeye/io.sockeye.support.ChildPrograms");
        var builder = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
        builder.environment().put("JAVA", java);
        var output = Files.createTempFile("forked", ".txt");
        var process = builder.redirectOutput(output.toFile()).start();
        try {
            if (!process.waitFor(50, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            var lines = Files.readString(output);
            System.out.println(command + "\n" + lines);
            if (process.exitValue() != 0 && !lines.contains(IMPOSSIBLE)) {
                throw new AssertionError(command + " ended with " + process.exitValue() + ":\n" + lines);
            }
            var answers = new TreeMap<String, String>();
            lines.lines()
                    .filter(line -> line.contains("="))
                    .forEach(line -> answers.put(
                            line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
            return answers;
        } finally {
            Files.delete(output);
        }
    }

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "multiplexers" -> MultiplexerPrograms.run(Integer.parseInt(args[1]));
            case "ticker" -> ticker(Integer.parseInt(args[1]));
            case "lookup" -> lookup();
            case "parked" -> parked(Integer.parseInt(args[1]));
            case "memory" -> memory(Integer.parseInt(args[1]));
            case "held" -> held();
            case "closing" -> closing(Integer.parseInt(args[1]));
            case "many" -> many();
            case "limited" -> SlowNames.limited();
            case "beside" -> SlowNames.beside(Integer.parseInt(args[1]));
            case "full" -> full(Path.of(args[1]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** Virtual threads that wait in four kinds of calls, on one carrier, and one that sleeps 5 ms at a time. */
    private static void ticker(int threads) throws Exception {
        var ended = new AtomicInteger();
        var waiting = new ArrayList<Thread>();
        var woken = new ArrayList<AutoCloseable>();
        try (var full = Socket.createServer(ANY_PORT, 0, false, false);
                var first = Socket.tcp().connect(full.getsockname())) {
            System.out.println("first=" + first);
            for (int i = 0; i < threads / 4; i++) {
                var pair = Socket.socketpair();
                waiting.add(start(ended, () -> pair.first().recv(1)));
                woken.add(() -> pair.second().sendall(new byte[1]));
                var udp = Socket.udp().bind(ANY_PORT);
                waiting.add(start(ended, () -> udp.recvfrom(1)));
                woken.add(() -> udp.sendto(new byte[1], udp.getsockname()));
                var server = Socket.createServer(ANY_PORT);
                waiting.add(start(ended, server::accept));
                woken.add(server);
                var client = Socket.tcp();
                waiting.add(start(ended, () -> client.connect(full.getsockname())));
                woken.add(client);
            }
            while (waiting.stream().anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
                Thread.sleep(10);
            }
            System.out.println("waiting=" + waiting.size());
            tick(Duration.ofSeconds(2), null);
            System.out.println("ended.before=" + ended);
            for (var wake : woken) {
                wake.close();
            }
            for (var thread : waiting) {
                thread.join();
            }
            System.out.println("ended=" + ended);
        }
    }

    /** Receives twice as much as a file system has room for, and looks for every byte of it. */
    private static void full(Path file) throws IOException {
        var content = new byte[2 << 20];
        new Random(57).nextBytes(content);
        try (var pair = Socket.socketpair()) {
            Thread.ofPlatform().daemon().start(() -> {
                try (var sender = pair.second()) {
                    sender.sendall(content);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            Socket.tcp().close();
            Pipe.open().close();
            var before = Proc.openDescriptors();
            try {
                System.out.println("no.exception=" + pair.first().recvfile(file));
            } catch (ErrnoException e) {
                System.out.println("errno=" + e.errno().name());
                System.out.println("written=" + e.transferred());
                System.out.println("undelivered=" + e.undelivered().length);
                System.out.println("message.has.both=" + e.getMessage().endsWith("; " + e.transferred()
                        + " bytes were written, " + e.undelivered().length + " more were received"));
                var all = new ByteArrayOutputStream();
                all.write(Files.readAllBytes(file));
                all.write(e.undelivered());
                all.write(pair.first().makefile().inputStream().readAllBytes());
                System.out.println("all=" + Arrays.equals(all.toByteArray(), content));
            }
            var leaked = new TreeMap<>(Proc.openDescriptors());
            leaked.keySet().removeAll(before.keySet());
            System.out.println("leaked=" + leaked.values());
        }
    }

    private interface Call {
        @Nullable Object call() throws IOException;
    }

    private static Thread start(AtomicInteger ended, Call call) {
        return Thread.startVirtualThread(() -> {
            try {
                call.call();
                ended.incrementAndGet();
            } catch (ClosedDescriptorException closed) {
                ended.incrementAndGet();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Ticks on a virtual thread, and prints how far apart the ticks were. */
    public static void tick(Duration time, @Nullable Thread until) throws InterruptedException {
        var gaps = new ArrayList<Long>();
        Thread.startVirtualThread(() -> {
            long end = System.nanoTime() + time.toNanos();
            for (long last = System.nanoTime(); last < end && (until == null || until.isAlive());) {
                try {
                    Thread.sleep(5);
                } catch (InterruptedException e) {
                    throw new IllegalStateException("nobody interrupts it", e);
                }
                long now = System.nanoTime();
                gaps.add((now - last) / 1000);
                last = now;
            }
        })
                .join();
        Collections.sort(gaps);
        System.out.println("ticks=" + gaps.size());
        if (!gaps.isEmpty()) {
            System.out.println("gap.99.us=" + gaps.get(gaps.size() * 99 / 100));
            System.out.println("gap.max.us=" + gaps.getLast());
        }
    }

    /** A name server that never answers; /etc/resolv.conf has to name it. */
    private static void lookup() throws Exception {
        try (var silent = Socket.udp()) {
            int errno = 0;
            try {
                silent.bind(Sockaddr.of("127.0.0.153", 53));
            } catch (ErrnoException e) {
                errno = e.errno().number();
            }
            if (errno != 0 || !Files.readString(Path.of("/etc/resolv.conf")).contains("127.0.0.153")) {
                System.out.println(IMPOSSIBLE + "=no name server can be set: " + new Errno(errno));
                return;
            }
            var lookup = Thread.ofVirtual().unstarted(() -> {
                long start = System.nanoTime();
                try {
                    System.out.println("found=" + Resolver.getaddrinfo("silent.example", null, AF_UNSPEC, 0, 0, 0));
                } catch (IOException e) {
                    System.out.println("answer=" + e.getMessage());
                }
                System.out.println("lookup.ms=" + (System.nanoTime() - start) / 1_000_000);
            });
            lookup.start();
            tick(Duration.ofSeconds(30), lookup);
            lookup.join();
            System.out.println("asked=" + (silent.recvfrom(512).length() > 0));
        }
    }

    /** So many virtual threads that wait for bytes, and what they have made the process grow by. */
    private static void parked(int threads) throws Exception {
        var pairs = new ArrayList<SocketPair>();
        var waiting = new ArrayList<Thread>();
        long before = 0;
        for (int i = 0; i < threads; i++) {
            if (i == threads / 10) {
                before = residentKiB();
            }
            var pair = Socket.socketpair();
            pairs.add(pair);
            waiting.add(Thread.ofVirtual().start(() -> {
                try {
                    pair.first().recv(new byte[1]);
                } catch (IOException e) {
                    System.out.println("failed=" + e.getMessage());
                }
            }));
            while (waiting.getLast().getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        System.out.println("grown.KiB=" + (residentKiB() - before));
        for (var pair : pairs) {
            pair.second().send(new byte[1]);
        }
        for (var thread : waiting) {
            thread.join();
        }
    }

    /** Who closes waits for who is inside: with one carrier the last one closes before the first waiter comes out. */
    private static void closing(int count) throws Exception {
        var ended = new AtomicInteger();
        var closed = new AtomicInteger();
        var instances = new ArrayList<Epoll>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < count; i++) {
            var epoll = Epoll.create();
            instances.add(epoll);
            threads.add(start(ended, () -> epoll.poll(null)));
        }
        while (threads.stream().anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
            Thread.sleep(10);
        }
        Thread.startVirtualThread(() -> {
            for (var epoll : instances) {
                threads.add(start(closed, () -> {
                    epoll.close();
                    return null;
                }));
            }
        }).join();
        for (var thread : threads) {
            thread.join();
        }
        System.out.println("ended=" + ended + "\nclosed=" + closed);
    }

    /** What a class initializer waits for holds the carrier, and here it is the only one. */
    private static void held() throws Exception {
        var pair = Socket.socketpair();
        HELD.set(pair.first());
        var initializing = Thread.ofVirtual().start(() -> System.out.println("received=" + Holding.RECEIVED));
        while (initializing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        pair.second().send(new byte[7]);
        System.out.println("woken=" + initializing.join(Duration.ofSeconds(20)));
    }

    private static final class Holding {
        static final int RECEIVED = receive();

        private static int receive() {
            try {
                return Objects.requireNonNull(HELD.get()).recv(new byte[8]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void memory(int calls) throws Exception {
        lookUp(calls / 4);
        long before = residentKiB();
        lookUp(calls);
        System.out.println("grown.KiB=" + (residentKiB() - before));
    }

    private static void lookUp(int calls) throws IOException {
        for (int i = 0; i < calls; i++) {
            if (Resolver.getaddrinfo("127.0.0.1", "1", AF_UNSPEC, 0, 0, 0).size() < 3) {
                throw new IllegalStateException("stream, datagram and raw are three");
            }
        }
    }

    private static long residentKiB() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
    }

    /** The name "many" has to be 127.0.0.1, 127.0.0.2 and 127.0.0.3 in /etc/hosts. */
    private static void many() throws Exception {
        System.out.println("addresses=" + Resolver.gethostbynameEx("many").addresses());
        var hosts = List.of("127.0.0.1", "127.0.0.2", "127.0.0.3");
        for (var host : hosts) {
            try (var server = Socket.createServer(Sockaddr.of(host, 0));
                    var client = Socket.createConnection("many", port(server), Duration.ofSeconds(10))) {
                System.out.println("only." + host + "=" + server.getsockname().equals(client.peer()));
                System.out.println("timeout=" + client.gettimeout());
            }
        }
        int port;
        try (var server = Socket.createServer(ANY_PORT)) {
            port = port(server);
        }
        try {
            Socket.createConnection("many", port, null).close();
        } catch (ConnectionRefusedException e) {
            System.out.println("refused=" + all(e).size());
            System.out.println("refused.each=" + all(e).stream().map(Throwable::getMessage).distinct().count());
        }
        afterSilence(port);
        slow(hosts, port);
    }

    /** The first address drops packets, and the second one answers. */
    private static void afterSilence(int port) throws Exception {
        try (var silent = Socket.createServer(Sockaddr.of("127.0.0.1", port), 0, false, false);
                var first = Socket.tcp().connect(silent.getsockname());
                var server = Socket.createServer(Sockaddr.of("127.0.0.2", port));
                var client = Socket.createConnection("many", port, Duration.ofSeconds(10))) {
            System.out.println("after.silence=" + client.getpeername().equals(server.getsockname()));
            System.out.println("first=" + first);
        } catch (TimedOutException e) {
            System.out.println("after.silence=" + e.getMessage());
        }
    }

    private static void slow(List<String> hosts, int port) throws Exception {
        var full = new ArrayList<Socket>();
        for (var host : hosts) {
            var server = Socket.createServer(Sockaddr.of(host, port), 0, false, false);
            full.addAll(Arrays.asList(server, Socket.tcp().connect(server.getsockname())));
        }
        long start = System.nanoTime();
        try {
            Socket.createConnection("many", port, Duration.ofMillis(300)).close();
        } catch (TimedOutException e) {
            System.out.println("timed.out.ms=" + (System.nanoTime() - start) / 1_000_000);
            System.out.println("timed.out=" + all(e).size());
        }
        full.forEach(Socket::close);
    }

    /** An exception with all that is suppressed in it. */
    private static List<Throwable> all(Throwable e) {
        var all = new ArrayList<Throwable>(List.of(e));
        for (var suppressed : e.getSuppressed()) {
            all.addAll(all(suppressed));
        }
        return all;
    }

    private static int port(Socket socket) throws ErrnoException {
        return ((SockaddrIn) socket.getsockname()).port();
    }
}
