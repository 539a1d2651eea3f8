package io.sockeye.lab;

import static java.lang.foreign.MemorySegment.NULL;

import io.sockeye.Pollable;
import io.sockeye.bindings.FdSet;
import io.sockeye.bindings.SelectSyscalls;
import io.sockeye.bindings.Timeval;
import java.io.IOException;

/** Myth: select keeps its arguments. It writes the result into them. */
final class SelectKeepsArguments {
    static final Myth MYTH = new Myth(
            "select-keeps-arguments",
            "select leaves its arguments alone, so that a loop may fill them in once.",
            "common",
            new Myth.Question(
                    "A set has two sockets, the timeout is 10 seconds, and one socket becomes readable. "
                            + "select is called again with the same variables. What does it wait for?",
                    3,
                    "both sockets, 10 seconds",
                    "both sockets, what is left of the 10 seconds",
                    "the one that was ready, what is left of the 10 seconds"),
            new Myth.Explanation(
                    """
                            The sets come back with the answer in them: what was not ready is no longer asked for.
                            The second call did not see the other socket, although a byte had come for it.
                            On Linux the timeout comes back with what is left; other systems leave it alone.
                            So fill in both before each call. poll has a field for the question and one for the answer, and pselect keeps the timeout.""",
                    "select(2)", "DESCRIPTION"),
            SelectKeepsArguments::run);

    private static final long TEN_SECONDS = 10_000_000_000L;

    record Seen(boolean readyIsInTheSet, boolean quietIsInTheSet, boolean timeoutIsLess, int secondCall,
            boolean secondCallSawTheOther) implements Facts {
        @Override
        public int answer() {
            return !timeoutIsLess ? 1 : quietIsInTheSet ? 2 : 3;
        }
    }

    private SelectKeepsArguments() {}

    private static Seen run(Workbench bench) throws IOException {
        var ready = bench.pair();
        var quiet = bench.pair();
        // Sets that are as long as the largest number wants.
        int nfds = Math.max(ready.first().fileno(), quiet.first().fileno()) + 1;
        var set = new FdSet(bench.arena, nfds);
        set.set(ready.first().fileno());
        set.set(quiet.first().fileno());
        var timeout = new Timeval(bench.arena);
        timeout.set(TEN_SECONDS);

        ready.second().send(new byte[1]);
        select(nfds, set, timeout);
        boolean readyIsIn = isIn(set, ready.first());
        boolean quietIsIn = isIn(set, quiet.first());
        boolean isLess = timeout.nanoseconds() < TEN_SECONDS;

        bench.transcript.note("a byte for the other one, and the same variables");
        quiet.second().send(new byte[1]);
        int again = select(nfds, set, timeout);
        return new Seen(readyIsIn, quietIsIn, isLess, again, isIn(set, quiet.first()));
    }

    private static int select(int nfds, FdSet set, Timeval timeout) throws IOException {
        return Workbench.check("select", SelectSyscalls.select(nfds, set.segment(), NULL, NULL, timeout.segment()));
    }

    private static boolean isIn(FdSet set, Pollable item) {
        return set.isSet(item.fileno());
    }
}
