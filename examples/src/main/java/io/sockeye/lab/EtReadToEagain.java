package io.sockeye.lab;

import static io.sockeye.bindings.EpollConstants.EPOLLET;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLRDHUP;

import io.sockeye.Socket;
import java.io.IOException;

/** Myth: edge-triggered has to read until EAGAIN. A short read shows that a stream is empty. */
final class EtReadToEagain {
    static final Myth MYTH = new Myth(
            "et-read-to-eagain",
            "With EPOLLET one must read until EAGAIN, always.",
            "nearly every tutorial",
            new Myth.Question(
                    "An edge-triggered stream socket: recv asks for 64 bytes and returns 10. We wait at once, without another "
                            + "recv, and do so for 100 messages. What happens?",
                    2,
                    "sooner or later a wait does not end: without EAGAIN the next edge does not come",
                    "every message brings its event, and all are read"),
            new Myth.Explanation(
                    """
                            A stream that gives less than was asked for is empty at that moment, and whatever comes later is a new edge.
                            A full read says nothing: there may be more, of which nobody tells.
                            Nor does a short read say that no end stands behind it: if data and end come together, they are one event.
                            So ask for EPOLLRDHUP and read on when it is in the event.
                            Datagrams, and other files that are no streams, have to be read until EAGAIN.""",
                    "epoll(7)", "Questions and answers"),
            EtReadToEagain::run);

    private static final int MESSAGES = 100;

    record Seen(int messages, int events, long calls, int unreadBytes, int unreadBytesAfterAFullRead,
            int eventsAfterAFullRead, boolean endIsInTheEventOfTheData, int eventsForTheEndAlone) implements Facts {
        @Override
        public int answer() {
            return events == messages && unreadBytes == 0 ? 2 : 1;
        }
    }

    private EtReadToEagain() {}

    private static Seen run(Workbench bench) throws Exception {
        var pair = bench.pair();
        var epoll = bench.epoll();
        epoll.add(pair.first(), EPOLLIN | EPOLLRDHUP | EPOLLET);
        var events = new int[1];
        long before = bench.transcript.calls();
        bench.transcript.repeat(MESSAGES, () -> {
            pair.second().send(new byte[10]);
            events[0] += epoll.await();
            pair.first().recv(64);
        });
        long calls = bench.transcript.calls() - before;
        int unread = bench.unread(pair.first());

        bench.transcript.note("a full read: 10 asked for, 10 given, 10 left");
        pair.second().send(new byte[20]);
        epoll.await();
        pair.first().recv(10);
        int left = bench.unread(pair.first());
        int afterAFullRead = epoll.look();
        pair.first().recv(64);

        bench.transcript.note("data and the end, before we look");
        pair.second().send(new byte[10]);
        pair.second().close();
        epoll.await();
        boolean end = (epoll.mask() & EPOLLRDHUP) != 0;
        pair.first().recv(64);
        return new Seen(MESSAGES, events[0], calls, unread, left, afterAFullRead, end, endAlone(epoll, pair.first()));
    }

    private static int endAlone(RawEpoll epoll, Socket socket) throws IOException {
        int events = epoll.look();
        socket.recv(64);
        return events;
    }
}
