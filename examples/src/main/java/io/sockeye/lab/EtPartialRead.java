package io.sockeye.lab;

import static io.sockeye.bindings.EpollConstants.EPOLLET;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;

import java.io.IOException;

/** Myth: an edge needs an empty queue. An edge is an arrival. */
final class EtPartialRead {
    static final Myth MYTH = new Myth(
            "et-partial-read",
            "Edge-triggered epoll tells of data once, and nothing more until all of it was read.",
            "a question on Stack Overflow about EPOLLET; several blogs",
            new Myth.Question(
                    "Ten bytes arrive at an edge-triggered socket, and one of them is read. We wait, then an eleventh byte "
                            + "arrives, and we wait again. How many events does each wait return?",
                    2,
                    "0, then 0: nine bytes are unread",
                    "0, then 1",
                    "1, then 1"),
            new Myth.Explanation(
                    """
                            An edge is an arrival, and not the change from empty to not empty.
                            So the nine bytes that were left are not told of again, and the next byte is, although they are still there.
                            Two arrivals between two waits are one event.
                            The danger is another one: a peer that waits for an answer to its ten bytes sends no eleventh, and both wait for ever.""",
                    "epoll(7)", "Level-triggered and edge-triggered"),
            EtPartialRead::run);

    record Seen(int eventsAfterTenBytes, int eventsAfterAPartialRead, int eventsAfterOneByteMore, int unreadBytes,
            int eventsAfterTwoSends) implements Facts {
        @Override
        public int answer() {
            return eventsAfterAPartialRead > 0 ? 3 : eventsAfterOneByteMore == 0 ? 1 : 2;
        }
    }

    private EtPartialRead() {}

    private static Seen run(Workbench bench) throws IOException {
        var pair = bench.pair();
        var epoll = bench.epoll();
        epoll.add(pair.first(), EPOLLIN | EPOLLET);

        bench.transcript.note("ten bytes arrive, and one is read");
        pair.second().send(new byte[10]);
        int afterTen = epoll.look();
        pair.first().recv(1);
        int afterPartialRead = epoll.look();

        bench.transcript.note("one more arrives");
        pair.second().send(new byte[1]);
        int afterOneMore = epoll.look();
        int unread = bench.unread(pair.first());

        bench.transcript.note("two more arrive, by two sends");
        pair.second().send(new byte[1]);
        pair.second().send(new byte[1]);
        int afterTwo = epoll.look();
        return new Seen(afterTen, afterPartialRead, afterOneMore, unread, afterTwo);
    }
}
