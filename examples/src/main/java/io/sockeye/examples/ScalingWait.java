package io.sockeye.examples;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.PollConstants.POLLIN;

import io.sockeye.Epoll;
import io.sockeye.EpollEvents;
import io.sockeye.ErrnoException;
import io.sockeye.EventFd;
import io.sockeye.Poll;
import io.sockeye.Pollable;
import io.sockeye.Select;
import java.util.List;

/** One mechanism over many descriptors, of which one is ready at a time. A wait allocates nothing. */
interface ScalingWait extends AutoCloseable {
    /** Waits, and returns which one. */
    Pollable await() throws ErrnoException;

    @Override
    void close();

    /** A bit for each of them. */
    final class BySelect implements ScalingWait {
        private final Select<EventFd> select = new Select<>();

        BySelect(List<EventFd> watched) throws ErrnoException {
            for (var eventfd : watched) {
                select.readfds().set(eventfd);
            }
        }

        @Override
        public Pollable await() throws ErrnoException {
            select.select(null);
            return select.readable().item(select.readable().next(0));
        }

        @Override
        public void close() {
            select.close();
        }
    }

    /** A place in an array for each of them. */
    final class ByPoll implements ScalingWait {
        private final Poll<EventFd> poll = new Poll<>();

        ByPoll(List<EventFd> watched) throws ErrnoException {
            for (var eventfd : watched) {
                poll.register(eventfd, POLLIN);
            }
        }

        @Override
        public Pollable await() throws ErrnoException {
            poll.ready(null);
            int i = 0;
            while (poll.revents(i) == 0) {
                i++;
            }
            return poll.item(i);
        }

        @Override
        public void close() {
            poll.close();
        }
    }

    /** A list in the kernel, and room for those that are ready. */
    final class ByEpoll implements ScalingWait {
        private static final int EVENTS = 1024;

        private final Epoll epoll = Epoll.create();
        private final EpollEvents events = epoll.events(EVENTS);

        ByEpoll(List<EventFd> watched) throws ErrnoException {
            for (var eventfd : watched) {
                epoll.register(eventfd, EPOLLIN);
            }
        }

        @Override
        public Pollable await() throws ErrnoException {
            epoll.poll(events, null);
            return events.item(0);
        }

        @Override
        public void close() {
            epoll.close();
        }
    }
}
