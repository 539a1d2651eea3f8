package io.sockeye.socketserver;

import static io.sockeye.bindings.EpollConstants.EPOLLET;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.ErrnoConstants.EINTR;

import io.sockeye.internal.poll.CloseSequence;
import io.sockeye.ClosedDescriptorException;
import io.sockeye.Epoll;
import io.sockeye.EpollEvents;
import io.sockeye.ErrnoException;
import io.sockeye.EventFd;
import io.sockeye.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Waits for requests on a server's socket with an epoll instance. One thread waits; any thread may call {@link #wake} and {@link #close}.
 *
 * <p>A socket is watched level-triggered. While only its error queue is not empty (IP_RECVERR, a transmit timestamp, a zero-copy completion),
 * it is watched edge-triggered: level-triggered epoll would report EPOLLERR at once and for ever, and the queue belongs to the application
 * that has asked for it, so that the server must not empty it.
 */
final class RequestWaiter implements AutoCloseable {
    private final Socket socket;
    private final Epoll epoll;
    private final EventFd wakeup;
    private final EpollEvents events;

    /** What the socket is watched for; 0 if it is not watched. */
    private int interest;

    private RequestWaiter(Socket socket, Epoll epoll, EventFd wakeup) {
        this.socket = socket;
        this.epoll = epoll;
        this.wakeup = wakeup;
        this.events = epoll.events(2);
    }

    /** Opens both descriptors now, so that a wake-up never lacks one. */
    static RequestWaiter open(Socket socket) throws ErrnoException {
        var epoll = Epoll.create();
        EventFd wakeup = null;
        try {
            wakeup = EventFd.create(0);
            epoll.add(wakeup, EPOLLIN, 0);
            return new RequestWaiter(socket, epoll, wakeup);
        } catch (ErrnoException | RuntimeException | Error e) {
            epoll.close();
            if (wakeup != null) {
                wakeup.close();
            }
            throw e;
        }
    }

    /**
     * Waits until there may be a request, for a wake-up or until the timeout.
     *
     * @param watches false to wait for a wake-up or the timeout only
     * @return whether the socket was reported as ready
     * @throws ErrnoException EBADF if this or the socket is closed; ENOSPC, ENOMEM of epoll_ctl(2)
     */
    boolean await(boolean watches, @Nullable Duration timeout) throws ErrnoException {
        if (!watches) {
            watchFor(0);
        } else if (interest == 0) {
            watchFor(EPOLLIN);
        }
        if (!poll(timeout)) {
            return false;
        }
        boolean ready = false;
        for (int i = 0; i < events.size(); i++) {
            if (events.isStale(i)) {
                continue;
            }
            if (wakeup.equals(events.item(i))) {
                wakeup.tryRead();
            } else {
                ready = true;
                watchFor((events.mask(i) & EPOLLIN) != 0 ? EPOLLIN : EPOLLIN | EPOLLET);
            }
        }
        return ready;
    }

    /** False without an event: after the timeout, or an interrupt of a virtual thread, whose status is kept for the loop to see. */
    private boolean poll(@Nullable Duration timeout) throws ErrnoException {
        try {
            return epoll.poll(events, timeout) > 0;
        } catch (ErrnoException e) {
            if (e.errno().is(EINTR)) {
                return false;
            }
            throw e;
        }
    }

    private void watchFor(int wanted) throws ErrnoException {
        if (wanted == interest) {
            return;
        }
        if (interest == 0) {
            epoll.add(socket, wanted, 0);
        } else if (wanted != 0) {
            epoll.modify(socket, wanted);
        } else {
            try {
                epoll.remove(socket);
            } catch (ClosedDescriptorException e) {
                // A socket that is closed has been removed by that. Whether this instance is closed, the next poll says.
            }
        }
        interest = wanted;
    }

    /** Lets the wait in progress, or the next one, return at once. */
    void wake() throws ErrnoException {
        // False means that the counter is full: then it is readable, which is all that is wanted.
        var _ = wakeup.tryWrite(1);
    }

    /** Ends a wait in progress with EBADF. */
    @Override
    public void close() {
        CloseSequence.run(epoll::close, wakeup::close);
    }
}
