package io.sockeye;

import static io.sockeye.bindings.EpollConstants.EPOLL_CLOEXEC;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_ADD;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_DEL;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_MOD;
import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.ErrnoConstants.ENOENT;
import static io.sockeye.bindings.ErrnoConstants.ENOSPC;

import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.Sigset;
import io.sockeye.internal.memory.CallMemory;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An epoll instance; epoll(7). What is added stays until it is removed or closed, and every wait asks for all of it.
 *
 * <p>The kernel's data of a registration is ours, and never a descriptor's number: an event of something that was closed or
 * removed in the meantime is dropped, also in the middle of a batch. A socket that is closed removes itself before its number
 * is given back. Any number of threads may wait on one instance, each with {@link EpollEvents} of its own.
 */
public final class Epoll extends OwnedDescriptor {
    private final Registrations registrations = new Registrations();

    // As the kernel knows them. Guarded by itself, as is all that changes the kernel's list.
    private final HashMap<Integer, Registration> byNumber = new HashMap<>();

    private Epoll(int number) {
        super(Descriptor.withoutShutdown(number));
        descriptor.whenClosed(this::end);
    }

    /**
     * {@code epoll_create1(EPOLL_CLOEXEC)}; epoll_create1(2).
     *
     * @return the instance
     * @throws ErrnoException EMFILE, ENFILE
     */
    public static Epoll create() throws ErrnoException {
        int eventfd = EpollWait.prepare();
        if (eventfd < 0) {
            throw ErrnoException.of("eventfd", "1, EFD_CLOEXEC", -eventfd);
        }
        int number = EpollSyscalls.epoll_create1(EPOLL_CLOEXEC);
        if (number < 0) {
            throw ErrnoException.of("epoll_create1", "EPOLL_CLOEXEC", -number);
        }
        return new Epoll(number);
    }

    /**
     * {@code epoll_ctl(EPOLL_CTL_ADD)}; epoll_ctl(2).
     *
     * @param item what to watch
     * @param events {@code EPOLLIN}, {@code EPOLLET}, {@code EPOLLONESHOT}, {@code EPOLLEXCLUSIVE}, …; errors and hang-ups come
     *     unasked
     * @param token comes back with each event; what it means is the caller's
     * @throws ErrnoException EEXIST, EPERM for a regular file, ENOSPC, ELOOP, EINVAL, EBADF
     */
    public void add(Pollable item, int events, long token) throws ErrnoException {
        int number = enter(item);
        try {
            synchronized (byNumber) {
                var owned = OwnedDescriptor.of(item);
                var registration = new Registration(this, item, owned, number, token);
                registrations.put(registration);
                // If it is there already, the kernel shall say so.
                int result = control(EPOLL_CTL_ADD, number, events, registration.id());
                if (result < 0) {
                    registrations.remove(registration);
                    throw failure("EPOLL_CTL_ADD", item, -result);
                }
                // The kernel took the number, so what had it before is closed, and was not ours to know.
                var before = byNumber.put(number, registration);
                if (before != null) {
                    forget(before);
                }
                if (owned != null) {
                    owned.whenClosed(registration);
                }
            }
        } finally {
            leave(item);
        }
    }

    /**
     * {@code epoll_ctl(EPOLL_CTL_MOD)}: other events, and silent after {@code EPOLLONESHOT} no more; epoll_ctl(2).
     *
     * @param item what is watched
     * @param events as for {@link #add}
     * @throws ErrnoException ENOENT, EINVAL with {@code EPOLLEXCLUSIVE}, EBADF
     */
    public void modify(Pollable item, int events) throws ErrnoException {
        int number = enter(item);
        try {
            synchronized (byNumber) {
                var registration = byNumber.get(number);
                // What we do not know the kernel does not know either, and says so.
                int result = control(EPOLL_CTL_MOD, number, events, registration == null ? 0 : registration.id());
                if (result < 0) {
                    throw failure("EPOLL_CTL_MOD", item, -result);
                }
            }
        } finally {
            leave(item);
        }
    }

