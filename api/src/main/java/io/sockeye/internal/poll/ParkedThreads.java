package io.sockeye.internal.poll;

import static io.sockeye.bindings.EpollConstants.EPOLLERR;
import static io.sockeye.bindings.EpollConstants.EPOLLET;
import static io.sockeye.bindings.EpollConstants.EPOLLHUP;
import static io.sockeye.bindings.EpollConstants.EPOLLONESHOT;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_ADD;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_DEL;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_MOD;
import static io.sockeye.bindings.ErrnoConstants.EPERM;

import io.sockeye.ErrnoException;
import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.internal.memory.CallMemory;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that are parked for one descriptor, and its registration with an epoll instance of the {@link Poller}.
 *
 * <p>The registration is one-shot and re-armed by each wait, until a wait has reported readiness that a call did not find: then it becomes
 * edge-triggered for good, since one-shot would report the same again at once. An edge means "try again", never "ready".
 */
final class ParkedThreads {
    /** What {@link #park} returns if the descriptor cannot be watched by epoll, because it is always ready: a regular file. */
    static final int ALWAYS_READY = -1;

    private final Poller poller;
    private final int epoll;
    private final long token;
    private final Descriptor descriptor;

    /** How many events have been reported. A call that reads it first cannot miss an event between itself and {@link #park}. */
    private volatile int edges;

    // Guarded by this.
    private final List<Parked> threads = new ArrayList<>(2);
    private boolean isRegistered;
    private boolean isEdgeTriggered;
    private int interest;

    private static final class Parked {
        final Thread thread;
        final int events;

        /** What was reported; 0 until then. */
        volatile int report;

        volatile boolean isWoken;

        Parked(Thread thread, int events) {
            this.thread = thread;
            this.events = events;
        }
    }

    ParkedThreads(Poller poller, int epoll, long token, Descriptor descriptor) {
        this.poller = poller;
        this.epoll = epoll;
        this.token = token;
        this.descriptor = descriptor;
    }

    int edges() {
        return edges;
    }

    synchronized int count() {
        return threads.size();
    }

    /**
     * Parks the calling thread until one of {@code events} or an error is reported, or the descriptor is closed, or the deadline has
     * passed, or a virtual thread is interrupted. An interrupt does not end the wait of a platform thread, and stays set.
     *
     * @param seen {@link #edges} before the call that found nothing
     * @return what was reported; 0 if the caller is to try again for another reason; {@link #ALWAYS_READY}
     */
    int park(int events, int seen, boolean edge, long deadline) throws ErrnoException {
        var parked = new Parked(Thread.currentThread(), events);
        boolean interrupted = false;
        try {
            synchronized (this) {
                if (edges != seen) {
                    return 0;
                }
                threads.add(parked);
                isEdgeTriggered |= edge;
                if (!arm()) {
                    return ALWAYS_READY;
                }
            }
            while (!parked.isWoken && !descriptor.isClosed()) {
                if (!parked.thread.isVirtual()) {
                    // parkNanos returns at once in an interrupted thread.
                    interrupted |= Thread.interrupted();
                } else if (parked.thread.isInterrupted()) {
                    break;
                }
                if (deadline == Deadline.NEVER) {
                    LockSupport.park(descriptor);
                } else {
                    long left = Deadline.remainingNanos(deadline);
                    if (left == 0) {
                        break;
                    }
                    LockSupport.parkNanos(descriptor, left);
                }
            }
            return parked.report;
        } finally {
            synchronized (this) {
                threads.remove(parked);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Asks epoll for what all the threads wait for. Returns false for a file that is always ready. */
    private boolean arm() throws ErrnoException {
        int wanted = isEdgeTriggered ? interest : 0;
        for (var parked : threads) {
            wanted |= parked.events;
        }
        if (isEdgeTriggered && isRegistered && wanted == interest) {
            return true;
        }
        if (!isRegistered) {
            // First, since the event may come before the call has returned.
            poller.add(token, this);
        }
        // After a change epoll reports the current state once more, so nothing is lost between one-shot and edge-triggered.
        int mode = isEdgeTriggered ? EPOLLET : EPOLLONESHOT;
        int result = control(isRegistered ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, wanted | mode);
        if (result < 0 && !isRegistered) {
            poller.remove(token);
        }
        if (result == -EPERM) {
            return false;
        }
        if (result < 0) {
            throw ErrnoException.of("epoll_ctl", descriptor.toString(), -result);
        }
        isRegistered = true;
        interest = isEdgeTriggered ? wanted : 0;
        return true;
    }

    private int control(int operation, int events) {
        var memory = CallMemory.borrow();
        try {
            memory.event.set(0, events, token);
            return EpollSyscalls.epoll_ctl(epoll, operation, descriptor.fd(), memory.event.segment());
        } finally {
            memory.release();
        }
    }

    /** Unparks the threads that wait for one of {@code events}, and asks again for the others. */
    synchronized void report(int events) {
        edges = edges + 1;
        boolean all = (events & (EPOLLERR | EPOLLHUP)) != 0;
        boolean others = false;
        for (int i = 0; i < threads.size(); i++) {
            var parked = threads.get(i);
            if (all || (parked.events & events) != 0) {
                parked.report = events;
                wake(parked);
            } else if (!parked.isWoken) {
                others = true;
            }
        }
        if (others && !isEdgeTriggered) {
            try {
                arm();
            } catch (ErrnoException e) {
                // Their own calls will meet the error, or succeed.
                wakeAll();
            }
        }
    }

    /** Lets all of them make their calls again. */
    synchronized void wakeAll() {
        edges = edges + 1;
        for (int i = 0; i < threads.size(); i++) {
            wake(threads.get(i));
        }
    }

    private static void wake(Parked parked) {
        parked.isWoken = true;
        LockSupport.unpark(parked.thread);
    }

    /** SAFETY: before the file descriptor is closed: a duplicate would keep the registration alive; epoll(7), Q6. */
    synchronized void leavePoller() {
        if (isRegistered) {
            poller.remove(token);
            int result = EpollSyscalls.epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor.fd(), MemorySegment.NULL);
            isRegistered = false;
            interest = 0;
            if (result < 0) {
                throw new IllegalStateException(ErrnoException.of("epoll_ctl", descriptor.toString(), -result));
            }
        }
    }
}
