package io.sockeye.benchmarks.load;

import io.sockeye.Socket;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** A connection to the server under load, with at most one message under way. */
final class LoadConnection {
    final Socket socket;
    private final NumberedMessage message;
    private long number;
    private int sent;
    private int received;
    private boolean isIdle = true;

    LoadConnection(Socket socket, NumberedMessage message) {
        this.socket = socket;
        this.message = message;
    }

    boolean isIdle() {
        return isIdle;
    }

    /** Whether the kernel has not taken all of the message yet. */
    boolean isBehind() {
        return !isIdle && sent < message.size();
    }

    /** To be sent from its first byte on. */
    void begin(long next) {
        if (!isIdle) {
            throw new IllegalStateException("message " + number + " has not come back yet on " + socket);
        }
        number = next;
        sent = 0;
        received = 0;
        isIdle = false;
    }

    /** As much as the kernel takes. */
    void send() throws IOException {
        int count = socket.trySend(message.from(number, sent));
        sent += Math.max(0, count);
    }

    /** Receives once, through {@code buffer}; whether the message is complete now. */
    boolean receive(MemorySegment buffer) throws IOException {
        int count = socket.tryRecv(buffer);
        if (count == 0) {
            throw new IOException("the server has closed " + socket + " before message " + number + " came back");
        }
        if (count < 0) {
            return false;
        }
        if (isIdle || received + count > sent || !message.goesOn(number, received, buffer, count)) {
            throw new IOException("what came back on " + socket + " is not message " + number + ": " + count
                    + " bytes after the first " + received + " of " + sent);
        }
        received += count;
        isIdle = received == message.size();
        return isIdle;
    }
}
