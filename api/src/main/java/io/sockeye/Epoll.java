package io.sockeye;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLL_CLOEXEC;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_ADD;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_DEL;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_MOD;
import static io.sockeye.bindings.ErrnoConstants.ENOENT;

import io.sockeye.internal.poll.Registration;
import io.sockeye.internal.poll.RegistrationTable;
import io.sockeye.internal.poll.EpollWaitCall;
import io.sockeye.internal.poll.IoWaiter;
import io.sockeye.internal.poll.WaitLoop;
import io.sockeye.internal.poll.Descriptor;
import io.sockeye.internal.poll.Deadline;
import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.Sigset;
import io.sockeye.internal.memory.CallMemory;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An epoll instance; epoll(7). What is added stays until it is removed or closed, and every wait asks for all of it.
 *
 * <p>The kernel's data of a registration is ours, and never a descriptor's number: an event of something that was closed or
 * removed in the meantime is dropped, also in the middle of a batch. A socket that is closed removes itself before its number
 * is given back. Any number of threads may wait on one instance, each with {@link EpollEvents} of its own.
 */
public final class Epoll extends OwnedDescriptor {
    private final RegistrationTable registrations = new RegistrationTable();

    private final Consumer<Registration> itemCloses = this::itemCloses;

    // As the kernel knows them. Guarded by itself, as is all that changes the kernel's list.
    private final HashMap<Integer, Registration> byNumber = new HashMap<>();

    /** Whether the eventfd that ends every wait once this is closed is registered. Guarded by byNumber for writing. */
    private volatile boolean hasWaker;

    private Epoll(int number) {
        super(Descriptor.withoutShutdown(number));
        descriptor.addCloseListener(this::end);
    }

    /**
     * {@code epoll_create1(EPOLL_CLOEXEC)}; epoll_create1(2).
     *
     * @return the instance
     * @throws ErrnoException EMFILE, ENFILE
     */
    public static Epoll create() throws ErrnoException {
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
        int number = acquire(item);
        try {
            synchronized (byNumber) {
                var owned = OwnedDescriptor.of(item);
                var registration = new Registration(itemCloses, item, owned, number, token);
                registrations.put(registration);
                // If it is there already, the kernel shall say so.
                int result = control(EPOLL_CTL_ADD, number, events, registration.id());
                if (result < 0) {
                    registrations.remove(registration);
                    throw failure("EPOLL_CTL_ADD", item, -result);
                }
                // EPOLL_CTL_ADD succeeded, so the previous owner of this descriptor number has closed it outside this library.
                var before = byNumber.put(number, registration);
                if (before != null) {
                    forget(before);
                }
                if (owned != null) {
                    owned.addCloseListener(registration);
                }
            }
        } finally {
            release(item);
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
        int number = acquire(item);
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
            release(item);
        }
    }

    /**
     * {@code epoll_ctl(EPOLL_CTL_DEL)}; epoll_ctl(2). Events that are in a batch already are dropped.
     *
     * @param item what is watched no more
     * @throws ErrnoException ENOENT, EBADF
     */
    public void remove(Pollable item) throws ErrnoException {
        int number = acquire(item);
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
            release(item);
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
        long deadline = Deadline.of(timeout);
        checkOwn(events);
        int fd = descriptor.acquire("epoll_wait");
        try {
            boolean parks = EpollWaitCall.parks(deadline);
            boolean nanoseconds = timeout != null && timeout.toNanosPart() % 1_000_000 != 0;
            if (!parks && deadline != Deadline.NOW) {
                registerWaker();
            }
            for (;;) {
                int seen = EpollWaitCall.edges(descriptor);
                int result = wait(fd, events, parks ? Deadline.NOW : deadline, nanoseconds, null);
                if (descriptor.isClosed()) {
                    throw descriptor.closed("epoll_wait");
                }
                if (result > 0) {
                    return events.filled(result);
                }
                if (result < 0 && !IoWaiter.isInterrupted(result)) {
                    throw ErrnoException.of("epoll_wait", descriptor.toString(), -result);
                }
                // The longest wait of epoll_wait is 24 days.
                if (result == 0 && Deadline.isOver(deadline)) {
                    return events.filled(0);
                }
                if (parks) {
                    WaitLoop.throwIfInterrupted("epoll_wait", descriptor.toString());
                    EpollWaitCall.park(descriptor, seen, deadline);
                }
            }
        } finally {
            descriptor.release();
        }
    }

