package io.sockeye.internal.poll;

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

import io.sockeye.ErrnoException;
import io.sockeye.bindings.EpollEventArray;
import io.sockeye.bindings.EpollSyscalls;
import java.lang.foreign.Arena;
import java.util.Map;

/**
 * Lets a thread wait parked for a set of descriptors. They are added to a temporary epoll instance, and the thread parks until that
 * instance is readable. The caller then repeats its select or poll with a zero timeout.
 *
 * <p>Edge-triggered, since epoll reports more than select does: a hang-up that the caller's call leaves out must not be reported again and
 * again.
 */
public final class EpollMirror implements AutoCloseable {
    // What select's sets are in poll; select(2), "Correspondence between select() and poll() notifications".
    public static final int READ = POLLIN | POLLRDNORM | POLLRDBAND;
    public static final int WRITE = POLLOUT | POLLWRNORM | POLLWRBAND;
    public static final int EXCEPT = POLLPRI;

    private static final int EVENTS = 16;

    private final Descriptor epoll;
    private final Arena arena = Arena.ofConfined();
    private final EpollEventArray array = new EpollEventArray(arena, EVENTS);

    /** A number in the set is not open, so epoll cannot watch it. The caller's call may say so, or pass over it. */
    private boolean isIncomplete;

    /** {@code events} has each number once, with bits of poll(2), which are those of epoll. */
    public EpollMirror(Map<Integer, Integer> events) throws ErrnoException {
        int number = EpollSyscalls.epoll_create1(EPOLL_CLOEXEC);
        if (number < 0) {
            arena.close();
            throw ErrnoException.of("epoll_create1", "EPOLL_CLOEXEC", -number);
        }
        epoll = Descriptor.withoutShutdown(number);
        for (var entry : events.entrySet()) {
            array.set(0, entry.getValue() | EPOLLET, 0);
            int result = EpollSyscalls.epoll_ctl(number, EPOLL_CTL_ADD, entry.getKey(), array.segment());
            isIncomplete |= result == -EBADF;
            // EPERM is a regular file. It is ready at all times, so the caller's call has reported what it asks for.
            if (result < 0 && result != -EPERM && result != -EBADF) {
                close();
                throw ErrnoException.of("epoll_ctl", "fd=" + entry.getKey(), -result);
            }
        }
    }

    /** Parks until the set may be ready, the deadline has passed, or a virtual thread is interrupted. */
    public void await(long deadline) throws ErrnoException {
        if (isIncomplete) {
            Backoff.NOT_WATCHED.pause(deadline);
            return;
        }
        int seen = EpollWaitCall.edges(epoll);
        // Taken before the caller looks: what comes after that makes the instance readable again.
        int count;
        do {
            count = EpollSyscalls.epoll_wait(epoll.fd(), array.segment(), EVENTS, 0);
        } while (count == EVENTS);
        if (count == 0) {
            EpollWaitCall.park(epoll, seen, deadline);
        }
    }

    @Override
    public void close() {
        epoll.close();
        arena.close();
    }
}
