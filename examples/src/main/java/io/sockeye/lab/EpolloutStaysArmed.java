package io.sockeye.lab;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLOUT;

import java.lang.foreign.MemorySegment;

/** Myth: EPOLLOUT may stay armed. A socket is writable nearly always. */
final class EpolloutStaysArmed {
    static final Myth MYTH = new Myth(
            "epollout-stays-armed",
            "EPOLLOUT may stay armed, level-triggered: it tells when one may write.",
            "Easy-Reactor #4",
            new Myth.Question(
                    "A socket is watched for EPOLLIN and EPOLLOUT, level-triggered. Nothing comes, and nothing is to be sent. "
                            + "How many of 1000 calls of epoll_wait return at once?",
                    3,
                    "none: nothing happens",
                    "one: it becomes writable once",
                    "all of them"),
            new Myth.Explanation(
                    """
                            EPOLLOUT means that there is room, and there is room nearly always: every wait returned at once, and the loop burns a CPU.
                            Ask for EPOLLIN alone, and nothing wakes it.
                            Arm EPOLLOUT when a send returned EAGAIN or took a part, and disarm it when all is sent: then it tells just once, when there is room again.
                            With EPOLLET it may stay armed: it wakes nobody by itself, but each edge of EPOLLIN brings EPOLLOUT along.""",
                    "epoll(7)", "Level-triggered and edge-triggered"),
            EpolloutStaysArmed::run);

    private static final int WAITS = 1_000;

    record Seen(int waits, int wakeUpsWhileArmed, int wakeUpsWhileNotArmed, int wakeUpsWhileFull,
            int wakeUpsWhenThereIsRoom) implements Facts {
        @Override
        public int answer() {
            return wakeUpsWhileArmed == 0 ? 1 : wakeUpsWhileArmed == 1 ? 2 : wakeUpsWhileArmed == waits ? 3 : 0;
        }
    }

    private EpolloutStaysArmed() {}

    private static Seen run(Workbench bench) throws Exception {
        var pair = bench.pair();
        var epoll = bench.epoll();
        epoll.add(pair.first(), EPOLLIN | EPOLLOUT);
        var wakeUps = new int[1];
        bench.transcript.repeat(WAITS, () -> wakeUps[0] += epoll.look());

        bench.transcript.note("EPOLLOUT is disarmed");
        epoll.modify(pair.first(), EPOLLIN);
        int notArmed = epoll.look();

        bench.transcript.note("send until there is no room, and only then arm it");
        var piece = MemorySegment.ofArray(new byte[1 << 16]);
        bench.transcript.repeatWhile(() -> pair.first().trySend(piece) >= 0);
        epoll.modify(pair.first(), EPOLLIN | EPOLLOUT);
        int full = epoll.look();

        bench.transcript.note("the peer reads");
        bench.transcript.repeatWhile(() -> pair.second().tryRecv(piece) >= 0);
        return new Seen(WAITS, wakeUps[0], notArmed, full, epoll.look());
    }
}
