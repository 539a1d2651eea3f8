package io.sockeye.lab;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;

import java.io.IOException;

/** Myth: close removes a descriptor from epoll. A duplicate keeps the registration alive. */
final class CloseRemoves {
    static final Myth MYTH = new Myth(
            "close-removes",
            "close(fd) removes fd from every epoll instance.",
            "h2o #1100, libuv #4323 and manticoresearch #4056: all three had the mistake in a release",
            new Myth.Question(
                    "epoll watches a descriptor that has a duplicate, as after dup, fork or when it was passed on. "
                            + "The descriptor is closed, and then a byte arrives. What does epoll_wait return?",
                    2,
                    "0: close has removed it",
                    "1: an event with the number that was closed",
                    "EBADF"),
            new Myth.Explanation(
                    """
                            epoll watches the open file description, and the number was only the way to it.
                            The registration goes when the last number of that description is closed.
                            Until then events come with the dead number, and epoll_ctl cannot remove it: for it that number is closed, EBADF, or by now another file. Only dup2, which makes the number refer to the description again, helps.
                            So remove first and close then, as Sockeye's Epoll does.""",
                    "epoll(7)", "Questions and answers"),
            CloseRemoves::run);

    record Seen(String result, boolean isTheDeadNumber, int listed, String removal, int eventsAfterTheLastClose)
            implements
                Facts {
        @Override
        public int answer() {
            return result.equals("0") ? 1 : isTheDeadNumber ? 2 : result.equals("EBADF") ? 3 : 0;
        }
    }

    private CloseRemoves() {}

    private static Seen run(Workbench bench) throws IOException {
        var pair = bench.pair();
        var watched = bench.duplicate(pair.first());
        var epoll = bench.epoll();
        epoll.add(watched, EPOLLIN);

        bench.transcript
                .note("fd " + watched.fileno() + " is closed, and fd " + pair.first().fileno() + " is still open");
        watched.close();
        pair.second().send(new byte[1]);
        int result = epoll.look();
        boolean isDead = result == 1 && epoll.number() == watched.fileno();
        var list = epoll.interestList();
        bench.transcript.note("/proc/self/fdinfo/" + epoll.fileno() + ": " + String.join(", ", list));
        int removal = epoll.tryRemove(watched.fileno());

        bench.transcript.note("the duplicate is closed too");
        pair.first().close();
        return new Seen(Workbench.name(result), isDead, list.size(), Workbench.name(removal), epoll.look());
    }
}
