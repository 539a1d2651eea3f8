package io.sockeye.lab;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLET;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_ADD;
import static io.sockeye.bindings.PollConstants.POLLIN;

import io.sockeye.Epoll;
import io.sockeye.Errno;
import io.sockeye.ErrnoException;
import io.sockeye.bindings.EpollEventArray;
import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.PollSyscalls;
import io.sockeye.bindings.PollfdArray;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** epoll(7): the kernel keeps the registered descriptors, and a wait passes an array for the events. */
final class EpollPanel extends Panel {
    private static final int MAXEVENTS = 8;

    /** {@code struct epoll_event} is packed on x86-64. */
    private static final int EVENT_BYTES = 12;

    private final Epoll epoll;
    private final int events;
    /** Of the events' data. A wait that slept reads it when it returns: another descriptor may have been added since. */
    private final Map<Long, String> nameOf = new ConcurrentHashMap<>();

    EpollPanel(Mechanism mechanism) throws ErrnoException {
        super(mechanism);
        this.events = mechanism == Mechanism.EPOLL_EDGE ? EPOLLIN | EPOLLET : EPOLLIN;
        this.epoll = Epoll.create();
    }

    /** As C programs do, the data is the number: so an event of a number that is closed can be seen. */
    @Override
    void watch(Line line) throws IOException {
        int fd = line.watched();
        // A duplicate keeps the entry of a closed number alive; then its events and the new ones have the same data.
        boolean isListed = epoll.interestList().stream().anyMatch(entry -> entry.fd() == fd);
        try (var arena = Arena.ofConfined()) {
            var event = new EpollEventArray(arena, 1);
            event.set(0, events, fd);
            int result = EpollSyscalls.epoll_ctl(epoll.fileno(), EPOLL_CTL_ADD, fd, event.segment());
            if (result < 0) {
                throw new IOException("epoll_ctl(EPOLL_CTL_ADD, " + fd + "): " + new Errno(-result));
            }
        }
        nameOf.merge((long) fd, line.name(), (old, added) -> isListed ? old + " or " + added : added);
    }

    @Override
    Kept kept() throws IOException {
        var entries = epoll.interestList().stream()
                .map(entry -> "tfd: " + entry.fd() + " events: " + Waits.events(entry.events(), "EPOLL") + " data: "
                        + entry.data())
                .toList();
        return new Kept("/proc/self/fdinfo/" + epoll.fileno(), entries, hasReady());
    }

    /** An epoll descriptor is readable if its ready list has an entry, and asking takes none; epoll(7), Q3. */
    private boolean hasReady() {
        try (var arena = Arena.ofConfined()) {
            var self = new PollfdArray(arena, 1);
            self.set(0, epoll.fileno(), POLLIN);
            return PollSyscalls.poll(self.segment(), 1, 0) > 0;
        }
    }

    @Override
    Call prepare(List<String> names, int[] numbers) {
        int fd = epoll.fileno();
        return timeout -> wait(fd, nameOf, timeout);
    }

    private static Wait wait(int epfd, Map<Long, String> names, Duration timeout) {
        try (var arena = Arena.ofConfined()) {
            var events = new EpollEventArray(arena, MAXEVENTS);
            long sleeps = Waits.sleeps();
            // SAFETY: the panel keeps the epoll descriptor open until this has returned.
            int result = EpollSyscalls.epoll_wait(epfd, events.segment(), MAXEVENTS, (int) timeout.toMillis());
            boolean slept = Waits.sleeps() > sleeps;
            var cells = new ArrayList<Wait.Cell>();
            var ready = new ArrayList<String>();
            var answers = new ArrayList<String>();
            for (int i = 0; i < MAXEVENTS; i++) {
                var mask = Waits.events(events.events(i), "EPOLL");
                cells.add(Wait.Cell.of(
                        "events[" + i + "]", "events=0 data=0", "events=" + mask + " data=" + events.token(i)));
                if (i < result) {
                    ready.add(names.getOrDefault(events.token(i), "?"));
                    answers.add(
                            "{events=" + mask + ", data={u32=" + events.token(i) + ", u64=" + events.token(i) + "}}");
                }
            }
            return new Wait(
                    "epoll_wait(" + epfd + ", [" + String.join(", ", answers) + "], " + MAXEVENTS + ", "
                            + timeout.toMillis()
                            + ") = " + Waits.result(result, ""),
                    result,
                    "struct epoll_event",
                    cells,
                    0,
                    Math.max(0, result) * (long) EVENT_BYTES,
                    Math.max(0, result),
                    ready,
                    slept);
        }
    }

    @Override
    void release() {
        epoll.close();
    }
}
