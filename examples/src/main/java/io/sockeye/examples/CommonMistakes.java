package io.sockeye.examples;

import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;
import static io.sockeye.bindings.SocketConstants.MSG_WAITALL;
import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_REUSEADDR;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import io.sockeye.SocketPair;
import java.io.IOException;
import java.lang.foreign.Arena;

/**
 * Mistakes of most first programs, each followed by its correction.
 *
 * <p>Run: {@code ./sockeye run common-mistakes}. It ends by itself.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/CommonMistakes.java}.
 */
public final class CommonMistakes {
    private CommonMistakes() {}

    static void main(String[] arguments) {
        Main.run("common-mistakes", arguments);
    }

    static void run(String host, int port) throws IOException {
        oneRecvForOneSend();
        halfACharacter();
        datagramsAreCut();
        sendTakesAPart();
        closeWithSomethingUnread(host, port);
        theSamePortAgain(host, port);
    }

    private static void show(String what, Object mistake, Object mend) {
        IO.println("%s%n  mistake: %s%n  mend:    %s".formatted(what, mistake, mend));
    }

    private static void oneRecvForOneSend() throws IOException {
        try (var pair = Socket.socketpair()) {
            send(pair, "hello", "world");
            var mistake = text(pair.second().recv(1024));
            send(pair, "hello", "world");
            // How much belongs together has to be known: by a length, or by a mark at the end.
            var mend = text(pair.second().recv(5, MSG_WAITALL)) + ", " + text(pair.second().recv(5, MSG_WAITALL));
            show("A stream has no messages", mistake, mend);
        }
    }

    private static void halfACharacter() throws IOException {
        try (var pair = Socket.socketpair()) {
            send(pair, "你好", "你好");
            var mistake = text(pair.second().recv(4)) + text(pair.second().recv(2));
            // First all bytes, then the text.
            show("A recv may end inside of a character", mistake, text(pair.second().recv(6, MSG_WAITALL)));
        }
    }

    private static void datagramsAreCut() throws IOException {
        try (var receiver = Socket.udp().bind("127.0.0.1", 0);
                var sender = Socket.udp()) {
            sender.sendto("hello".getBytes(UTF_8), receiver.getsockname());
            sender.sendto("hello".getBytes(UTF_8), receiver.getsockname());
            var mistake = receiver.recvfrom(3);
            var mend = receiver.recvfrom(1 << 16);
            show("What does not fit is thrown away", text(mistake.data()) + ", cut: " + mistake.truncated(),
                    text(mend.data()));
        }
    }

    private static void sendTakesAPart() throws IOException {
        try (var pair = Socket.socketpair();
                var arena = Arena.ofConfined()) {
            var bytes = arena.allocate(1 << 22);
            int mistake = pair.first().send(bytes, MSG_DONTWAIT);
            var reader = Thread.ofPlatform().daemon().start(() -> readAll(pair.second()));
            // sendall blocks while the buffer is full, so another thread has to read.
            pair.first().sendall(bytes);
            show("send says how much it took", mistake + " of " + bytes.byteSize(), "sendall, all " + bytes.byteSize());
            pair.first().shutdown(SHUT_WR);
            join(reader);
        }
    }

    private static void closeWithSomethingUnread(String host, int port) throws IOException {
        try (var server = Socket.createServer(Sockaddr.of(host, port))) {
            show("A close with bytes unread is a reset", answer(server, false), answer(server, true));
        }
    }

    /** What a client reads whose question the server has not read, or has. */
    private static String answer(Socket server, boolean reads) throws IOException {
        try (var client = Socket.tcp().connect(server.getsockname())) {
            client.sendall("question".getBytes(UTF_8));
            try (var accepted = server.accept()) {
                accepted.recv(reads ? 8 : 1);
            }
            return client.recv(10).length + " bytes, the end";
        } catch (ErrnoException e) {
            return e.errno().toString();
        }
    }

    /** The end that closes first keeps the port for a minute; TIME_WAIT, tcp(7). */
    private static void theSamePortAgain(String host, int port) throws IOException {
        Sockaddr address;
        try (var server = Socket.tcp().setsockopt(SOL_SOCKET, SO_REUSEADDR, 1).bind(host, port).listen();
                var client = Socket.tcp().connect(server.getsockname())) {
            address = server.getsockname();
            server.accept().close();
            client.recv(1);
        }
        show("A server that is started again", bind(address, 0), bind(address, 1));
    }

    private static String bind(Sockaddr address, int reuse) throws IOException {
        try (var server = Socket.tcp().setsockopt(SOL_SOCKET, SO_REUSEADDR, reuse)) {
            server.bind(address).listen();
            return "SO_REUSEADDR, listens";
        } catch (ErrnoException e) {
            return e.errno().toString();
        }
    }

    private static void send(SocketPair pair, String... words) throws IOException {
        for (var word : words) {
            pair.first().sendall(word.getBytes(UTF_8));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static void readAll(Socket socket) {
        try {
            var bytes = new byte[1 << 16];
            while (socket.recv(bytes) > 0) {}
        } catch (ErrnoException e) {
            System.err.println(e.getMessage());
        }
    }

    private static void join(Thread thread) throws IOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
