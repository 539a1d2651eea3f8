package io.sockeye.support;

import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.SOCK_RAW;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;

import io.sockeye.Epoll;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;

/** A program for {@code ErrorsTest}: started with too few permissions or descriptors, it prints the errors that it gets. */
public final class RestrictedProgram {
    private static final int IPPROTO_ICMP = 1;

    private interface Call {
        void run() throws IOException;
    }

    private RestrictedProgram() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "noPermission" -> {
                long before = openSockets();
                print(() -> bindAndClose(Socket.tcp(), Sockaddr.of("127.0.0.1", 80)));
                print(() -> bindAndClose(Socket.unix(), SockaddrUn.path(arguments[1])));
                print(() -> new Socket(AF_INET, SOCK_RAW, IPPROTO_ICMP).close());
                System.out.println(openSockets() - before + " sockets are left open");
            }
            case "tooManyDescriptors" -> {
                // A JVM out of descriptors cannot load classes: everything that the message takes is used once before.
                var unknownFamily = 1234;
                text(() -> new Socket(unknownFamily, SOCK_STREAM, 0).close());
                Socket.tcp().close();
                var sockets = new ArrayList<Socket>();
                var text = text(() -> {
                    while (true) {
                        sockets.add(Socket.tcp());
                    }
                });
                sockets.forEach(Socket::close);
                System.out.println(text);
            }
            case "noPoller" -> noPoller();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** A virtual thread waits for the first time when there is no descriptor for the poller's epoll instances, and once more. */
    private static void noPoller() throws Exception {
        var sockets = new ArrayList<Socket>();
        // As above, for all but the first wait of a virtual thread.
        Call fails = () -> new Socket(1234, SOCK_STREAM, 0).close();
        ThreadedCall.onVirtualThread(() -> text(fails)).result();
        Epoll.create().close();
        Class.forName("io.sockeye.internal.poll.ParkedThreads");
        Class.forName("io.sockeye.internal.poll.Poller");
        try (var pair = Socket.socketpair()) {
            Call recv = () -> pair.first().recv(1);
            for (int millis = 0; millis < 2; millis++) {
                pair.first().settimeout(Duration.ofMillis(millis));
                text(recv);
            }
            pair.first().settimeout(Duration.ofMillis(100));
            text(() -> {
                while (true) {
                    sockets.add(Socket.tcp());
                }
            });
            var without = ThreadedCall.onVirtualThread(() -> text(recv)).result();
            sockets.forEach(Socket::close);
            System.out.println(without);
            System.out.println(ThreadedCall.onVirtualThread(() -> text(recv)).result());
        }
    }

    private static void bindAndClose(Socket socket, Sockaddr address) throws IOException {
        try (socket) {
            socket.bind(address);
        }
    }

    private static long openSockets() throws IOException {
        try (var numbers = Files.list(Path.of("/proc/self/fd"))) {
            return numbers.filter(RestrictedProgram::isSocket).count();
        }
    }

    private static boolean isSocket(Path number) {
        try {
            return Files.readSymbolicLink(number).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static void print(Call call) {
        System.out.println(text(call));
    }

    private static String text(Call call) {
        try {
            call.run();
            return "it was allowed";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
