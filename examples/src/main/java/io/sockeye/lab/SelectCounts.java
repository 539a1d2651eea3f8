package io.sockeye.lab;

import static io.sockeye.bindings.PollConstants.FD_SETSIZE;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.sockeye.bindings.FdSet;
import io.sockeye.bindings.SelectSyscalls;
import io.sockeye.bindings.Timeval;
import java.io.IOException;

/** Myth: select is limited to 1,024 descriptors. The limit is that of the descriptor number. */
final class SelectCounts {
    static final Myth MYTH = new Myth(
            "select-counts",
            "select can watch 1024 descriptors: how many is what counts.",
            "libhv #165; its users, then those of oatpp #926 and Nim #19973, met the other kind",
            new Myth.Question(
                    "A C program, built without _FORTIFY_SOURCE, has a single descriptor to watch, and its number is 1500. It uses FD_SET and select. "
                            + "Where is the bit?",
                    2,
                    "in the fd_set: one descriptor is less than 1024",
                    "behind the end of the fd_set, in memory of somebody else",
                    "nowhere: FD_SET refuses the number"),
            new Myth.Explanation(
                    """
                            The number of a descriptor is the number of its bit, and an fd_set has 1024 bits, which are 128 bytes.
                            The bit of 1500 is in byte 187; the kernel was told of 1501 bits here, and wrote there.
                            C's FD_SET does not look and writes behind the set, over the stack of many a server; with _FORTIFY_SOURCE, glibc's looks and aborts: "buffer overflow detected".
                            Sockeye's FdSet is as long as it was made, and refuses a number beyond it; Python raises a ValueError.""",
                    "select(2)", "BUGS"),
            SelectCounts::run);

    private static final int NUMBER = 1500;

    record Seen(int watched, int bytesOfCsFdSet, int byteOfTheBit, int result, boolean isRefusedByASetOfCsSize)
            implements
                Facts {
        @Override
        public int answer() {
            return byteOfTheBit >= bytesOfCsFdSet ? 2 : byteOfTheBit >= 0 ? 1 : 3;
        }
    }

    private SelectCounts() {}

    private static Seen run(Workbench bench) throws IOException {
        var pair = bench.pair();
        pair.second().send(new byte[1]);
        bench.transcript.note("a descriptor whose number is high");
        var high = bench.duplicate(pair.first(), NUMBER);
        bench.transcript.note("our set is longer than C's, so the bit of the kernel lands in memory of our own");
        var set = new FdSet(bench.arena, high.fileno() + 1);
        set.set(high.fileno());
        var timeout = new Timeval(bench.arena);
        int result = SelectSyscalls.select(high.fileno() + 1, set.segment(), NULL, NULL, timeout.segment());
        return new Seen(
                1, FD_SETSIZE / Byte.SIZE, firstByte(set), Workbench.check("select", result),
                isRefused(new FdSet(bench.arena, FD_SETSIZE), high.fileno()));
    }

    /** Which byte of the answer is the first that is not 0; -1 if all are. */
    private static int firstByte(FdSet answer) {
        var bytes = answer.segment().toArray(JAVA_BYTE);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isRefused(FdSet set, int number) {
        try {
            set.set(number);
            return false;
        } catch (IndexOutOfBoundsException refused) {
            return true;
        }
    }
}
