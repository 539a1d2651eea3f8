package io.sockeye.benchmarks.wait;

import static io.sockeye.bindings.EpollConstants.EPOLLET;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.selectors.Selector.EVENT_READ;

import io.sockeye.Epoll;
import io.sockeye.EpollEvents;
import io.sockeye.Poll;
import io.sockeye.Select;
import io.sockeye.Socket;
import io.sockeye.selectors.EpollSelector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A ring of Sockeye's objects. */
abstract class SockeyeRing extends LoopRing {
    final List<Socket> sockets = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

    private SockeyeRing(int n) throws IOException {
        super(n);
        for (int i = 0; i < n; i++) {
            var socket = Socket.udp();
            sockets.add(socket);
            socket.bind("127.0.0.1", 0).setblocking(false);
        }
        for (int i = 0; i < n; i++) {
            sockets.get(i).connect(sockets.get(peer(i)).getsockname());
        }
    }

    @Override
    final void start(int sender) throws IOException {
        sent(sockets.get(sender).trySend(buffer.clear().limit(1)));
    }

    final void deliver(int i) throws IOException {
        sendOn(i, sockets.get(i).tryRecv(buffer.clear()));
    }

    final void sendOn(int i, int count) throws IOException {
        if (received(count)) {
            sent(sockets.get(sender(i)).trySend(buffer.flip()));
        }
    }

    /** An edge tells of all that has come: read until there is nothing; epoll(7). */
    final void drain(int i) throws IOException {
        int count;
        while ((count = sockets.get(i).tryRecv(buffer.clear())) >= 0) {
            sendOn(i, count);
        }
    }

    @Override
    public void close() {
        sockets.forEach(Socket::close);
    }

    static final class BySelect extends SockeyeRing {
        private final Select<Socket> select = new Select<>();
        private final int[] byNumber;

        BySelect(int n) throws IOException {
            super(n);
            byNumber = new int[sockets.stream().mapToInt(Socket::fileno).max().orElse(0) + 1];
            for (int i = 0; i < n; i++) {
                select.readfds().set(sockets.get(i));
                byNumber[sockets.get(i).fileno()] = i;
            }
        }

        @Override
        void turn() throws IOException {
            select.select(null);
            var readable = select.readable();
            for (int fd = readable.next(0); fd >= 0; fd = readable.next(fd + 1)) {
                deliver(byNumber[fd]);
            }
        }

        @Override
        public void close() {
            select.close();
            super.close();
        }
    }

    static final class ByPoll extends SockeyeRing {
        private final Poll<Socket> poll = new Poll<>();

        ByPoll(int n) throws IOException {
            super(n);
            for (var socket : sockets) {
                poll.register(socket, POLLIN);
            }
        }

        @Override
        void turn() throws IOException {
            int ready = poll.ready(null);
            for (int i = 0; ready > 0; i++) {
                if (poll.revents(i) != 0) {
                    ready--;
                    deliver(i);
                }
            }
        }

        @Override
        public void close() {
            poll.close();
            super.close();
        }
    }

    static final class ByEpoll extends SockeyeRing {
        private final Epoll epoll = Epoll.create();
        private final EpollEvents events = epoll.events(EVENTS);
        private final boolean edges;

        ByEpoll(int n, boolean edges) throws IOException {
            super(n);
            this.edges = edges;
            for (int i = 0; i < n; i++) {
                epoll.add(sockets.get(i), edges ? EPOLLIN | EPOLLET : EPOLLIN, i);
            }
        }

        @Override
        void turn() throws IOException {
            int count = epoll.poll(events, null);
            for (int i = 0; i < count; i++) {
                int at = (int) events.token(i);
                if (edges) {
                    drain(at);
                } else {
                    deliver(at);
                }
            }
        }

        @Override
        public void close() {
            epoll.close();
            super.close();
        }
    }

    /** As the README's loop has it. */
    static final class BySelector extends SockeyeRing {
        private final EpollSelector<Integer> selector = new EpollSelector<>();

        BySelector(int n) throws IOException {
            super(n);
            for (int i = 0; i < n; i++) {
                selector.register(sockets.get(i), EVENT_READ, i);
            }
        }

        @Override
        void turn() throws IOException {
            for (var event : selector.select(null)) {
                deliver(event.key().attachment());
            }
        }

        @Override
        public void close() {
            selector.close();
            super.close();
        }
    }
}
