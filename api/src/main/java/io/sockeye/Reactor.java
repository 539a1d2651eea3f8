package io.sockeye;

import static io.sockeye.bindings.EpollConstants.EPOLLERR;
import static io.sockeye.bindings.EpollConstants.EPOLLHUP;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLONESHOT;
import static io.sockeye.bindings.EpollConstants.EPOLL_CLOEXEC;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_ADD;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_DEL;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_MOD;
import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static io.sockeye.bindings.ErrnoConstants.EPERM;

import io.sockeye.bindings.EpollEventArray;
import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.internal.memory.CallMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where virtual threads wait: they park, and one virtual thread more asks epoll which of them to wake. A virtual thread that
 * waited in a downcall would hold its carrier, and no event would tell.
 *
 * <p>The one that asks does not wait either. It takes its turn on the carriers after those that it has woken, so that under
 * load no event costs a switch between threads of the kernel. When there is nothing it parks, and a platform thread that waits
 * for its epoll wakes it. Where all carriers are held, by class initializers say, it gets no turn, and the platform thread stands
 * in for it.
 *
 * <p>A descriptor is registered when somebody first waits for it, one-shot, and removed before its number is given back.
 * An event carries a token and never a number, so one that comes late finds nobody.
 */
final class Reactor {
    private static final int EVENTS = 1024;
    private static final int FOREVER = -1;

    /** How long the poller may be without a turn. */
    private static final int PATIENCE_MILLIS = 20;

    /** Of {@link #epoll} in {@link #outer}; the others begin at 1. */
    private static final long EPOLL = 0;

    /** Made at the first wait, and at the next one if there was no descriptor for it. */
    private static volatile @Nullable Reactor instance;

    /** What the waiting threads' descriptors are registered with. */
    private final int epoll;

    /**
     * What {@link #epoll} is registered with, one-shot: readable as long as it has events; epoll(7), Q4. Other instances are too, and
     * not with {@link #epoll}: the kernel counts how deep they lie in each other.
     */
    private final int outer;

    private final Thread poller;

    /** The poller is at work, or is to be. */
    private volatile boolean isAwake = true;

    /** How often it has looked. */
    private volatile long turns;

    private final AtomicLong tokens = new AtomicLong();
    private final ConcurrentHashMap<Long, Parked> registered = new ConcurrentHashMap<>();

    private Reactor(int epoll, int outer) {
        this.epoll = epoll;
        this.outer = outer;
        this.poller = Thread.ofVirtual()
                .name("sockeye-reactor")
                .inheritInheritableThreadLocals(false)
                .unstarted(this::poll);
    }

    private static Reactor instance() throws ErrnoException {
        var started = instance;
        return started != null ? started : start();
    }

    private static synchronized Reactor start() throws ErrnoException {
        var started = instance;
        if (started == null) {
            started = open();
            started.poller.start();
            Thread.ofPlatform()
                    .name("sockeye-reactor-waits")
                    .inheritInheritableThreadLocals(false)
                    .daemon()
                    .start(started::watch);
            instance = started;
        }
        return started;
    }

    private static Reactor open() throws ErrnoException {
        int epoll = create();
        int outer;
        try {
            outer = create();
        } catch (ErrnoException e) {
            // What is thrown says more than a close of what is our own could.
            FileSyscalls.close(epoll);
            throw e;
        }
        var event = new EpollEventArray(Arena.ofAuto(), 1);
        // It asks for nothing until the poller has found nothing.
        event.set(0, EPOLLONESHOT, EPOLL);
        int result = EpollSyscalls.epoll_ctl(outer, EPOLL_CTL_ADD, epoll, event.segment());
        if (result < 0) {
            FileSyscalls.close(outer);
            FileSyscalls.close(epoll);
            throw ErrnoException.of("epoll_ctl", "fd=" + epoll, -result);
        }
        return new Reactor(epoll, outer);
    }

    private static int create() throws ErrnoException {
        int epoll = EpollSyscalls.epoll_create1(EPOLL_CLOEXEC);
        if (epoll < 0) {
            throw ErrnoException.of("epoll_create1", "EPOLL_CLOEXEC", -epoll);
        }
        return epoll;
    }

    /** Parks the calling virtual thread until {@code descriptor} is ready, closed, or the deadline or an interrupt comes. */
    static boolean await(Descriptor descriptor, int events, long deadline) throws ErrnoException {
        var reactor = instance();
        return descriptor.parked(each -> reactor.register(each, reactor.epoll)).await(events, deadline);
    }

    /** The same for an epoll instance. */
    static boolean awaitEpoll(Descriptor descriptor, int events, long deadline) throws ErrnoException {
        var reactor = instance();
        return descriptor.parked(each -> reactor.register(each, reactor.outer)).await(events, deadline);
    }

    private Parked register(Descriptor descriptor, int with) {
        return new Parked(this, with, tokens.incrementAndGet(), descriptor);
    }

    /** What the poller does. Nothing hangs on it that yielding lets others go first, but what it costs. */
    @SuppressWarnings({"ThreadPriorityCheck", "NonAtomicVolatileUpdate"})
    private void poll() {
        var events = new EpollEventArray(Arena.global(), EVENTS);
        var interest = new EpollEventArray(Arena.global(), 1);
        interest.set(0, EPOLLIN | EPOLLONESHOT, EPOLL);
        for (;;) {
            // Nobody else counts.
            turns++;
            if (wakeThoseOf(epoll, events, 0) > 0) {
                // Those that it has woken go first; what they do makes the next events.
                Thread.yield();
            } else {
                sleep(interest);
            }
        }
    }

