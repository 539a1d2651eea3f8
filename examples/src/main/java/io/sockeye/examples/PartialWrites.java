package io.sockeye.examples;

import static io.sockeye.bindings.SocketConstants.SHUT_WR;

import io.sockeye.Select;
import io.sockeye.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * A send takes as many bytes as fit into the buffer, and returns their number. The caller has to send the rest.
 *
 * <p>Run: {@code ./sockeye run partial-writes}. It ends by itself. Where to look: {@code strace -f -e trace=sendto,pselect6,recvfrom}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/PartialWrites.java}.
 */
public final class PartialWrites {
    private static final int BYTES = 1 << 24;

    private PartialWrites() {}

    static void main(String[] arguments) {
        Main.run("partial-writes", arguments);
    }

    static void run(String host, int port) throws IOException {
        try (var server = Socket.tcp().bind(host, port).listen();
                var sender = Socket.tcp().connect(server.getsockname());
                var receiver = server.accept()) {
            sender.settimeout(Duration.ZERO);
            var data = ByteBuffer.allocateDirect(BYTES); // one in the heap goes by way of 64 KiB at a time
            int sends = 0;
            int received = 0;
            while (data.hasRemaining()) {
                int count = sender.trySend(data);
                if (count >= 0) {
                    sends++;
                    IO.println("send: " + count + " bytes taken, " + data.remaining() + " are left");
                } else {
                    // EAGAIN. Not again at once, which would be a loop without a pause, but when there is room.
                    received += drain(receiver);
                    Select.select(List.of(), List.of(sender), List.of(), null);
                }
            }
            sender.shutdown(SHUT_WR);
            received += drain(receiver);
            IO.println(sends + " sends for " + received + " bytes");
        }
    }

    /** Takes all that is there, or that comes before the end. */
    private static int drain(Socket receiver) throws IOException {
        var bytes = new byte[1 << 16];
        int all = 0;
        for (int count = receiver.recv(bytes); count > 0; count = receiver.tryRecv(bytes)) {
            all += count;
        }
        return all;
    }
}
