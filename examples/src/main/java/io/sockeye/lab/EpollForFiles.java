package io.sockeye.lab;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.FileConstants.O_RDWR;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLOUT;

import io.sockeye.OpenFile;
import io.sockeye.bindings.PollSyscalls;
import io.sockeye.bindings.PollfdArray;
import java.io.IOException;
import java.nio.file.Files;

/** Myth: epoll makes reading files asynchronous. A file on a disk is always ready. */
final class EpollForFiles {
    static final Myth MYTH = new Myth(
            "epoll-for-files",
            "epoll makes reading files asynchronous.",
            "titles such as \"Asynchronous file I/O on Linux: the epoll API\"",
            new Myth.Question(
                    "A regular file that is empty is added to an epoll instance with EPOLLIN. What happens?",
                    2,
                    "an event comes as soon as there is something in the file",
                    "epoll_ctl fails with EPERM",
                    "an event comes at once"),
            new Myth.Explanation(
                    """
                            A regular file has no state of being ready, and epoll says so instead of pretending.
                            poll and select pretend: for them such a file is ready to be read and written at all times, and the read of this one returns 0.
                            A read that needs the disk waits in the call itself.
                            Who wants more takes threads, or io_uring.""",
                    "epoll_ctl(2)", "ERRORS"),
            EpollForFiles::run);

    record Seen(String epollCtl, boolean pollSaysReadable, boolean pollSaysWritable, int read) implements Facts {
        @Override
        public int answer() {
            return epollCtl.equals("EPERM") ? 2 : 3;
        }
    }

    private EpollForFiles() {}

    private static Seen run(Workbench bench) throws IOException {
        var path = Files.createTempFile("sockeye", ".empty");
        try {
            var file = bench.open(OpenFile.open(path, O_RDWR));
            int epollCtl = bench.epoll().tryAdd(file, EPOLLIN);
            var entry = new PollfdArray(bench.arena, 1);
            entry.set(0, file.fileno(), POLLIN | POLLOUT);
            Workbench.check("poll", PollSyscalls.poll(entry.segment(), 1, 0));
            int revents = entry.revents(0);
            return new Seen(
                    Workbench.name(epollCtl), (revents & POLLIN) != 0, (revents & POLLOUT) != 0,
                    file.read(new byte[1]));
        } finally {
            Files.delete(path);
        }
    }
}
