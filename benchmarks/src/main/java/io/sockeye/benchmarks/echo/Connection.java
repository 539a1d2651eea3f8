package io.sockeye.benchmarks.echo;

import static io.sockeye.bindings.InetConstants.IPPROTO_TCP;
import static io.sockeye.bindings.InetConstants.TCP_NODELAY;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.sockeye.ErrnoException;
import io.sockeye.Pollable;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** One client of our loops. */
final class Connection implements Pollable {
    /** What a step came to. */
    enum Step {
        /** All that was read went back, and there may be more. */
        FULL,
        /** All that was read went back, and it was all that there was. */
        DRY,
        /** The client has to take something first. */
        BEHIND,
        /** The client has ended, or failed. */
        ENDED
    }

    private final Socket socket;
    private MemorySegment unsent = MemorySegment.NULL;

    private Connection(Socket socket) {
        this.socket = socket;
    }

    static Socket listen(int port) throws ErrnoException {
        var server = Socket.createServer(Sockaddr.of(EchoMain.HOST, port), EchoMain.BACKLOG, false, false);
        EchoMain.listens(((SockaddrIn) server.getsockname()).port());
        return server;
    }

    /** Null if there is none, for whoever was there may have gone again. */
    static @Nullable Connection accept(Socket server) throws ErrnoException {
        var socket = server.tryAccept();
        if (socket == null) {
            return null;
        }
        socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
        return new Connection(socket);
    }

    @Override
    public int fileno() {
        return socket.fileno();
    }

    Socket socket() {
        return socket;
    }

    /** Whether there is something that the client has still to take, so that only writing is of use. */
    boolean isBehind() {
        return unsent.byteSize() > 0;
    }

    /** Reads once, and writes that back. It never waits. */
    Step step(Buffer buffer) {
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
                // Only a client that does not keep up costs memory.
                unsent = MemorySegment.ofArray(data.asSlice(Math.max(0, sent)).toArray(JAVA_BYTE));
                if (!sendUnsent()) {
                    return Step.BEHIND;
                }
            }
            return count == EchoMain.BUFFER_BYTES ? Step.FULL : Step.DRY;
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
