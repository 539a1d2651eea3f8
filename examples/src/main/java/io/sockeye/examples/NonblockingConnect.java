package io.sockeye.examples;

import static io.sockeye.bindings.ErrnoConstants.EINPROGRESS;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_ERROR;

import io.sockeye.Errno;
import io.sockeye.Select;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A connect that does not block: select reports when it has finished, and SO_ERROR whether it succeeded.
 *
 * <p>Run: {@code ./sockeye run nonblocking-connect}. Try it with {@code nc -l 127.0.0.1 9999} in another terminal, and without.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/NonblockingConnect.java}.
 */
public final class NonblockingConnect {
    private NonblockingConnect() {}

    static void main(String[] arguments) {
        Main.run("nonblocking-connect", arguments);
    }

    static void run(String host, int port) throws IOException {
        try (var socket = Socket.tcp()) {
            socket.settimeout(Duration.ZERO);
            int errno = socket.connectEx(Sockaddr.of(host, port));
            IO.println("connect: " + text(errno));
            if (errno == EINPROGRESS) {
                var ready = Select.select(List.of(), List.of(socket), List.of(), Duration.ofSeconds(5));
                IO.println("select: " + (ready.writable().isEmpty() ? "not after 5 seconds" : "writable"));
                // Writable says that it is over, not that it went well.
                errno = ready.writable().isEmpty() ? errno : socket.getsockopt(SOL_SOCKET, SO_ERROR);
                IO.println("SO_ERROR: " + text(errno));
            }
            IO.println(errno == 0 ? "connected to " + socket.getpeername() : "not connected");
        }
    }

    private static String text(int errno) {
        return errno == 0 ? "0" : new Errno(errno).toString();
    }
}
