package io.sockeye.lab;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.PollConstants.POLLIN;

import io.sockeye.EventFd;
import io.sockeye.bindings.PollSyscalls;
import io.sockeye.bindings.PollfdArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Myth: epoll is always the fastest. It gains by descriptors that are idle. */
final class EpollAlwaysWins {
    static final Myth MYTH = new Myth(
            "epoll-always-wins",
            "epoll is always better than poll.",
            "folklore; ratis #931 and dolphinscheduler #3580 changed over without a measurement",
            new Myth.Question(
                    "64 descriptors, all of them ready, are waited for once. Who makes fewer calls, "
                            + "and who goes through entries in vain?",
                    2,
                    "epoll makes fewer, and only poll has entries in vain",
                    "poll makes fewer, and neither has entries in vain",
                    "both make the same"),
            new Myth.Explanation(
                    """
                            poll needs one call; epoll has to be created and told of each descriptor first, one epoll_ctl for each.
                            When all are ready, neither goes through an entry in vain, and both hand back 64 answers.
                            epoll gains when most are idle and the list stays: then poll hands in and goes through 63 entries for nothing, each time.
                            For few descriptors, for those that are waited for once, and for those that are all busy, poll is as good or better.
                            The times are one run on one machine.""",
                    "epoll(7)", "DESCRIPTION"),
            EpollAlwaysWins::run);

    private static final int COUNT = 64;

    record Seen(long pollCalls, long epollCalls, int pollInVain, int epollInVain, int pollInVainWithOneReady,
            int epollInVainWithOneReady, long pollNanosAllReady, long epollNanosAllReady, long pollNanosOneReady,
            long epollNanosOneReady) implements Facts {
        @Override
        public int answer() {
            return epollCalls < pollCalls ? 1 : epollCalls > pollCalls && pollInVain == epollInVain ? 2 : 3;
        }
    }

    private EpollAlwaysWins() {}

    private static Seen run(Workbench bench) throws Exception {
        bench.transcript.note("64 counters, all of them readable");
        var counters = new ArrayList<EventFd>();
        bench.transcript.repeat(COUNT, () -> counters.add(bench.open(EventFd.create(1))));

        bench.transcript.note("poll");
        long before = bench.transcript.calls();
        var entries = new PollfdArray(bench.arena, COUNT);
        int pollInVain = COUNT - poll(entries, counters);
        long pollCalls = bench.transcript.calls() - before;

        bench.transcript.note("epoll");
        before = bench.transcript.calls();
        var epoll = bench.epoll();
        var next = counters.iterator();
        bench.transcript.repeat(COUNT, () -> epoll.add(next.next(), EPOLLIN));
        int returned = epoll.await();
        long epollCalls = bench.transcript.calls() - before;
        int epollInVain = returned - COUNT;
        var all = bench.transcript.time(() -> poll(entries, counters), epoll::await);

        bench.transcript.note("all but one are emptied: they are idle from here on");
        var idle = counters.subList(1, COUNT).iterator();
        bench.transcript.repeat(COUNT - 1, () -> idle.next().read());
        int pollInVainWithOne = COUNT - poll(entries, counters);
        int epollInVainWithOne = epoll.await() - 1;
        var one = bench.transcript.time(() -> poll(entries, counters), epoll::await);
        return new Seen(
                pollCalls, epollCalls, pollInVain, epollInVain, pollInVainWithOne, epollInVainWithOne, all[0], all[1],
                one[0], one[1]);
    }

    /** As a C program that keeps no array: it fills in all, and goes through all. Returns how many are ready. */
    private static int poll(PollfdArray entries, List<EventFd> counters) throws IOException {
        for (int i = 0; i < counters.size(); i++) {
            entries.set(i, counters.get(i).fileno(), POLLIN);
        }
        Workbench.check("poll", PollSyscalls.poll(entries.segment(), counters.size(), Workbench.LONG));
        int ready = 0;
        for (int i = 0; i < counters.size(); i++) {
            ready += entries.revents(i) == 0 ? 0 : 1;
        }
        return ready;
    }
}
