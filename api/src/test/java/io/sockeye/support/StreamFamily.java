package io.sockeye.support;

import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_RCVBUF;
import static io.sockeye.bindings.SocketConstants.SO_SNDBUF;

import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import io.sockeye.SocketPair;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;

/** Stream sockets of two families, in the states that a call can block in. */
public enum StreamFamily {
    TCP {
        @Override
        public Socket open() throws ErrnoException {
            return Socket.tcp();
        }

        @Override
        public Sockaddr anywhere() {
            return Sockaddr.of("127.0.0.1", 0);
        }
    },
    UNIX {
        @Override
        public Socket open() throws ErrnoException {
            return Socket.unix();
        }

        @Override
        public Sockaddr anywhere() {
            return SockaddrUn.UNNAMED;
        }
    };

    public abstract Socket open() throws ErrnoException;

    public abstract Sockaddr anywhere();

    public Socket listener() throws ErrnoException {
        return listener(16);
    }

    public Socket listener(int backlog) throws ErrnoException {
        return open().bind(anywhere()).listen(backlog);
    }

    public Socket connected(Socket listener) throws ErrnoException {
        return open().connect(listener.getsockname());
    }

    /** Connected to each other through a listener, small buffers on both sides. */
    public SocketPair pair() throws ErrnoException {
        try (var listener = listener()) {
            listener.setsockopt(SOL_SOCKET, SO_RCVBUF, 1 << 14);
            var near = open().setsockopt(SOL_SOCKET, SO_SNDBUF, 1 << 14);
            near.connect(listener.getsockname());
            return new SocketPair(near, listener.accept());
        }
    }

    /** A pair whose first socket has no room to send into. */
    public SocketPair full() throws ErrnoException {
        var pair = pair();
        fill(pair.first());
        return pair;
    }

    /** A listener that takes no more connections until {@link #relieve}. */
    public record Busy(Socket listener, Socket queued) implements AutoCloseable {
        /** Makes room for one more. */
        public void relieve() throws ErrnoException {
            listener.accept().close();
        }

        @Override
        public void close() {
            queued.close();
            listener.close();
        }
    }

    public Busy busy() throws ErrnoException {
        var listener = listener(0);
        return new Busy(listener, connected(listener));
    }

    /** Sends until there is no room, and none comes: TCP moves bytes to the other end for a fifth of a second. */
    public static void fill(Socket socket) throws ErrnoException {
        int calm = socket.family() == AF_UNIX ? 1 : 300;
        var piece = MemorySegment.ofArray(new byte[1 << 12]);
        for (int refused = 0; refused < calm; refused++) {
            while (socket.trySend(piece) >= 0) {
                refused = 0;
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Receives what is there. */
    public static void drain(Socket socket) throws ErrnoException {
        var piece = MemorySegment.ofArray(new byte[1 << 16]);
        while (socket.tryRecv(piece) > 0) {}
    }
}
