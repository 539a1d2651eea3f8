package io.sockeye.lab;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.sockeye.EventFd;
import io.sockeye.bindings.EpollEventArray;
import io.sockeye.bindings.EpollSyscalls;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/** Myth: epoll shares memory with the kernel. The kernel copies the events. */
final class EpollSharesMemory {
    static final Myth MYTH = new Myth(
            "epoll-shares-memory",
            "epoll shares memory with the program by mmap, and so copies nothing.",
            "blogs about epoll, copied from each other",
            new Myth.Question(
                    "An array for events lies in our memory. When does the kernel write an event there?",
                    2,
                    "as soon as the descriptor is ready: it shares that memory",
                    "during epoll_wait: it copies 12 bytes for each event",
                    "never: epoll_wait returns events that lie in the kernel's memory"),
            new Myth.Explanation(
                    """
                            Nothing changed in the array while the descriptor became ready, and the call wrote 12 bytes for one event.
                            A second array was filled just so, because it was given to the second call.
                            No mapping of this process belongs to epoll.
                            That the kernel copies event for event can be read in ep_send_events of fs/eventpoll.c; its __put_user is in epoll_put_uevent since 5.15.
                            What epoll saves is the other way: the list of what to watch is not handed in with each wait.""",
                    "epoll_wait(2)", "DESCRIPTION"),
            EpollSharesMemory::run);

    private static final byte UNTOUCHED = (byte) 0xA5;

    record Seen(int bytesWrittenBeforeTheCall, int bytesWrittenByTheCall, int bytesWrittenToASecondArray,
            long mappingsOfEpoll) implements Facts {
        @Override
        public int answer() {
            return bytesWrittenBeforeTheCall > 0 ? 1 : bytesWrittenByTheCall > 0 ? 2 : 3;
        }
    }

    private EpollSharesMemory() {}

    private static Seen run(Workbench bench) throws IOException {
        var epoll = bench.epoll();
        var counter = bench.open(EventFd.create(0));
        epoll.add(counter, EPOLLIN);
        var first = new EpollEventArray(bench.arena, 4);
        var second = new EpollEventArray(bench.arena, 4);
        first.segment().fill(UNTOUCHED);
        second.segment().fill(UNTOUCHED);

        bench.transcript.note("it becomes ready");
        counter.write(1);
        int before = written(first.segment());
        bench.transcript.note("two waits, each with an array of its own");
        EpollSyscalls.epoll_wait(epoll.fileno(), first.segment(), 4, Workbench.LONG);
        int by = written(first.segment());
        EpollSyscalls.epoll_wait(epoll.fileno(), second.segment(), 4, Workbench.LONG);
        return new Seen(before, by, written(second.segment()), mappings());
    }

    /** Up to the last byte that is not as it was: within an event, a byte may happen to be the same. */
    private static int written(MemorySegment array) {
        int bytes = (int) array.byteSize();
        while (bytes > 0 && array.get(JAVA_BYTE, bytes - 1) == UNTOUCHED) {
            bytes--;
        }
        return bytes;
    }

    private static long mappings() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains("epoll")).count();
        }
    }
}
