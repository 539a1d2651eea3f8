package io.sockeye.examples;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.sockeye.ErrnoException;
import io.sockeye.Pollable;
import io.sockeye.Socket;
import java.lang.foreign.MemorySegment;

/** One client of an echo loop: what it sends is sent back, and no more is read from it until it has taken that. */
final class EchoConnection implements Pollable {
    /** The outcome of a step. */
    enum Step {
        /** A full buffer was sent back: there may be more to read. */
        FULL,
        /** Less than a buffer was sent back, so that the receive queue was empty then; epoll(7), Q9. */
        SHORT,
        /** There is nothing to read: recv failed with EAGAIN. */
        DRY,
        /** The client has to take something first: send failed with EAGAIN. */
        BEHIND,
        /** The client has closed its end, or the connection failed. */
        ENDED
    }

    private final Socket socket;
    private MemorySegment unsent = MemorySegment.NULL;

    /** Of {@link EchoClients}. */
    int index;

    /** Of an edge-triggered loop: whether the client is in the queue of those that may have something to read. */
    boolean isQueued;

    /** Of an edge-triggered loop: whether an event said that the client has shut down its end, or that the connection failed. */
    boolean isEnding;

    EchoConnection(Socket socket, int index) {
        this.socket = socket;
        this.index = index;
    }

    @Override
    public int fileno() {
        return socket.fileno();
    }

    /** Whether something is still to be sent, so that the loop should wait for EPOLLOUT and not for EPOLLIN. */
    boolean isBehind() {
        return unsent.byteSize() > 0;
    }

    /** Receives once, and sends that back. It does not block. */
    Step step(EchoBuffer buffer) {
        try {
            if (!sendUnsent()) {
                return Step.BEHIND;
            }
            int count = socket.tryRecv(buffer.all());
            if (count <= 0) {
                return count == 0 ? Step.ENDED : Step.DRY;
            }
            var data = buffer.first(count);
            int sent = socket.trySend(data);
            if (sent < count) {
                // Copied: the buffer is shared. Only a client that does not keep up costs memory.
                unsent = MemorySegment.ofArray(data.asSlice(Math.max(0, sent)).toArray(JAVA_BYTE));
                if (!sendUnsent()) {
                    return Step.BEHIND;
                }
            }
            return count == buffer.all().byteSize() ? Step.FULL : Step.SHORT;
        } catch (ErrnoException e) {
            // ECONNRESET or EPIPE concerns this connection only.
            return Step.ENDED;
        }
    }

    /** Sends until EAGAIN: a partial send promises no edge; epoll(7), Q9. */
    private boolean sendUnsent() throws ErrnoException {
        while (isBehind()) {
            int sent = socket.trySend(unsent);
            if (sent < 0) {
                return false;
            }
            unsent = sent == unsent.byteSize() ? MemorySegment.NULL : unsent.asSlice(sent);
        }
        return true;
    }

    void close() {
        socket.close();
    }
}