    /**
     * {@code epoll_ctl(EPOLL_CTL_DEL)}; epoll_ctl(2). Events that are in a batch already are dropped.
     *
     * @param item what is watched no more
     * @throws ErrnoException ENOENT, EBADF
     */
    public void remove(Pollable item) throws ErrnoException {
        int number = enter(item);
        try {
            synchronized (byNumber) {
                int result = control(EPOLL_CTL_DEL, number, 0, 0);
                if (result < 0) {
                    throw failure("EPOLL_CTL_DEL", item, -result);
                }
                var registration = byNumber.get(number);
                if (registration != null) {
                    forget(registration);
                }
            }
        } finally {
            leave(item);
        }
    }

    /**
     * {@link #add} under the name that Python has for it.
     *
     * @param item what to watch
     * @param events as for {@link #add}
     * @throws ErrnoException as {@link #add}
     */
    public void register(Pollable item, int events) throws ErrnoException {
        add(item, events, 0);
    }

    /**
     * {@link #remove} under the name that Python has for it.
     *
     * @param item what is watched no more
     * @throws ErrnoException as {@link #remove}
     */
    public void unregister(Pollable item) throws ErrnoException {
        remove(item);
    }

    /**
     * Room for the events of a wait, to be used for many.
     *
     * @param capacity at most so many events at a time, from 1 on
     * @return for one thread at a time
     */
    public EpollEvents events(int capacity) {
        return new EpollEvents(registrations, capacity);
    }

    /**
     * {@link #poll(EpollEvents, Duration)} with room for 1,024.
     *
     * @param timeout null waits for ever, zero looks once
     * @return what happened; what is closed while the caller goes through it is left out
     * @throws ErrnoException EBADF if it is closed, also meanwhile
     */
    public EpollEvents poll(@Nullable Duration timeout) throws ErrnoException {
        var events = new EpollEvents(registrations);
        poll(events, timeout);
        return events;
    }

    /**
     * {@code epoll_wait(fd, events, capacity, timeout)}: waits until something happens; epoll_wait(2). With a timeout of parts of a
     * millisecond it is {@code epoll_pwait2}, where the kernel has it. A signal does not end the wait. On a virtual thread it
     * parks, and an interrupt ends the wait.
     *
     * @param events where to, from {@link #events} of this instance
     * @param timeout null waits for ever, zero looks once
     * @return how many events there are, some of which may have become stale; 0 after the timeout
     * @throws ErrnoException EBADF if it is closed, also meanwhile
     */
    public int poll(EpollEvents events, @Nullable Duration timeout) throws ErrnoException {
        long deadline = Waiting.deadline(timeout == null ? null : Waiting.check(timeout));
        checkOwn(events);
        int fd = descriptor.enter("epoll_wait");
        try {
            boolean parks = Thread.currentThread().isVirtual() && deadline != Waiting.NOW;
            boolean fine = timeout != null && timeout.toNanosPart() % 1_000_000 != 0;
            for (;;) {
                int result = EpollWait.call(fd, events, parks ? Waiting.NOW : deadline, fine, null);
                if (descriptor.isClosed()) {
                    throw descriptor.closed("epoll_wait");
                }
                // The longest wait of epoll_wait is 24 days.
                if (result > 0 || (result == 0 && !parks && Waiting.isOver(deadline))) {
                    return events.filled(result);
                }
                if (result < 0 && result != -EINTR) {
                    throw ErrnoException.of("epoll_wait", descriptor.toString(), -result);
                }
                // As with the JDK's Selector an interrupt ends the wait, and stays set.
                if (parks && (!EpollWait.park(descriptor, deadline) || Thread.currentThread().isInterrupted())) {
                    return events.filled(0);
                }
            }
        } finally {
            descriptor.leave();
        }
    }

    /**
     * {@code epoll_pwait2(fd, events, capacity, timeout, &sigmask)}: {@link #poll(EpollEvents, Duration)} with another signal mask while
     * it waits; epoll_pwait2(2). Who asks for signals is told of them: EINTR ends it. Linux 5.11.
     *
     * @param events where to, from {@link #events} of this instance
     * @param timeout null waits for ever, zero looks once
     * @param sigmask the signals that this thread does not take meanwhile
     * @return how many events there are, some of which may have become stale; 0 after the timeout
     * @throws ErrnoException EINTR after a signal, EBADF if it is closed, also meanwhile, ENOSYS, EPERM in some containers
     * @throws IllegalStateException on a virtual thread, which has no signal mask
     */
    public int pwait2(EpollEvents events, @Nullable Duration timeout, Sigset sigmask) throws ErrnoException {
        Waiting.checkHasSignals("epoll_pwait2");
        long deadline = Waiting.deadline(timeout == null ? null : Waiting.check(timeout));
        checkOwn(events);
        int fd = descriptor.enter("epoll_pwait2");
        try {
            int result = EpollWait.call(fd, events, deadline, true, sigmask);
            if (descriptor.isClosed()) {
                throw descriptor.closed("epoll_pwait2");
            }
            if (result < 0) {
                throw ErrnoException.of("epoll_pwait2", descriptor.toString(), -result);
            }
            return events.filled(result);
        } finally {
            descriptor.leave();
        }
    }

