package io.sockeye.lab;

import static io.sockeye.bindings.EpollConstants.EPOLLET;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;

import io.sockeye.Socket;
import io.sockeye.SocketPair;
import java.lang.foreign.MemorySegment;

/** Myth: edge-triggered is faster. Reading until EAGAIN is one more call for each message. */
final class EtIsFaster {
    static final Myth MYTH = new Myth(
            "et-is-faster",
            "Edge-triggered is faster than level-triggered.",
            "asked as a fact in muduo #234; netty #2229",
            new Myth.Question(
                    "One hundred messages come one after the other, and each is read at once: level-triggered by one recv, "
                            + "edge-triggered by recv until EAGAIN. Who makes fewer calls?",
                    3,
                    "edge-triggered: fewer waits",
                    "both make the same",
                    "level-triggered: no recv is in vain"),
            new Myth.Explanation(
                    """
                            Both wait once for each message: an epoll_wait returns when something is there, in both ways.
                            Edge-triggered then needs one recv more, to be told EAGAIN; libuv #4400 is about just this.
                            It gains where a level would come back again and again: when one does not want to read now, or leaves EPOLLOUT armed.
                            So it depends on the program. Count the calls first; the times here are one run on one machine.""",
                    "epoll(7)", "Level-triggered and edge-triggered"),
            EtIsFaster::run);

    private static final int MESSAGES = 100;

    record Seen(long levelCalls, long edgeCalls, int edgeEagains, long levelNanosAMessage, long edgeNanosAMessage)
            implements
                Facts {
        @Override
        public int answer() {
            return edgeCalls < levelCalls ? 1 : edgeCalls == levelCalls ? 2 : 3;
        }
    }

    /** A reader, and what it counts. */
    private static final class Reader {
        private final SocketPair pair;
        private final RawEpoll epoll;
        private final MemorySegment buffer = MemorySegment.ofArray(new byte[64]);
        private int eagains;

        Reader(Workbench bench, int mask) throws Exception {
            pair = bench.pair();
            epoll = bench.epoll();
            epoll.add(pair.first(), mask);
        }

        void level() throws Exception {
            pair.second().send(new byte[10]);
            epoll.await();
            pair.first().tryRecv(buffer);
        }

        void edge() throws Exception {
            pair.second().send(new byte[10]);
            epoll.await();
            readUntilEagain(pair.first());
        }

        private void readUntilEagain(Socket socket) throws Exception {
            while (socket.tryRecv(buffer) >= 0) {}
            eagains++;
        }
    }

    private EtIsFaster() {}

    private static Seen run(Workbench bench) throws Exception {
        bench.transcript.note("level-triggered");
        var level = new Reader(bench, EPOLLIN);
        long before = bench.transcript.calls();
        bench.transcript.repeat(MESSAGES, level::level);
        long levelCalls = bench.transcript.calls() - before;

        bench.transcript.note("edge-triggered");
        var edge = new Reader(bench, EPOLLIN | EPOLLET);
        before = bench.transcript.calls();
        bench.transcript.repeat(MESSAGES, edge::edge);
        long edgeCalls = bench.transcript.calls() - before;
        int eagains = edge.eagains;

        var nanos = bench.transcript.time(level::level, edge::edge);
        return new Seen(levelCalls, edgeCalls, eagains, nanos[0], nanos[1]);
    }
}
