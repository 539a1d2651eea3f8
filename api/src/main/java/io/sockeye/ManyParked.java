package io.sockeye;

import static io.sockeye.bindings.EpollConstants.EPOLLET;
import static io.sockeye.bindings.EpollConstants.EPOLL_CLOEXEC;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_ADD;
import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.ErrnoConstants.EPERM;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static io.sockeye.bindings.PollConstants.POLLPRI;
import static io.sockeye.bindings.PollConstants.POLLRDBAND;
import static io.sockeye.bindings.PollConstants.POLLRDNORM;
import static io.sockeye.bindings.PollConstants.POLLWRBAND;
import static io.sockeye.bindings.PollConstants.POLLWRNORM;

import io.sockeye.bindings.EpollEventArray;
import io.sockeye.bindings.EpollSyscalls;
import java.lang.foreign.Arena;
import java.util.Map;

/**
 * How a virtual thread waits in select and poll, which would hold its carrier: it puts the same descriptors into an epoll instance of
 * its own, and parks until that is readable. The caller then makes its call, which does not wait.
 *
 * <p>Edge-triggered, since epoll reports more than select does: a hang-up that the caller's call leaves out must not come again and
 * again.
 */
final class ManyParked implements AutoCloseable {
    // What select's sets are in poll; select(2), "Correspondence between select() and poll() notifications".
    static final int READ = POLLIN | POLLRDNORM | POLLRDBAND;
    static final int WRITE = POLLOUT | POLLWRNORM | POLLWRBAND;
    static final int EXCEPT = POLLPRI;

    private static final int EVENTS = 16;

    private final Descriptor epoll;
    private final Arena arena = Arena.ofConfined();
    private final EpollEventArray array = new EpollEventArray(arena, EVENTS);

    /** Somebody closed a number that is not ours. The caller's call says so. */
    private boolean oneIsGone;

    /** {@code events} has each number once, with bits of poll(2), which are those of epoll. */
    ManyParked(Map<Integer, Integer> events) throws ErrnoException {
        int number = EpollSyscalls.epoll_create1(EPOLL_CLOEXEC);
        if (number < 0) {
            arena.close();
            throw ErrnoException.of("epoll_create1", "EPOLL_CLOEXEC", -number);
        }
        epoll = new Descriptor(number);
        for (var entry : events.entrySet()) {
            array.set(0, entry.getValue() | EPOLLET, 0);
            int result = EpollSyscalls.epoll_ctl(number, EPOLL_CTL_ADD, entry.getKey(), array.segment());
            oneIsGone |= result == -EBADF;
            // EPERM is a regular file. It is ready at all times, so the caller's look has seen what it asks for.
            if (result < 0 && result != -EPERM && result != -EBADF) {
                close();
                throw ErrnoException.of("epoll_ctl", "fd=" + entry.getKey(), -result);
            }
        }
    }

    /** Returns false at the deadline, or if the thread is interrupted. */
    boolean await(long deadline) throws ErrnoException {
        if (oneIsGone) {
            return true;
        }
        if (!EpollWait.park(epoll, deadline) || Thread.currentThread().isInterrupted()) {
            return false;
        }
        // Before the caller looks: what comes after it looked makes this readable again.
        int count;
        do {
            count = EpollSyscalls.epoll_wait(epoll.inside(), array.segment(), EVENTS, 0);
        } while (count == EVENTS);
        return true;
    }

    @Override
    public void close() {
        epoll.close();
        arena.close();
    }
}
