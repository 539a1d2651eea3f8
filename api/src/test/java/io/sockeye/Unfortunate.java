package io.sockeye;

import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.SOCK_RAW;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;

import java.io.IOException;
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
                print(() -> Socket.tcp().bind("127.0.0.1", 80));
                print(() -> Socket.unix().bind(SockaddrUn.path(arguments[1])));
                print(() -> new Socket(AF_INET, SOCK_RAW, IPPROTO_ICMP).close());
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
