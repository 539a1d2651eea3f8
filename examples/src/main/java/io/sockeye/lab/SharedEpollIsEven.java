package io.sockeye.lab;

import static io.sockeye.bindings.EpollConstants.EPOLLET;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;

import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import java.time.Duration;
import java.util.List;

/** Myth: a shared epoll distributes evenly. The thread that went to sleep last is woken first. */
final class SharedEpollIsEven {
    static final Myth MYTH = new Myth(
            "shared-epoll-is-even",
            "An epoll instance that threads share, or SO_REUSEPORT, spreads the connections evenly.",
            "Cloudflare, \"Why does one NGINX worker take all the load?\", is about it",
            new Myth.Question(
                    "Two threads wait at one epoll for a listening socket (EPOLLIN|EPOLLET). One hundred connections come, each after "
                            + "the one before was accepted and both threads wait again. How many does each thread get?",
                    3,
                    "50 each: they take turns",
                    "about 50 each, by chance",
                    "one thread gets nearly all of them"),
            new Myth.Explanation(
                    """
                            The kernel wakes the thread that has gone to sleep last, and that is the one that has just been busy.
                            For caches this is good, and for a fair share it is not; under load the other one gets its part.
                            SO_REUSEPORT spreads by a hash of the addresses, and looks at no load: here it queued connections behind a socket where nobody accepted.
                            The order of waking is not in the manual: it was observed here, and can be read in ep_poll of fs/eventpoll.c.""",
                    "socket(7)", "Socket options"),
            SharedEpollIsEven::run);

    private static final int CONNECTIONS = 100;
    private static final int BEHIND_TWO = 64;

    record Seen(int connections, int theBusierThread, int theOtherThread, int reuseportConnections,
            int queuedWhereNobodyAccepts) implements Facts {
        @Override
        public int answer() {
            if (theBusierThread + theOtherThread != connections) {
                return 0;
            }
            return theBusierThread * 10 >= connections * 9 ? 3 : theBusierThread == theOtherThread ? 1 : 2;
        }
    }

    private SharedEpollIsEven() {}

    private static Seen run(Workbench bench) throws Exception {
        var server = bench.open(Socket.createServer(SockaddrIn.of("127.0.0.1", 0)));
        var epoll = bench.epoll();
        epoll.add(server, EPOLLIN | EPOLLET);
        var end = bench.pair();
        epoll.add(end.first(), EPOLLIN);
        var workers = List.of(new AcceptingThread(bench, epoll, server), new AcceptingThread(bench, epoll, server));
        try {
            bench.transcript.repeat(CONNECTIONS, () -> connect(workers, server));
        } finally {
            // Level-triggered: both threads see it.
            end.second().send(new byte[1]);
            for (var worker : workers) {
                worker.end();
            }
        }
        int first = workers.get(0).accepted();
        int second = workers.get(1).accepted();
        bench.transcript.note("two sockets at one port by SO_REUSEPORT, and nobody accepts at the second");
        return new Seen(
                CONNECTIONS, Math.max(first, second), Math.min(first, second), BEHIND_TWO,
                queuedBehindTheSecond(bench));
    }

    /** Ends when it is accepted. */
    private static void connect(List<AcceptingThread> workers, Socket server) throws Exception {
        for (var worker : workers) {
            worker.awaitSleep();
        }
        try (var client = Socket.tcp().connect(server.getsockname())) {
            client.settimeout(Duration.ofMillis(Workbench.LONG));
            client.recv(1);
        }
    }

    private static int queuedBehindTheSecond(Workbench bench) throws Exception {
        var accepting = bench.open(Socket.createServer(SockaddrIn.of("127.0.0.1", 0), BEHIND_TWO, true, false));
        var idle = bench.open(Socket.createServer(accepting.getsockname(), BEHIND_TWO, true, false));
        var address = accepting.getsockname();
        bench.transcript.repeat(BEHIND_TWO, () -> bench.open(Socket.tcp().connect(address)));
        return bench.transcript.repeatWhile(() -> {
            var client = idle.tryAccept();
            if (client != null) {
                bench.open(client);
            }
            return client != null;
        });
    }
}
