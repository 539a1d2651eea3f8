package io.sockeye.lab;

import static io.sockeye.bindings.FileConstants.RLIMIT_NOFILE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sockeye.bindings.PollSyscalls;
import io.sockeye.bindings.PollfdArray;
import io.sockeye.bindings.SystemSyscalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Myth: poll has no limit. It is the limit of open descriptors. */
final class PollHasNoLimit {
    static final Myth MYTH = new Myth(
            "poll-has-no-limit",
            "poll has no limit at all.",
            "tables in blogs that compare select, poll and epoll",
            new Myth.Question(
                    "The limit of open descriptors is n (ulimit -n). poll gets an array of n + 1 entries, which are all unused (fd -1). "
                            + "What does it return?",
                    2,
                    "0: nothing is ready",
                    "EINVAL",
                    "n + 1: they are invalid, POLLNVAL"),
            new Myth.Explanation(
                    """
                            An entry with a negative number is left out, and n of them are fine: 0.
                            But nfds itself must not be more than RLIMIT_NOFILE, the soft limit, and the kernel looks at that first.
                            So poll has no fixed limit as C's fd_set has, and cannot watch more than a process can have open.""",
                    "poll(2)", "ERRORS"),
            PollHasNoLimit::run);

    /** Some systems allow a milliard: for so many entries there is no memory. */
    private static final long ENOUGH = 1 << 16;

    record Seen(long limit, String atTheLimit, String beyondTheLimit) implements Facts {
        @Override
        public int answer() {
            return beyondTheLimit.equals("0") ? 1 : beyondTheLimit.equals("EINVAL") ? 2 : 3;
        }
    }

    private PollHasNoLimit() {}

    private static synchronized Seen run(Workbench bench) throws IOException {
        // struct rlimit: the soft limit, and the hard one.
        var limit = bench.arena.allocate(JAVA_LONG, 2);
        Workbench.check("getrlimit", SystemSyscalls.getrlimit(RLIMIT_NOFILE, limit));
        long soft = limit.get(JAVA_LONG, 0);
        // Without a sign: RLIM_INFINITY is all bits.
        if (Long.compareUnsigned(soft, ENOUGH) <= 0) {
            return polls(bench.arena, (int) soft);
        }
        bench.transcript.note("the soft limit is lowered meanwhile: the array has to fit into memory");
        set(limit, ENOUGH);
        try {
            return polls(bench.arena, (int) ENOUGH);
        } finally {
            set(limit, soft);
        }
    }

    private static void set(MemorySegment limit, long soft) throws IOException {
        limit.set(JAVA_LONG, 0, soft);
        Workbench.check("setrlimit", SystemSyscalls.setrlimit(RLIMIT_NOFILE, limit));
    }

    private static Seen polls(Arena arena, int limit) {
        var entries = new PollfdArray(arena, limit + 1);
        for (int i = 0; i <= limit; i++) {
            entries.set(i, -1, 0);
        }
        int at = PollSyscalls.poll(entries.segment(), limit, 0);
        int beyond = PollSyscalls.poll(entries.segment(), limit + 1L, 0);
        return new Seen(limit, Workbench.name(at), Workbench.name(beyond));
    }
}
