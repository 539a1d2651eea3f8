package io.sockeye;

import static io.sockeye.bindings.EpollConstants.EPOLL_CLOEXEC;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_ADD;
import static io.sockeye.bindings.ErrnoConstants.EPERM;
import static io.sockeye.bindings.PollConstants.POLLIN;

import io.sockeye.bindings.EpollEventArray;
import io.sockeye.bindings.EpollSyscalls;
import java.lang.foreign.Arena;
import java.util.Map;

/**
 * How a virtual thread waits in select and poll, which would hold its carrier: it puts the same descriptors into an epoll instance of
 * its own, and parks until that is readable. The caller then makes its call, which does not wait.
 */
final class ManyParked implements AutoCloseable {
    private final Descriptor epoll;

    /** {@code events} has each number once, with bits of poll(2), which are those of epoll. */
    ManyParked(Map<Integer, Integer> events) throws ErrnoException {
        int number = EpollSyscalls.epoll_create1(EPOLL_CLOEXEC);
        if (number < 0) {
            throw ErrnoException.of("epoll_create1", "EPOLL_CLOEXEC", -number);
        }
        epoll = new Descriptor(number);
        try (var arena = Arena.ofConfined()) {
            var event = new EpollEventArray(arena, 1);
            for (var entry : events.entrySet()) {
                event.set(0, entry.getValue(), 0);
                int result = EpollSyscalls.epoll_ctl(number, EPOLL_CTL_ADD, entry.getKey(), event.segment());
                // EPERM is a regular file. It is ready at all times, so the caller's look has seen what it asks for.
                if (result < 0 && result != -EPERM) {
                    close();
                    throw ErrnoException.of("epoll_ctl", "fd=" + entry.getKey(), -result);
                }
            }
        }
    }

    /** Returns false at the deadline, or if the thread is interrupted. */
    boolean await(long deadline) throws ErrnoException {
        return Reactor.await(epoll, POLLIN, deadline) && !Thread.currentThread().isInterrupted();
    }

    @Override
    public void close() {
        epoll.close();
    }
}
