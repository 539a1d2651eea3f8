package io.sockeye.lab;

import static io.sockeye.bindings.EpollConstants.EPOLLET;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLONESHOT;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.sockeye.SocketPair;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Myth: edge-triggered needs no EPOLLONESHOT. Each arrival is an edge, for any waiting thread. */
final class EtNeedsNoOneshot {
    static final Myth MYTH = new Myth(
            "et-needs-no-oneshot",
            "With EPOLLET several threads may wait at one epoll instance: each event goes to one of them, so EPOLLONESHOT is not needed.",
            "common",
            new Myth.Question(
                    "Two threads use one edge-triggered epoll. The first has an event of a socket and is busy with it. "
                            + "Now more data comes for that socket, and the second thread waits. What happens?",
                    2,
                    "the event is kept for the first thread",
                    "the second thread gets an event of the same socket, while the first is still busy with it"),
            new Myth.Explanation(
                    """
                            An edge goes to one thread, but the next arrival is another edge, and the kernel does not know who is busy with what.
                            So two threads were inside of one connection, and could read its bytes in any order.
                            With EPOLLONESHOT the socket is silent after an event, until epoll_ctl arms it again; nothing is lost, the event comes then.""",
                    "epoll(7)", "Level-triggered and edge-triggered"),
            EtNeedsNoOneshot::run);

    record Seen(int threadsInsideWithEdges, int threadsInsideWithOneshot, int eventsWhenArmedAgain) implements Facts {
        @Override
        public int answer() {
            return threadsInsideWithEdges == 1 ? 1 : threadsInsideWithEdges == 2 ? 2 : 0;
        }
    }

    private EtNeedsNoOneshot() {}

    private static Seen run(Workbench bench) throws Exception {
        bench.transcript.note("EPOLLIN|EPOLLET");
        var edge = bench.pair();
        var edges = bench.epoll();
        edges.add(edge.first(), EPOLLIN | EPOLLET);
        int withEdges = threadsInside(bench, edge, edges);

        bench.transcript.note("EPOLLIN|EPOLLET|EPOLLONESHOT");
        var shot = bench.pair();
        var shots = bench.epoll();
        shots.add(shot.first(), EPOLLIN | EPOLLET | EPOLLONESHOT);
        int withOneshot = threadsInside(bench, shot, shots);
        bench.transcript.note("the first thread is done, and arms it again");
        shots.modify(shot.first(), EPOLLIN | EPOLLET | EPOLLONESHOT);
        return new Seen(withEdges, withOneshot, shots.look());
    }

    private static int threadsInside(Workbench bench, SocketPair pair, RawEpoll epoll) throws Exception {
        var isBusy = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        pair.second().send(new byte[1]);
        var first = bench.start(() -> {
            int events = epoll.await();
            isBusy.countDown();
            await(mayEnd);
            return events;
        });
        await(isBusy);
        bench.transcript.note("the first thread is busy, and a byte arrives");
        pair.second().send(new byte[1]);
        var second = bench.start(new RawEpoll(bench.arena, epoll.fileno())::look);
        int events = second.get();
        mayEnd.countDown();
        return first.get() + events;
    }

    private static void await(CountDownLatch latch) throws Exception {
        if (!latch.await(Workbench.LONG, MILLISECONDS)) {
            throw new IOException("the other thread does not come");
        }
    }
}
