package io.sockeye.examples;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.sockeye.ErrnoException;
import io.sockeye.Pollable;
import io.sockeye.Socket;
import java.lang.foreign.MemorySegment;

/** One client of the echo server: what it sends goes back, and no more is read from it until it has taken that. */
final class EchoConnection implements Pollable {
    /** What a step came to. */
    enum Step {
        /** Bytes went back, and there may be more. */
        ECHOED,
        /** There is nothing to read: the kernel said EAGAIN. */
        DRY,
        /** The client has to take something first: the kernel said EAGAIN. */
        BEHIND,
        /** The client has ended, or failed. */
        ENDED
    }

    private final Socket socket;
    private MemorySegment unsent = MemorySegment.NULL;

    /** For who is edge-triggered: whether it is in the queue of those who may have something to be read. */
    boolean isReady;

    EchoConnection(Socket socket) {
        this.socket = socket;
    }

    @Override
    public int fileno() {
        return socket.fileno();
    }

    /** Whether there is something that the client has still to take, so that only writing is of use. */
    boolean isBehind() {
        return unsent.byteSize() > 0;
    }

    /** Reads once, and writes that back. It never waits. */
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
            if (sent == count) {
                return Step.ECHOED;
            }
            // Only a client that does not keep up costs memory.
            unsent = MemorySegment.ofArray(data.asSlice(Math.max(0, sent)).toArray(JAVA_BYTE));
            return sendUnsent() ? Step.ECHOED : Step.BEHIND;
        } catch (ErrnoException e) {
            // A client that dies takes only its own connection with it.
            return Step.ENDED;
        }
    }

    /** Until EAGAIN: a send that took a part of it promises no edge; epoll(7), Q9. */
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
