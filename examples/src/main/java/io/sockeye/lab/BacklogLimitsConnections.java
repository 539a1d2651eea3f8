package io.sockeye.lab;

import static io.sockeye.bindings.PollConstants.POLLOUT;

import io.sockeye.Sockaddr;
import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import io.sockeye.bindings.PollSyscalls;
import io.sockeye.bindings.PollfdArray;

/** Myth: the backlog limits the connections. It limits the queue of those that are not yet accepted. */
final class BacklogLimitsConnections {
    static final Myth MYTH = new Myth(
            "backlog-limits-connections",
            "listen(fd, n) allows n connections.",
            "Stack Overflow 64325576",
            new Myth.Question(
                    "A server calls listen(fd, 1), and accepts. How many clients can be connected to it at the same time?",
                    3,
                    "1",
                    "2",
                    "as many as it accepts"),
            new Myth.Explanation(
                    """
                            The backlog is the length of the queue of connections that were made and not yet accepted.
                            accept takes one out of it, so ten clients were connected with a backlog of 1.
                            Without an accept two fit in, for Linux compares "more than"; the next client's SYN is dropped, and it tries again after a second.
                            The number is cut to net.core.somaxconn.""",
                    "listen(2)", "NOTES"),
            BacklogLimitsConnections::run);

    private static final int BACKLOG = 1;
    private static final int CLIENTS = 10;
    private static final int A_WHILE = 50;

    record Seen(int backlog, int connectedAtTheSameTime, int connectedWithoutAnAccept, boolean oneMoreIsConnected)
            implements
                Facts {
        @Override
        public int answer() {
            return connectedAtTheSameTime <= 2 ? connectedAtTheSameTime : 3;
        }
    }

    private BacklogLimitsConnections() {}

    private static Seen run(Workbench bench) throws Exception {
        var server = bench.open(Socket.createServer(SockaddrIn.of("127.0.0.1", 0), BACKLOG, false, false));
        var address = server.getsockname();
        var connected = new int[1];
        bench.transcript.repeat(CLIENTS, () -> {
            bench.open(Socket.tcp().connect(address));
            bench.open(server.accept());
            connected[0]++;
        });

        bench.transcript.note("now nobody accepts");
        int queued = 0;
        while (queued < CLIENTS && isConnected(bench, address)) {
            queued++;
        }
        return new Seen(BACKLOG, connected[0], queued, queued == CLIENTS);
    }

    /** Whether it is connected after a while. On loopback it takes no time, and a SYN that is dropped comes again after 1 s. */
    private static boolean isConnected(Workbench bench, Sockaddr address) throws Exception {
        var socket = bench.open(Socket.tcp());
        socket.setblocking(false);
        // 0 or EINPROGRESS: poll says what became of it.
        socket.connectEx(address);
        var entry = new PollfdArray(bench.arena, 1);
        entry.set(0, socket.fileno(), POLLOUT);
        return Workbench.check("poll", PollSyscalls.poll(entry.segment(), 1, A_WHILE)) == 1;
    }
}
