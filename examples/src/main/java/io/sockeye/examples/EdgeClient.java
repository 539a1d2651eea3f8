package io.sockeye.examples;

import static io.sockeye.bindings.InetConstants.IPPROTO_TCP;
import static io.sockeye.bindings.InetConstants.TCP_NODELAY;

import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** A quiet client of {@code edge-fairness}. Its messages are numbers, which have to come back in order. */
final class EdgeClient implements AutoCloseable {
    private static final int MESSAGE_BYTES = Long.BYTES;
    private static final int BURST = 16;

    /** Who waits that long waits for an edge that is lost. */
    private static final Duration LOST = Duration.ofSeconds(20);

    private final Socket socket;
    private final ByteBuffer out = ByteBuffer.allocateDirect(MESSAGE_BYTES);
    private final ByteBuffer in = ByteBuffer.allocateDirect(MESSAGE_BYTES * BURST);
    private long sent;
    private long received;
    private long sentAt;

    EdgeClient(Sockaddr server) throws ErrnoException {
        socket = Socket.tcp();
        try {
            socket.settimeout(LOST);
            socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1).connect(server);
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
    }

    /** Each in a call of its own. At most {@link #BURST} before they are received. */
    void send(int messages) throws ErrnoException {
        sentAt = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            socket.sendall(out.clear().putLong(sent++).flip());
        }
    }

    /** Returns how long it took since they were sent. */
    long receiveAll() throws IOException {
        in.clear().limit((int) (sent - received) * MESSAGE_BYTES);
        while (in.hasRemaining()) {
            if (socket.recv(in) == 0) {
                throw new IOException("the server has closed " + socket);
            }
        }
        long nanos = System.nanoTime() - sentAt;
        for (in.flip(); received < sent; received++) {
            if (in.getLong() != received) {
                throw new IOException("message " + received + " came back as another, on " + socket);
            }
        }
        return nanos;
    }

    /** Sends so many messages from all of them, in bursts of any length, and receives them again; returns how many. */
    static long talk(List<EdgeClient> clients, long messages) throws IOException {
        var random = new SplittableRandom(messages);
        long left = messages;
        while (left > 0) {
            for (var client : clients) {
                int burst = (int) Math.min(left, 1 + random.nextInt(BURST));
                client.send(burst);
                left -= burst;
            }
            for (var client : clients) {
                client.receiveAll();
            }
        }
        return messages;
    }

    @Override
    public void close() {
        socket.close();
    }
}
