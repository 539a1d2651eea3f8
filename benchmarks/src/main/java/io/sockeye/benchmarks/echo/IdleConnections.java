package io.sockeye.benchmarks.echo;

import static io.sockeye.bindings.SocketConstants.SHUT_WR;

import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Connections to an echo server that have exchanged one message each and then stay silent. */
final class IdleConnections implements AutoCloseable {
    static final int BYTES = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<Socket> sockets = new ArrayList<>();
    private long bytes;

    static IdleConnections open(int port, int count) throws IOException {
        var connections = new IdleConnections();
        try {
            for (int i = 0; i < count; i++) {
                var socket = Socket.createConnection("127.0.0.1", port, PATIENCE);
                connections.sockets.add(socket);
                connections.bytes += echo(socket);
            }
            return connections;
        } catch (IOException e) {
            connections.close();
            throw e;
        }
    }

    /** That came back on all together. */
    long bytes() {
        return bytes;
    }

    /** Connects once, and does not try again. */
    static Socket connect(int port) throws IOException {
        var socket = Socket.tcp();
        try {
            // The port of a server to come may be one that the kernel gives to clients: from the same address, a client could
            // connect to itself.
            socket.bind("127.0.0.2", 0);
            socket.settimeout(PATIENCE);
            return socket.connect(Sockaddr.of("127.0.0.1", port));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** There and back; returns how many bytes. */
    static int echo(Socket socket) throws IOException {
        var message = new byte[BYTES];
        new Random(BYTES).nextBytes(message);
        socket.sendall(message);
        var answer = socket.makefile().inputStream().readNBytes(BYTES);
        if (!Arrays.equals(answer, message)) {
            throw new IOException("sent " + Arrays.toString(message) + " and got " + Arrays.toString(answer));
        }
        return answer.length;
    }

    /** Closes them, and waits until the server has closed its ends. */
    void end() throws IOException {
        try (this) {
            for (var socket : sockets) {
                socket.shutdown(SHUT_WR);
            }
            for (var socket : sockets) {
                if (socket.recv(new byte[1]) != 0) {
                    throw new IOException("something came after the last answer");
                }
            }
        }
    }

    @Override
    public void close() {
        sockets.forEach(Socket::close);
    }
}
