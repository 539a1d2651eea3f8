package io.sockeye.examples;

import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static io.sockeye.bindings.SocketConstants.SHUT_RDWR;
import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static java.lang.foreign.MemorySegment.NULL;

import io.sockeye.ErrnoException;
import io.sockeye.Pipe;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import io.sockeye.bindings.FileSyscalls;
import java.io.IOException;

/**
 * Stands between clients and a server. splice moves the data through a pipe, without copying it into this process. Each direction has
 * a thread, and ends on its own: one side may shut down its end and still receive.
 *
 * <p>Run: {@code ./sockeye run tcp-proxy --to 127.0.0.1:7000}. Try: {@code nc 127.0.0.1 7001}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/TcpProxy.java}.
 */
public final class TcpProxy {
    private static final int PIPE_BYTES = 1 << 16;

    private TcpProxy() {}

    static void main(String[] arguments) {
        Main.run("tcp-proxy", arguments);
    }

    static void run(String host, int port, Sockaddr to) throws IOException {
        try (var server = Socket.createServer(Sockaddr.of(host, port))) {
            while (true) {
                var client = server.accept();
                Thread.ofPlatform().name("to server").daemon().start(() -> serve(client, to));
            }
        }
    }

    private static void serve(Socket client, Sockaddr to) {
        try (client;
                var server = Socket.tcp().connect(to)) {
            var back = Thread.ofPlatform().name("to client").daemon().start(() -> move(server, client));
            move(client, server);
            back.join();
        } catch (IOException | InterruptedException e) {
            System.err.println(client.peer() + ": " + e.getMessage());
        }
    }

    /** Until one side ends, which it tells the other, or fails, which ends both. */
    private static void move(Socket from, Socket to) {
        try (var pipe = Pipe.open()) {
            // SAFETY: numbers instead of objects. serve closes the sockets, and not before both threads have left here.
            int count;
            do {
                count = splice(from.fileno(), pipe.writer().fileno(), PIPE_BYTES);
                for (int left = count; left > 0 && count > 0;) {
                    int moved = splice(pipe.reader().fileno(), to.fileno(), left);
                    left -= moved;
                    count = moved < 0 ? moved : count;
                }
            } while (count > 0);
            end(to, SHUT_WR);
            if (count < 0) {
                // ECONNRESET, EPIPE: the other direction cannot go on either.
                end(from, SHUT_RDWR);
            }
        } catch (ErrnoException e) {
            System.err.println(from.peer() + ": " + e.getMessage());
            end(from, SHUT_RDWR);
            end(to, SHUT_RDWR);
        }
    }

    /** Returns how many bytes were moved, or {@code -errno}. */
    private static int splice(int from, int to, int length) {
        long result;
        do {
            result = FileSyscalls.splice(from, NULL, to, NULL, length, 0);
        } while (result == -EINTR);
        return (int) result;
    }

    private static void end(Socket socket, int how) {
        try {
            socket.shutdown(how);
        } catch (ErrnoException e) {
            // ENOTCONN: it has ended already.
        }
    }
}
