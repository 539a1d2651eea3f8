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
import io.sockeye.internal.poll.Backoff;
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
 * An epoll instance; epoll(7). {@link #add} and {@link #remove} are the names to prefer; {@link #register} and {@link #unregister} are
 * Python's, for ported code. An item stays registered until it is removed or closed.
 *
 * {@snippet :
 * import static io.sockeye.bindings.EpollConstants.EPOLLIN;
 *
 * import io.sockeye.*;
 *
 * void main() throws IOException {
 *     try (var epoll = Epoll.create();
 *             var socket = Socket.udp().bind("127.0.0.1", 7000)) {
 *         epoll.add(socket, EPOLLIN, 0);                        // epoll_ctl(2)
 *         for (var event : epoll.poll(Duration.ofSeconds(5))) { // epoll_wait(2)
 *             IO.println(event.item() + " received " + socket.recv(1024).length + " bytes");
 *         }
 *     }
 * }
 * }
 *
 * <p>Thread-safe; each waiting thread needs {@link EpollEvents} of its own. Unlike in C, an item that is closed is removed before its
 * descriptor is closed, and events of removed items are dropped. The first wait that blocks in the kernel registers an eventfd of this
 * instance, so that {@link #close} needs nothing that can fail.
 */
public final class Epoll extends OwnedDescriptor {
    private final RegistrationTable registrations = new RegistrationTable();

    private final Consumer<Registration> itemCloses = this::itemCloses;

    // The kernel's interest list, by descriptor number. Guarded by itself, as is every epoll_ctl call.
    private final HashMap<Integer, Registration> byNumber = new HashMap<>();

    /** Whether the eventfd that ends all waits on close is registered. Guarded by byNumber for writing. */
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
     * @param item the item to watch
     * @param events {@code EPOLLIN}, {@code EPOLLET}, {@code EPOLLONESHOT}, {@code EPOLLEXCLUSIVE}, …; errors and hang-ups are always
     *     reported
     * @param token a value of the caller's, returned with each event
     * @throws ErrnoException EEXIST if the descriptor is registered, also through another object; EPERM for a regular file; ENOSPC, ELOOP,
     *     EINVAL, EBADF
     */
    public void add(Pollable item, int events, long token) throws ErrnoException {
        int number = acquire(item);
        try {
            synchronized (byNumber) {
                var owned = OwnedDescriptor.of(item);
                var registration = new Registration(itemCloses, item, owned, number, token);
                registrations.put(registration);
                // The kernel decides about EEXIST: byNumber may hold a descriptor that was closed outside this library.
                int result = control(EPOLL_CTL_ADD, number, events, registration.id());
                if (result < 0) {
                    registrations.remove(registration);
                    throw failure("EPOLL_CTL_ADD", item, -result);
                }
                // EPOLL_CTL_ADD succeeded, so the previous owner of this descriptor number has closed it outside this library. Drop
                // its registration.
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
     * {@code epoll_ctl(EPOLL_CTL_MOD)}: changes the events, and rearms a registration that {@code EPOLLONESHOT} has disabled; epoll_ctl(2).
     *
     * @param item a registered item
     * @param events as for {@link #add}
     * @throws ErrnoException ENOENT if it is not registered, EINVAL with {@code EPOLLEXCLUSIVE}, EBADF
     */
    public void modify(Pollable item, int events) throws ErrnoException {
        int number = acquire(item);
        try {
            synchronized (byNumber) {
                var registration = byNumber.get(number);
                // Without a registration here there is none in the kernel: it returns ENOENT.
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
     * {@code epoll_ctl(EPOLL_CTL_DEL)}; epoll_ctl(2). Events of the item that a wait has returned already become stale.
     *
     * @param item a registered item
     * @throws ErrnoException ENOENT if it is not registered, EBADF
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
     * {@link #add} with token 0, by Python's name. Prefer {@link #add}.
     *
     * @param item the item to watch
     * @param events as for {@link #add}
     * @throws ErrnoException as {@link #add}
     */
    public void register(Pollable item, int events) throws ErrnoException {
        add(item, events, 0);
    }

    /**
     * {@link #remove} by Python's name. Prefer {@link #remove}.
     *
     * @param item a registered item
     * @throws ErrnoException as {@link #remove}
     */
    public void unregister(Pollable item) throws ErrnoException {
        remove(item);
    }

    /**
     * Allocates an array of events, to be used for many waits.
     *
     * @param capacity the maximum number of events of a wait, at least 1
     * @return the array, for one thread at a time
     */
    public EpollEvents events(int capacity) {
        return new EpollEvents(registrations, capacity);
    }

    /**
     * {@link #poll(EpollEvents, Duration)} with a new array of at most 1,024 events.
     *
     * @param timeout null waits indefinitely, zero polls without waiting
     * @return the events; the iterator leaves out those of items that were closed or removed since
     * @throws ErrnoException as {@link #poll(EpollEvents, Duration)}
     */
    public EpollEvents poll(@Nullable Duration timeout) throws ErrnoException {
        var events = new EpollEvents(registrations);
        poll(events, timeout);
        return events;
    }

    /**
     * {@code epoll_wait(fd, events, capacity, timeout)}: waits for events; epoll_wait(2). A timeout that is not a whole number of
     * milliseconds takes {@code epoll_pwait2}, if the kernel has it. It is retried after EINTR. A virtual thread parks.
     *
     * @param events the array to fill, from {@link #events} of this instance
     * @param timeout null waits indefinitely, zero polls without waiting
     * @return the number of events, stale ones included; 0 after the timeout
     * @throws ErrnoException EBADF if this is closed, also by another thread during the call; EINTR if a virtual thread is interrupted before
     *     an event, and the interrupt status is kept
     */
    public int poll(EpollEvents events, @Nullable Duration timeout) throws ErrnoException {
        long deadline = Deadline.of(timeout);
        checkOwn(events);
        int fd = descriptor.acquire("epoll_wait");
        try {
            boolean parks = EpollWaitCall.parks(deadline);
            boolean nanoseconds = timeout != null && timeout.toNanosPart() % 1_000_000 != 0;
            boolean inSlices = !parks && deadline != Deadline.NOW && !canBeWoken();
            for (;;) {
                int seen = EpollWaitCall.edges(descriptor);
                long end = parks ? Deadline.NOW : inSlices ? Backoff.NO_WAKER.end(deadline) : deadline;
                int result = wait(fd, events, end, nanoseconds, null);
                if (descriptor.isClosed()) {
                    throw descriptor.closed("epoll_wait");
                }
                if (result > 0) {
                    return events.filled(result);
                }
                if (result < 0 && !IoWaiter.isInterrupted(result)) {
                    throw ErrnoException.of("epoll_wait", descriptor.toString(), -result);
                }
                // The longest wait of epoll_wait is 24 days, and one that close cannot end is short.
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

    /** False where there is no descriptor or memory for the eventfd: then a wait has to end by itself from time to time. */
    private boolean canBeWoken() {
        try {
            registerWaker();
            return true;
        } catch (ErrnoException outOfResources) {
            return false;
        }
    }

    /** Returns the result of {@code epoll_wait}: a count or {@code -errno}. */
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
     * Registers the eventfd that ends all waits on close. Called before the first wait that blocks in the kernel, because a close must need
     * nothing that can fail.
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
     * {@code epoll_pwait2(fd, events, capacity, timeout, &sigmask)}: {@link #poll(EpollEvents, Duration)} with a signal mask during
     * the wait; epoll_pwait2(2). Unlike the form without a mask, it is not retried after EINTR: a caller that unblocks signals wants to see
     * them. Linux 5.11.
     *
     * @param events the array to fill, from {@link #events} of this instance
     * @param timeout null waits indefinitely, zero polls without waiting
     * @param sigmask the signals that this thread blocks during the call
     * @return the number of events, stale ones included; 0 after the timeout
     * @throws ErrnoException EINTR after a signal; EBADF if this is closed, also by another thread during the call; ENOSYS before Linux 5.11,
     *     EPERM in some containers; EMFILE, ENFILE, ENOMEM, ENOSPC for the eventfd of the first wait
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
            throw new IllegalArgumentException("events of another instance: their data would refer to its items");
        }
    }

    /**
     * The interest list of the kernel, read from {@code /proc/self/fdinfo}; proc_pid_fdinfo(5). It leaves out the eventfd of this instance.
     *
     * @return the entries
     * @throws IOException if this is closed, or /proc cannot be read
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

    /** Removes an item that is being closed. Its descriptor is open until this returns. */
    private void itemCloses(Registration registration) {
        synchronized (byNumber) {
            if (byNumber.get(registration.number()) == registration) {
                forget(registration);
                try {
                    // Before the descriptor is closed: a duplicate would keep the registration alive; epoll(7), Q6.
                    int result = control(EPOLL_CTL_DEL, registration.number(), 0, 0);
                    // ENOENT: the caller has removed it through EpollSyscalls.
                    if (result < 0 && result != -ENOENT) {
                        throw new IllegalStateException(failure("EPOLL_CTL_DEL", registration.item(), -result));
                    }
                } catch (ClosedDescriptorException thisIsClosedToo) {
                    // Closing an instance discards its interest list.
                    return;
                }
            }
        }
    }

    /** Removes the close listeners of all items. The descriptor's close wakes the waiting threads. */
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

    /**
     * The descriptor, which stays open until {@link #release}. A caller's own Pollable holds no references: its caller keeps it open during
     * the call.
     */
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