    /** As {@code epoll_wait} returns. */
    private static int wait(
            int fd, EpollEvents events, long deadline, boolean nanoseconds, @Nullable Sigset sigmask) {
        if (!events.isCopy()) {
            return EpollWaitCall.call(fd, events.array(), deadline, nanoseconds, sigmask);
        }
        var memory = CallMemory.borrow();
        try {
            int result = EpollWaitCall.call(fd, memory.events(), deadline, nanoseconds, sigmask);
            if (result > 0) {
                events.copyFrom(memory.events(), result);
            }
            return result;
        } finally {
            memory.release();
        }
    }

    /**
     * Before the first wait that blocks in the kernel, since closing must need nothing that can fail.
     *
     * @throws ErrnoException EMFILE, ENFILE, ENOMEM, ENOSPC
     */
    private void registerWaker() throws ErrnoException {
        if (hasWaker) {
            return;
        }
        synchronized (byNumber) {
            if (!hasWaker) {
                // No registration has this data, so its event is dropped.
                int result = control(EPOLL_CTL_ADD, descriptor.waker(), EPOLLIN, RegistrationTable.NONE);
                if (result < 0) {
                    throw ErrnoException.of("epoll_ctl", descriptor + ", EPOLL_CTL_ADD, eventfd", -result);
                }
                hasWaker = true;
            }
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
        WaitLoop.requirePlatformThread("epoll_pwait2");
        long deadline = Deadline.of(timeout);
        checkOwn(events);
        int fd = descriptor.acquire("epoll_pwait2");
        try {
            registerWaker();
            int result = wait(fd, events, deadline, true, sigmask);
            if (descriptor.isClosed()) {
                throw descriptor.closed("epoll_pwait2");
            }
            if (result < 0) {
                throw ErrnoException.of("epoll_pwait2", descriptor.toString(), -result);
            }
            return events.filled(result);
        } finally {
            descriptor.release();
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
        int fd = descriptor.acquire("fdinfo");
        try {
            int own = hasWaker ? descriptor.waker() : -1;
            return EpollInterest.read(fd, own);
        } finally {
            descriptor.release();
        }
    }

    /** The item is being closed: its number is still its own. */
    private void itemCloses(Registration registration) {
        synchronized (byNumber) {
            if (byNumber.get(registration.number()) == registration) {
                forget(registration);
                try {
                    // Before the number is given back: a duplicate would keep the registration alive; epoll(7), Q6.
                    int result = control(EPOLL_CTL_DEL, registration.number(), 0, 0);
                    // ENOENT: it was removed by the floor below.
                    if (result < 0 && result != -ENOENT) {
                        throw new IllegalStateException(failure("EPOLL_CTL_DEL", registration.item(), -result));
                    }
                } catch (ClosedDescriptorException thisIsClosedToo) {
                    // Its list ends with it.
                    return;
                }
            }
        }
    }

    /** This instance is being closed: no item has to notify it any more. The descriptor wakes the threads that wait. */
    private void end() {
        synchronized (byNumber) {
            List.copyOf(byNumber.values()).forEach(this::forget);
        }
    }

    private void forget(Registration registration) {
        byNumber.remove(registration.number(), registration);
        registrations.remove(registration);
        var owned = registration.owned();
        if (owned != null) {
            owned.removeCloseListener(registration);
        }
    }

    /** The number, which stays the item's until {@link #release}; a user's own kind answers for itself. */
    private static int acquire(Pollable item) throws ClosedDescriptorException {
        var owned = OwnedDescriptor.of(item);
        return owned == null ? item.fileno() : owned.acquire("epoll_ctl");
    }

    private static void release(Pollable item) {
        var owned = OwnedDescriptor.of(item);
        if (owned != null) {
            owned.release();
        }
    }

    private int control(int operation, int number, int events, long id) throws ClosedDescriptorException {
        int fd = descriptor.acquire("epoll_ctl");
        var workspace = CallMemory.borrow();
        try {
            workspace.event.set(0, events, id);
            var event = operation == EPOLL_CTL_DEL ? MemorySegment.NULL : workspace.event.segment();
            return EpollSyscalls.epoll_ctl(fd, operation, number, event);
        } finally {
            workspace.release();
            descriptor.release();
        }
    }

    private ErrnoException failure(String operation, Pollable item, int errno) {
        return ErrnoException.of("epoll_ctl", descriptor + ", " + operation + ", " + item, errno);
    }
}
