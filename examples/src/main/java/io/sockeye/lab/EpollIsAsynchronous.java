package io.sockeye.lab;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Myth: epoll is asynchronous I/O. Ready is not done. */
final class EpollIsAsynchronous {
    static final Myth MYTH = new Myth(
            "epoll-is-asynchronous",
            "epoll is a kind of asynchronous I/O.",
            "\"pseudo AIO\" on skykens.github.io",
            new Myth.Question(
                    "Five bytes have come, and epoll_wait has returned EPOLLIN. Where are they?",
                    2,
                    "in the program's buffer: the kernel has read them while we waited",
                    "in the kernel, until somebody calls recv"),
            new Myth.Explanation(
                    """
                            epoll says that a call would not wait now; the program makes that call, and its thread copies the bytes.
                            No call of epoll is even told where a buffer is.
                            Asynchronous I/O is the other way round: one hands in a buffer, and is told when it is full, as with io_uring.
                            select and poll are the same kind as epoll: they ask, and do nothing.""",
                    "epoll(7)", "DESCRIPTION"),
            EpollIsAsynchronous::run);

    record Seen(int inTheKernelAfterTheWait, int inOurBufferAfterTheWait, int inTheKernelAfterRecv,
            int inOurBufferAfterRecv) implements Facts {
        @Override
        public int answer() {
            return inOurBufferAfterTheWait > 0 ? 1 : inTheKernelAfterTheWait > 0 ? 2 : 0;
        }
    }

    private EpollIsAsynchronous() {}

    private static Seen run(Workbench bench) throws IOException {
        var pair = bench.pair();
        var epoll = bench.epoll();
        epoll.add(pair.first(), EPOLLIN);
        var buffer = bench.arena.allocate(16);

        pair.second().send("hello".getBytes(US_ASCII));
        epoll.await();
        int kernel = bench.unread(pair.first());
        int ours = used(buffer);
        pair.first().recv(buffer);
        return new Seen(kernel, ours, bench.unread(pair.first()), used(buffer));
    }

    /** The buffer is zero at first, and what is sent is not. */
    private static int used(MemorySegment buffer) {
        return buffer.getString(0, US_ASCII).length();
    }
}