    private void checkOwn(EpollEvents events) {
        if (!events.isOf(registrations)) {
            throw new IllegalArgumentException("events of another instance: their data would find the wrong items");
        }
    }

    /**
     * What the kernel watches, read from {@code /proc/self/fdinfo}.
     *
     * @return the interest list
     * @throws IOException if it is closed or /proc cannot be read
     */
    public List<EpollInterest> interestList() throws IOException {
        int fd = descriptor.enter("fdinfo");
        try {
            return EpollInterest.read(fd);
        } finally {
            descriptor.leave();
        }
    }

    /** The item is being closed: its number is still its own. */
    void itemCloses(Registration registration) {
        synchronized (byNumber) {
            if (byNumber.get(registration.number()) == registration) {
                forget(registration);
                try {
                    // Before the number is given back: a duplicate would keep the registration alive; epoll(7), Q6.
                    int result = control(EPOLL_CTL_DEL, registration.number(), 0, 0);
                    // ENOENT: somebody has removed it by the floor below.
                    if (result < 0 && result != -ENOENT) {
                        throw new IllegalStateException(failure("EPOLL_CTL_DEL", registration.item(), -result));
                    }
                } catch (ClosedDescriptorException thisEnds) {
                    // Its list ends with it.
                    return;
                }
            }
        }
    }

    /** This instance is being closed: nobody has to tell it anything any more, and who waits has to come out. */
    private void end() {
        synchronized (byNumber) {
            var all = List.copyOf(byNumber.values());
            all.forEach(this::forget);
            if (descriptor.hasOthersInside()) {
                wakeAll(descriptor.inside(), all);
            }
        }
    }

    private void wakeAll(int fd, List<Registration> all) {
        int result = EpollWait.wakeAll(fd);
        if (result == -EINVAL) {
            // Too many instances have the same file and lie in the reactor's; virtual threads need no more than to be unparked.
            descriptor.leaveReactor();
            result = EpollWait.wakeAll(fd);
        }
        for (var registration : all) {
            if (result != -ENOSPC) {
                break;
            }
            // As many are watched as one user may. What is watched no more makes room; if it does not, the next one will.
            EpollSyscalls.epoll_ctl(fd, EPOLL_CTL_DEL, registration.number(), MemorySegment.NULL);
            result = EpollWait.wakeAll(fd);
        }
        if (result < 0) {
            throw new IllegalStateException(ErrnoException.of("epoll_ctl", "fd=" + fd + ", EPOLL_CTL_ADD", -result));
        }
    }

    private void forget(Registration registration) {
        byNumber.remove(registration.number(), registration);
        registrations.remove(registration);
        var owned = registration.owned();
        if (owned != null) {
            owned.forget(registration);
        }
    }

    /** The number, which stays the item's until {@link #leave}; a user's own kind answers for itself. */
    private static int enter(Pollable item) throws ClosedDescriptorException {
        var owned = OwnedDescriptor.of(item);
        return owned == null ? item.fileno() : owned.enter("epoll_ctl");
    }

    private static void leave(Pollable item) {
        var owned = OwnedDescriptor.of(item);
        if (owned != null) {
            owned.leave();
        }
    }

    private int control(int operation, int number, int events, long id) throws ClosedDescriptorException {
        int fd = descriptor.enter("epoll_ctl");
        var workspace = CallMemory.borrow();
        try {
            workspace.event.set(0, events, id);
            var event = operation == EPOLL_CTL_DEL ? MemorySegment.NULL : workspace.event.segment();
            return EpollSyscalls.epoll_ctl(fd, operation, number, event);
        } finally {
            workspace.release();
            descriptor.leave();
        }
    }

    private ErrnoException failure(String operation, Pollable item, int errno) {
        return ErrnoException.of("epoll_ctl", descriptor + ", " + operation + ", " + item, errno);
    }
}