    private void sleep(EpollEventArray interest) {
        isAwake = false;
        int result = EpollSyscalls.epoll_ctl(outer, EPOLL_CTL_MOD, epoll, interest.segment());
        if (result < 0) {
            throw new IllegalStateException(ErrnoException.of("epoll_ctl", "fd=" + epoll, -result));
        }
        while (!isAwake) {
            LockSupport.park(this);
        }
    }

    /** What the platform thread does. */
    private void watch() {
        var events = new EpollEventArray(Arena.global(), EVENTS);
        for (;;) {
            long before = turns;
            int count = wakeThoseOf(outer, events, isAwake ? PATIENCE_MILLIS : FOREVER);
            if (count == 0 && isAwake && turns == before) {
                wakeThoseOf(epoll, events, 0);
            }
        }
    }

    /** Returns how many events there were; none if a signal came first. */
    private int wakeThoseOf(int instance, EpollEventArray events, int timeout) {
        int count = take(instance, events, timeout);
        for (int i = 0; i < count; i++) {
            if (events.token(i) == EPOLL) {
                isAwake = true;
                LockSupport.unpark(poller);
            } else {
                var parked = registered.get(events.token(i));
                if (parked != null) {
                    parked.wake(events.events(i));
                }
            }
        }
        return count;
    }

    private static int take(int epoll, EpollEventArray events, int timeout) {
        int count = EpollSyscalls.epoll_wait(epoll, events.segment(), events.capacity(), timeout);
        if (count < 0 && count != -EINTR) {
            throw new IllegalStateException(ErrnoException.of("epoll_wait", "fd=" + epoll, -count));
        }
        return Math.max(count, 0);
    }

    /** Those who wait for one descriptor. */
    static final class Parked {
        private final Reactor reactor;
        private final int epoll;
        private final long token;
        private final Descriptor descriptor;

        // Guarded by this.
        private final List<Waiter> waiters = new ArrayList<>(2);
        private boolean added;

        private Parked(Reactor reactor, int epoll, long token, Descriptor descriptor) {
            this.reactor = reactor;
            this.epoll = epoll;
            this.token = token;
            this.descriptor = descriptor;
        }

        private boolean await(int events, long deadline) throws ErrnoException {
            var waiter = new Waiter(Thread.currentThread(), events);
            try {
                synchronized (this) {
                    waiters.add(waiter);
                    if (!arm()) {
                        return true;
                    }
                }
                while (!waiter.ready && !descriptor.isClosed() && !waiter.thread.isInterrupted()) {
                    if (deadline == Waiting.FOREVER) {
                        LockSupport.park(descriptor);
                    } else {
                        long left = Waiting.remaining(deadline);
                        if (left == 0) {
                            return false;
                        }
                        LockSupport.parkNanos(descriptor, left);
                    }
                }
                return true;
            } finally {
                synchronized (this) {
                    waiters.remove(waiter);
                }
            }
        }

        /** Asks for what all the waiters want. Returns false for a file that is always ready. */
        private boolean arm() throws ErrnoException {
            int events = EPOLLONESHOT;
            for (var waiter : waiters) {
                events |= waiter.events;
            }
            if (!added) {
                // First, since the event may come before the call has returned.
                reactor.registered.put(token, this);
            }
            int result = control(added ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, events);
            if (result < 0 && !added) {
                reactor.registered.remove(token);
            }
            if (result == -EPERM) {
                return false;
            }
            if (result < 0) {
                throw ErrnoException.of("epoll_ctl", descriptor.toString(), -result);
            }
            added = true;
            return true;
        }

        private int control(int operation, int events) {
            var workspace = CallMemory.borrow();
            try {
                var event = workspace.event;
                event.set(0, events, token);
                return EpollSyscalls.epoll_ctl(epoll, operation, descriptor.inside(), event.segment());
            } finally {
                workspace.release();
            }
        }

        /** Wakes those who wait for one of {@code events}, and asks again for the others. */
        private synchronized void wake(int events) {
            boolean all = (events & (EPOLLERR | EPOLLHUP)) != 0;
            waiters.removeIf(waiter -> {
                boolean wakes = all || (waiter.events & events) != 0;
                if (wakes) {
                    waiter.ready = true;
                    LockSupport.unpark(waiter.thread);
                }
                return wakes;
            });
            if (!waiters.isEmpty()) {
                try {
                    arm();
                } catch (ErrnoException e) {
                    // They will make their call and see for themselves.
                    wakeAll();
                }
            }
        }

        /** Returns how many they were. */
        synchronized int wakeAll() {
            for (var waiter : waiters) {
                waiter.ready = true;
                LockSupport.unpark(waiter.thread);
            }
            return waiters.size();
        }

        /** Before the number is given back: a duplicate of it would keep the registration alive; epoll(7), Q6. */
        synchronized void remove() {
            if (added) {
                reactor.registered.remove(token);
                int result = EpollSyscalls.epoll_ctl(
                        epoll, EPOLL_CTL_DEL, descriptor.inside(), MemorySegment.NULL);
                added = false;
                if (result < 0) {
                    throw new IllegalStateException(
                            ErrnoException.of("epoll_ctl", descriptor.toString(), -result));
                }
            }
        }
    }

    private static final class Waiter {
        final Thread thread;
        final int events;
        volatile boolean ready;

        Waiter(Thread thread, int events) {
            this.thread = thread;
            this.events = events;
        }
    }
}
