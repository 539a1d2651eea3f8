package io.sockeye.lab;

import static io.sockeye.bindings.EpollConstants.EPOLLHUP;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.PollConstants.POLLHUP;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLOUT;

import io.sockeye.Socket;
import io.sockeye.bindings.PollSyscalls;
import io.sockeye.bindings.PollfdArray;
import java.io.IOException;

/** Myth: a new socket has no events. A socket that is not connected reports POLLHUP. */
final class NewSocketIsSilent {
    static final Myth MYTH = new Myth(
            "new-socket-is-silent",
            "A TCP socket that was just made reports nothing: nothing has happened to it.",
            "programs that register a socket before they connect it",
            new Myth.Question(
                    "A TCP socket was made a moment ago, and is neither connected nor listening. "
                            + "poll asks it for POLLIN and POLLOUT. What does it say?",
                    3,
                    "nothing",
                    "POLLOUT: there is room",
                    "POLLOUT and POLLHUP"),
            new Myth.Explanation(
                    """
                            For TCP the state "closed" is the same before and after a connection, and closed in both directions is POLLHUP.
                            POLLHUP is told unasked, so epoll tells of it too, when only EPOLLIN was asked for.
                            A loop that takes a hang-up for the end of a connection closes the socket before it is used.
                            So call connect or listen first, and register then.""",
                    "poll(2)", "DESCRIPTION"),
            NewSocketIsSilent::run);

    record Seen(boolean pollin, boolean pollout, boolean pollhup, boolean epollSaysHangUpUnasked,
            int eventsOnceItListens) implements Facts {
        @Override
        public int answer() {
            return pollhup && pollout ? 3 : pollout ? 2 : pollin || pollhup ? 0 : 1;
        }
    }

    private NewSocketIsSilent() {}

    private static Seen run(Workbench bench) throws IOException {
        var socket = bench.open(Socket.tcp());
        var entry = new PollfdArray(bench.arena, 1);
        entry.set(0, socket.fileno(), POLLIN | POLLOUT);
        Workbench.check("poll", PollSyscalls.poll(entry.segment(), 1, 0));
        int revents = entry.revents(0);

        var epoll = bench.epoll();
        epoll.add(socket, EPOLLIN);
        boolean hangUp = epoll.look() == 1 && (epoll.mask() & EPOLLHUP) != 0;
        socket.bind("127.0.0.1", 0).listen();
        return new Seen(
                (revents & POLLIN) != 0, (revents & POLLOUT) != 0, (revents & POLLHUP) != 0, hangUp, epoll.look());
    }
}
