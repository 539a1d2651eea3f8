package io.sockeye;

import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.SOCK_RAW;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** A program for {@link ErrorsTest}: started with too few permissions or descriptors, it prints what it is told. */
final class Unfortunate {
    private static final int IPPROTO_ICMP = 1;

    private interface Call {
        void run() throws IOException;
    }

    private Unfortunate() {}

    public static void main(String[] arguments) throws IOException {
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
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void bindAndClose(Socket socket, Sockaddr address) throws IOException {
        try (socket) {
            socket.bind(address);
        }
    }

    private static long openSockets() throws IOException {
        try (var numbers = Files.list(Path.of("/proc/self/fd"))) {
            return numbers.filter(Unfortunate::isSocket).count();
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
