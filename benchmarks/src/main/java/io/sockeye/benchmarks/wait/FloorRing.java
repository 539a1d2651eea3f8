package io.sockeye.benchmarks.wait;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_ADD;
import static io.sockeye.bindings.SocketConstants.MSG_NOSIGNAL;

import io.sockeye.Epoll;
import io.sockeye.Socket;
import io.sockeye.benchmarks.measure.JniCalls;
import io.sockeye.bindings.EpollEventArray;
import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.SocketSyscalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * A ring by epoll on descriptor numbers and segments, without an object for a socket: through io.sockeye.bindings, or through JNI.
 */
abstract class FloorRing extends LoopRing {
    final EpollEventArray events = new EpollEventArray(Arena.ofAuto(), EVENTS);
    final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER);

    /** Numbers that the sockets own: they are open as long as the ring. */
    final int[] fds;

    final int epfd;
    private final Epoll epoll = Epoll.create();
    private final List<Socket> sockets = new ArrayList<>();

    private FloorRing(int n) throws IOException {
        super(n);
        fds = new int[n];
        epfd = epoll.fileno();
        for (int i = 0; i < n; i++) {
            var socket = Socket.udp();
            sockets.add(socket);
            socket.bind("127.0.0.1", 0).setblocking(false);
            fds[i] = socket.fileno();
        }
        for (int i = 0; i < n; i++) {
            sockets.get(i).connect(sockets.get(peer(i)).getsockname());
            events.set(0, EPOLLIN, i);
            done("epoll_ctl", EpollSyscalls.epoll_ctl(epfd, EPOLL_CTL_ADD, fds[i], events.segment()));
        }
    }

    static long done(String call, long result) throws IOException {
        if (result < 0) {
            throw new IOException(call + ": errno " + -result);
        }
        return result;
    }

    @Override
    public void close() {
        epoll.close();
        sockets.forEach(Socket::close);
    }

    /** io.sockeye.bindings. */
    static final class ByFfm extends FloorRing {
        ByFfm(int n) throws IOException {
            super(n);
        }

        @Override
        void start(int sender) throws IOException {
            sent(done("send", SocketSyscalls.send(fds[sender], buffer, 1, MSG_NOSIGNAL)));
        }

        @Override
        void turn() throws IOException {
            long count = done("epoll_wait", EpollSyscalls.epoll_wait(epfd, events.segment(), EVENTS, -1));
            for (int i = 0; i < count; i++) {
                int at = (int) events.token(i);
                if (received(done("recv", SocketSyscalls.recv(fds[at], buffer, BUFFER, 0)))) {
                    start(sender(at));
                }
            }
        }
    }

    /** {@link JniCalls}. */
    static final class ByJni extends FloorRing {
        // SAFETY: the memory lives as long as the ring, and the lengths are those that it was made with.
        private final long address = buffer.address();

        private final long array = events.segment().address();

        ByJni(int n) throws IOException {
            super(n);
        }

        @Override
        void start(int sender) throws IOException {
            sent(done("send", JniCalls.send(fds[sender], address, 1, MSG_NOSIGNAL)));
        }

        @Override
        void turn() throws IOException {
            long count = done("epoll_wait", JniCalls.epoll_wait(epfd, array, EVENTS, -1));
            for (int i = 0; i < count; i++) {
                int at = (int) events.token(i);
                if (received(done("recv", JniCalls.recv(fds[at], address, BUFFER, 0)))) {
                    start(sender(at));
                }
            }
        }
    }
}
