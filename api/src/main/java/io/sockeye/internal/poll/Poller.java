package io.sockeye.internal.poll;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLONESHOT;
import static io.sockeye.bindings.EpollConstants.EPOLL_CLOEXEC;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_ADD;
import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_MOD;

import io.sockeye.ErrnoException;
import io.sockeye.bindings.EpollEventArray;
import io.sockeye.bindings.EpollSyscalls;
import io.sockeye.bindings.FileSyscalls;
import java.lang.foreign.Arena;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Unparks threads when the descriptors that they wait for are ready. A virtual thread that blocked in a downcall would pin its carrier
 * thread, and the JVM emits no event for it.
 *
 * <p>The poller itself is a virtual thread that calls epoll_wait with a zero timeout: it takes its turn on the carriers after the threads that
 * it has unparked, so that under load no event costs a switch between kernel threads. When there is nothing it parks, and a platform
 * thread that blocks in epoll_wait unparks it. Where all carriers are pinned, by class initializers for example, it gets no turn, and the
 * platform thread stands in for it.
 *
 * <p>A descriptor is registered when a thread first waits for it, and removed before it is closed. An event carries a token and never a
 * descriptor number, so a late one finds no registration.
 */
final class Poller {
    private static final int EVENTS = 1024;
    private static final int INDEFINITELY = -1;

    /** How long the poller may be without a turn. */
    private static final int PATIENCE_MILLIS = 20;

    /** The token of {@link #epoll} in {@link #outer}; the others begin at 1. */
    private static final long EPOLL = 0;

    /** Made at the first wait, and at the next one if that failed. */
    private static volatile @Nullable Poller instance;

    /** What the descriptors are registered with. */
    private final int epoll;

    /**
     * What {@link #epoll} is registered with, one-shot: readable as long as it has events; epoll(7), Q4. Other epoll instances are registered
     * here too, since the kernel limits how deep they may be nested.
     */
    private final int outer;

    private final Thread poller;

    /** Whether the poller runs, or was unparked. */
    private volatile boolean isAwake = true;

    /** How often the poller has called epoll_wait. */
    private volatile long turns;

    /** Set if there was no thread to run it. */
    private volatile boolean isClosed;

    private final AtomicLong tokens = new AtomicLong();
    private final ConcurrentHashMap<Long, ParkedThreads> registered = new ConcurrentHashMap<>();

    private Poller(int epoll, int outer) {
        this.epoll = epoll;
        this.outer = outer;
        this.poller = Thread.ofVirtual()
                .name("sockeye-poller")
                .inheritInheritableThreadLocals(false)
                .unstarted(this::poll);
    }

    /**
     * The only one.
     *
     * @throws ErrnoException EMFILE, ENFILE, ENOMEM
     */
    static Poller instance() throws ErrnoException {
        var started = instance;
        return started != null ? started : start();
    }

    private static synchronized Poller start() throws ErrnoException {
        var started = instance;
        if (started == null) {
            started = open();
            try {
                started.startThreads();
            } catch (Throwable noThread) {
                started.close();
                throw noThread;
            }
            instance = started;
        }
        return started;
    }

    private void startThreads() {
        Thread.ofPlatform()
                .name("sockeye-poller-waits")
                .inheritInheritableThreadLocals(false)
                .daemon()
                .start(this::watch);
        poller.start();
    }

    private static Poller open() throws ErrnoException {
        int epoll = create();
        int outer;
        try {
            outer = create();
        } catch (ErrnoException e) {
            close(epoll);
            throw e;
        }
        var opened = new Poller(epoll, outer);
        try (var arena = Arena.ofConfined()) {
            var event = new EpollEventArray(arena, 1);
            // It asks for nothing until the poller has found nothing.
            event.set(0, EPOLLONESHOT, EPOLL);
            int result = EpollSyscalls.epoll_ctl(outer, EPOLL_CTL_ADD, epoll, event.segment());
            if (result < 0) {
                opened.close();
                throw ErrnoException.of("epoll_ctl", "fd=" + epoll, -result);
            }
        }
        return opened;
    }

    private static int create() throws ErrnoException {
        int epoll = EpollSyscalls.epoll_create1(EPOLL_CLOEXEC);
        if (epoll < 0) {
            throw ErrnoException.of("epoll_create1", "EPOLL_CLOEXEC", -epoll);
        }
        return epoll;
    }

    /** Before it was of use. A thread that waits for it ends. */
    private void close() {
        isClosed = true;
        close(outer);
        close(epoll);
    }

    private static void close(int epoll) {
        // What is thrown says more than a close of an epoll instance could, which reports EBADF only.
        int _ = FileSyscalls.close(epoll);
    }

    /** For one descriptor; an epoll instance is watched by the outer instance. Registered at its first wait. */
    ParkedThreads parkedThreads(Descriptor descriptor, boolean isEpoll) {
        return new ParkedThreads(this, isEpoll ? outer : epoll, tokens.incrementAndGet(), descriptor);
    }

    void add(long token, ParkedThreads threads) {
        registered.put(token, threads);
    }

    void remove(long token) {
        registered.remove(token);
    }

    /** The virtual thread. */
    @SuppressWarnings("ThreadPriorityCheck") // Correctness does not depend on yield: it lets unparked threads run first.
    private void poll() {
        var events = new EpollEventArray(Arena.global(), EVENTS);
        var interest = new EpollEventArray(Arena.global(), 1);
        interest.set(0, EPOLLIN | EPOLLONESHOT, EPOLL);
        for (;;) {
            try {
                if (reportEvents(epoll, events, 0) > 0) {
                    // What the unparked threads do makes the next events.
                    Thread.yield();
                } else {
                    sleep(interest);
                }
            } catch (OutOfMemoryError e) {
                recover();
            }
            countTurn();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only the poller's virtual thread counts.
    private void countTurn() {
        turns++;
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

    /** The platform thread. */
    private void watch() {
        var events = new EpollEventArray(Arena.global(), EVENTS);
        while (!isClosed) {
            try {
                long before = turns;
                int count = reportEvents(outer, events, isAwake ? PATIENCE_MILLIS : INDEFINITELY);
                if (count == 0 && isAwake && turns == before) {
                    reportEvents(epoll, events, 0);
                }
            } catch (OutOfMemoryError e) {
                recover();
            }
        }
    }

    /**
     * The heap is full, and events may have been taken from the kernel that no thread was told of: all parked threads make their calls
     * again. The pause lets the threads that hold the heap go on.
     */
    private void recover() {
        for (boolean done = false; !done;) {
            try {
                Backoff.NOT_WATCHED.pause();
                isAwake = true;
                LockSupport.unpark(poller);
                registered.forEachValue(Long.MAX_VALUE, ParkedThreads::wakeAll);
                done = true;
            } catch (OutOfMemoryError stillFull) {
                done = false;
            }
        }
    }

    /** Returns how many events there were; none if a signal came first. */
    private int reportEvents(int instance, EpollEventArray events, int timeout) {
        int count = EpollSyscalls.epoll_wait(instance, events.segment(), events.capacity(), timeout);
        if (IoWaiter.isInterrupted(count) || (count < 0 && isClosed)) {
            return 0;
        }
        if (count < 0) {
            throw new IllegalStateException(ErrnoException.of("epoll_wait", "fd=" + instance, -count));
        }
        for (int i = 0; i < count; i++) {
            if (events.token(i) == EPOLL) {
                isAwake = true;
                LockSupport.unpark(poller);
            } else {
                var threads = registered.get(events.token(i));
                if (threads != null) {
                    threads.report(events.events(i));
                }
            }
        }
        return count;
    }
}
