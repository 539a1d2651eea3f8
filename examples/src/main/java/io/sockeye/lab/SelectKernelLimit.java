package io.sockeye.lab;

import static java.lang.foreign.MemorySegment.NULL;

import io.sockeye.bindings.FdSet;
import io.sockeye.bindings.SelectSyscalls;
import io.sockeye.bindings.Timeval;
import java.io.IOException;

/** Myth: the kernel limits select to FD_SETSIZE. It takes sets of any length. */
final class SelectKernelLimit {
    static final Myth MYTH = new Myth(
            "select-kernel-limit",
            "The 1024 of select is a limit of the kernel: to lift it, compile the kernel again.",
            "a translation on skykens.github.io, and the texts it is from",
            new Myth.Question(
                    "select is called with a set that is long enough for descriptor 2000, and with nfds 2001. "
                            + "The descriptor is readable. What does it return?",
                    1,
                    "1: it is readable",
                    "EINVAL: nfds is too large",
                    "0: what is beyond 1024 is left out"),
            new Myth.Explanation(
                    """
                            The kernel looks at nfds bits, and knows nothing of FD_SETSIZE.
                            The limit is the C library's: its type fd_set has a fixed size.
                            What the kernel does have is the limit of open descriptors, RLIMIT_NOFILE.
                            Whoever needs large numbers takes poll or epoll all the same: select scans every bit up to the largest number.""",
                    "select(2)", "BUGS"),
            SelectKernelLimit::run);

    private static final int NUMBER = 2000;

    record Seen(int number, String result, boolean isInTheSet) implements Facts {
        @Override
        public int answer() {
            return result.equals("1") && isInTheSet ? 1 : result.equals("EINVAL") ? 2 : result.equals("0") ? 3 : 0;
        }
    }

    private SelectKernelLimit() {}

    private static Seen run(Workbench bench) throws IOException {
        var pair = bench.pair();
        pair.second().send(new byte[1]);
        var high = bench.duplicate(pair.first(), NUMBER);
        var set = new FdSet(bench.arena, high.fileno() + 1);
        set.set(high.fileno());
        int result = SelectSyscalls.select(
                high.fileno() + 1, set.segment(), NULL, NULL, new Timeval(bench.arena).segment());
        return new Seen(high.fileno(), Workbench.name(result), set.isSet(high.fileno()));
    }
}
