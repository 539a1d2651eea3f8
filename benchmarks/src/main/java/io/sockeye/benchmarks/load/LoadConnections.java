package io.sockeye.benchmarks.load;

import static io.sockeye.sockopt.TcpOptions.TCP_NODELAY;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLOUT;

import io.sockeye.Epoll;
import io.sockeye.EpollEvents;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * The connections to the server under load, and the messages under way on them. For one thread; it allocates nothing while it runs.
 */
final class LoadConnections implements AutoCloseable {
    /** What {@link #answered} returns if nothing is complete. */
    static final int NONE = -1;

    private static final int EVENTS = 1024;
    private static final int BUFFER = 65_536;
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);

    private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER);
    private final LoadConnection[] connections;
    private final Epoll epoll;
    private final EpollEvents events;
    private long begun;

    private LoadConnections(int count) throws IOException {
        connections = new LoadConnection[count];
        epoll = Epoll.create();
        events = epoll.events(EVENTS);
    }

    /** Connects {@code count} times to a port of loopback, for messages of so many bytes. */
    static LoadConnections open(int port, int count, int bytes) throws IOException {
        var message = new NumberedMessage(bytes);
        var opened = new LoadConnections(count);
        try {
            for (int i = 0; i < count; i++) {
                opened.connect(i, Sockaddr.of("127.0.0.1", port), message);
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void connect(int index, Sockaddr server, NumberedMessage message) throws IOException {
        var socket = Socket.tcp();
        connections[index] = new LoadConnection(socket, message);
        // A server that does not accept lets connect wait: what the backlog has no room for is sent again and again; listen(2).
        socket.settimeout(TO_CONNECT);
        socket.connect(server);
        socket.setsockopt(TCP_NODELAY, true);
        epoll.add(socket, EPOLLIN, index);
    }

    int count() {
        return connections.length;
    }

    /** The connection has no message under way. */
    boolean isIdle(int index) {
        return connections[index].isIdle();
    }

    /** Sends a new message on a connection that is idle. */
    void begin(int index) throws IOException {
        var connection = connections[index];
        connection.begin(++begun);
        connection.send();
        if (connection.isBehind()) {
            epoll.modify(connection.socket, EPOLLIN | EPOLLOUT);
        }
    }

    /** One epoll_wait; how many events there are. */
    int poll(Duration timeout) throws IOException {
        return epoll.poll(events, timeout);
    }

    /** Handles an event; the index of the connection whose message is complete by that, or {@link #NONE}. */
    int answered(int event) throws IOException {
        int index = (int) events.token(event);
        int mask = events.mask(event);
        var connection = connections[index];
        if ((mask & EPOLLOUT) != 0 && connection.isBehind()) {
            connection.send();
            if (!connection.isBehind()) {
                epoll.modify(connection.socket, EPOLLIN);
            }
        }
        // Errors and hang-ups too: the call says which.
        return (mask & ~EPOLLOUT) != 0 && connection.receive(buffer) ? index : NONE;
    }

    @Override
    public void close() {
        epoll.close();
        for (var connection : connections) {
            if (connection != null) {
                connection.socket.close();
            }
        }
    }
}
