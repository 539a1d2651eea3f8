package io.sockeye.selectors;

import io.sockeye.ErrnoException;
import io.sockeye.Pollable;
import io.sockeye.internal.poll.Deadline;
import io.sockeye.internal.poll.Waker;
import io.sockeye.internal.selector.Multiplexer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits for many items at once; Python's {@code BaseSelector}. {@link EpollSelector}, {@link PollSelector} and {@link SelectSelector} are
 * the same but for what they call.
 *
 * <p>For one thread; any thread may call {@link #wakeup} and {@link #close}. An item that is closed is never reported, and
 * is forgotten in time.
 *
 * @param <A> what is attached to an item: its handler, say
 */
public abstract class Selector<A extends @Nullable Object> implements AutoCloseable {
    /** Ready to be read or accepted from, at its end, or failed. */
    public static final int EVENT_READ = Multiplexer.READ;

    /** Ready to be written, connected, or failed. */
    public static final int EVENT_WRITE = Multiplexer.WRITE;

    private static final int FEW = 64;

    private final Multiplexer multiplexer;

    /** Made under the lock of woken when it is first needed. */
    private volatile @Nullable Waker waker;

    /** The waker as the mechanism knows it. */
    private final Pollable wakerItem = () -> {
        var opened = waker;
        return opened == null ? -1 : opened.number();
    };

    private final AtomicBoolean woken = new AtomicBoolean();
    private final IdentityHashMap<Pollable, SelectorKey<A>> keys = new IdentityHashMap<>();

    /** Held in select: closing waits until the mechanism is not in use. */
    private final ReentrantLock selecting = new ReentrantLock();

    private volatile boolean closed;
    private boolean watchesWaker;
    private final Round round = new Round();

    /** How many keys there may be before it is looked which are closed. */
    private int many = FEW;

    private @Nullable SpinDetector detector;

    /**
     * What to do with an item that is ready.
     *
     * @param <A> what is attached to it
     */
    @FunctionalInterface
    public interface Action<A extends @Nullable Object> {
        /**
         * Is called in {@link Selector#select(Duration, Action)}. It may register, unregister and close.
         *
         * @param key which item
         * @param events for what it is ready
         * @throws ErrnoException ends the round, and goes to the caller of select
         */
        void ready(SelectorKey<A> key, int events) throws ErrnoException;
    }

    Selector(Multiplexer multiplexer) {
        this.multiplexer = multiplexer;
    }

    final Multiplexer multiplexer() {
        return multiplexer;
    }

    private Waker waker() throws ErrnoException {
        synchronized (woken) {
            if (waker == null) {
                throwIfClosed();
                waker = Waker.open();
            }
            return waker;
        }
    }

    /**
     * A {@link DefaultSelector}.
     *
     * @param <A> what is attached to an item
     * @return the selector
     * @throws ErrnoException EMFILE
     */
    public static <A extends @Nullable Object> Selector<A> open() throws ErrnoException {
        return new DefaultSelector<>();
    }

    /**
     * Watches an item.
     *
     * @param item what to watch
     * @param events {@code EVENT_READ}, {@code EVENT_WRITE}, or both
     * @param attachment comes back with its key
     * @return its key
     * @throws ErrnoException EBADF if it is closed, EPERM for a regular file in epoll, ENOSPC
     * @throws IllegalStateException if it is registered already
     */
    public SelectorKey<A> register(Pollable item, int events, A attachment) throws ErrnoException {
        check(events);
        if (keys.containsKey(item)) {
            throw new IllegalStateException(item + " is registered already");
        }
        forgetClosed();
        var key = new SelectorKey<>(item, item.fileno(), events, attachment);
        multiplexer.add(item, events);
        keys.put(item, key);
        return key;
    }

    /**
     * Watches an item for other events, with another attachment.
     *
     * @param item what is watched
     * @param events as for {@link #register}
     * @param attachment comes back with its key
     * @return its new key
     * @throws ErrnoException EBADF if it is closed
     * @throws IllegalStateException if it is not registered
     */
    public SelectorKey<A> modify(Pollable item, int events, A attachment) throws ErrnoException {
        return modify(registered(item), events, attachment);
    }

    /**
     * Watches an item for other events.
     *
     * @param item what is watched
     * @param events as for {@link #register}
     * @return its new key
     * @throws ErrnoException EBADF if it is closed
     * @throws IllegalStateException if it is not registered
     */
    public SelectorKey<A> modify(Pollable item, int events) throws ErrnoException {
        var old = registered(item);
        return modify(old, events, old.attachment());
    }

    private SelectorKey<A> modify(SelectorKey<A> old, int events, A attachment) throws ErrnoException {
        check(events);
        if (old.events() != events) {
            multiplexer.modify(old.item(), events);
        }
        var key = new SelectorKey<>(old.item(), old.fd(), events, attachment);
        keys.put(old.item(), key);
        return key;
    }

    /**
     * Watches an item no more, at once. It may be closed.
     *
     * @param item what is watched
     * @return its last key; null if it is closed and was forgotten already
     * @throws ErrnoException hardly ever
     * @throws IllegalStateException if it is not registered
     */
    public @Nullable SelectorKey<A> unregister(Pollable item) throws ErrnoException {
        var key = keys.get(item);
        if (key == null && item.fileno() >= 0) {
            throw notRegistered(item);
        }
        if (key != null) {
            keys.remove(item);
            multiplexer.remove(item);
        }
        return key;
    }

    /**
     * The key of an item.
     *
     * @param item anything
     * @return null if it is not registered
     */
    public @Nullable SelectorKey<A> get(Pollable item) {
        return keys.get(item);
    }

    /**
     * All keys, but of those that are closed.
     *
     * @return a copy
     */
    public Collection<SelectorKey<A>> keys() {
        return keys.values().stream().filter(key -> key.item().fileno() >= 0).toList();
    }

    /**
     * Waits until an item is ready, or for {@link #wakeup}. A signal does not end the wait. On a virtual thread it parks, and an interrupt
     * ends the wait with EINTR; the interrupt status is kept. A platform thread's wait is not interrupted.
     *
     * @param timeout null waits indefinitely, zero polls without waiting
     * @return those that are ready; empty after the timeout or a wake-up
     * @throws ErrnoException what the mechanism's call throws; EINTR if a virtual thread is interrupted before an item is ready
     * @throws ClosedSelectorException if it is closed, also meanwhile
     */
    public List<SelectorEvent<A>> select(@Nullable Duration timeout) throws ErrnoException {
        var ready = new ArrayList<SelectorEvent<A>>();
        select(timeout, (key, events) -> ready.add(new SelectorEvent<>(key, events)));
        return ready;
    }

    /**
     * {@link #select(Duration)} that makes no object. What an action closes or unregisters is left out of the rest of the
     * round.
     *
     * @param timeout null waits indefinitely, zero polls without waiting
     * @param action is called for each item that is ready
     * @return how many were ready; 0 after the timeout or a wake-up
     * @throws ErrnoException what the mechanism's call or the action throws
     * @throws ClosedSelectorException if it is closed, also meanwhile
     */
    public int select(@Nullable Duration timeout, Action<A> action) throws ErrnoException {
        selecting.lock();
        try {
            throwIfClosed();
            if (!watchesWaker) {
                waker();
                multiplexer.add(wakerItem, EVENT_READ);
                watchesWaker = true;
            }
            // Only a wait with an end has to know: the clock costs as much as a part of the call.
            long deadline = Deadline.of(timeout);
            round.begin(action);
            int found = multiplexer.await(timeout);
            // What was found may have been closed since, and then there is nothing to return for.
            while (found != 0) {
                multiplexer.forEachReady(round);
                throwIfClosed();
                if (round.count > 0 || round.woken || (found > 0 && Deadline.isOver(deadline))) {
                    break;
                }
                found = multiplexer.await(Deadline.remaining(deadline));
            }
            throwIfClosed();
            return round.count;
        } finally {
            selecting.unlock();
        }
    }

    /** One round's visits; the same object each time. */
    private final class Round implements Multiplexer.Visitor {
        private @Nullable Action<A> action;
        int count;
        boolean woken;

        void begin(Action<A> action) {
            this.action = action;
            count = 0;
            woken = false;
        }

        @Override
        public void ready(Pollable item, int events) throws ErrnoException {
            if (item.equals(wakerItem)) {
                waker().reset();
                // After that: a wake-up that comes in between finds us awake.
                Selector.this.woken.set(false);
                woken = true;
                return;
            }
            var key = keys.get(item);
            int wanted = key == null ? 0 : events & key.events();
            if (key != null && wanted != 0) {
                count++;
                if (detector != null) {
                    detector.found(key, wanted);
                }
                Objects.requireNonNull(action).ready(key, wanted);
            }
        }
    }

    /**
     * Lets the select that is under way, or else the next one, return at once. Any thread may call it. Several calls before that
     * are one.
     *
     * @throws ErrnoException EMFILE for its eventfd, which the first of these calls makes
     * @throws ClosedSelectorException if it is closed
     */
    public void wakeup() throws ErrnoException {
        throwIfClosed();
        if (!woken.get()) {
            // Before it counts as woken: without a descriptor for it, the next one has to try again.
            var opened = waker();
            if (woken.compareAndSet(false, true)) {
                opened.wake();
            }
        }
    }

    /**
     * Reports items that are found ready again and again while nobody makes a call on them: an {@code EVENT_WRITE} that stayed armed, an error
     * that nobody asks for. Off until it is called.
     *
     * @param times how often in a row, 1 at least
     * @param report is told of each, and again after as many times more
     */
    public void detectSpin(int times, Consumer<Spin> report) {
        if (times < 1) {
            throw new IllegalArgumentException("a spin of " + times + " rounds");
        }
        detector = new SpinDetector(times, report);
    }

    /** Forgets all and gives its descriptors back. The items stay open. Whoever is in select comes out. */
    @Override
    public void close() {
        Waker opened;
        synchronized (woken) {
            if (closed) {
                return;
            }
            closed = true;
            opened = waker;
        }
        // Without one, no thread waits: select makes it first, and now cannot.
        if (opened != null) {
            opened.wake();
        }
        selecting.lock();
        try {
            multiplexer.close();
            keys.clear();
        } finally {
            selecting.unlock();
        }
        if (opened != null) {
            opened.close();
        }
    }

    private void throwIfClosed() {
        if (closed) {
            throw new ClosedSelectorException();
        }
    }

    private SelectorKey<A> registered(Pollable item) {
        var key = keys.get(item);
        if (key == null) {
            throw notRegistered(item);
        }
        return key;
    }

    private static IllegalStateException notRegistered(Pollable item) {
        return new IllegalStateException(item + " is not registered");
    }

    /** So that those who close without unregistering are not kept for ever. */
    private void forgetClosed() throws ErrnoException {
        throwIfClosed();
        if (keys.size() >= many) {
            for (var item : List.copyOf(keys.keySet())) {
                if (item.fileno() < 0) {
                    unregister(item);
                }
            }
            many = Math.max(FEW, 2 * keys.size());
        }
    }

    private static void check(int events) {
        if (events == 0 || (events & ~(EVENT_READ | EVENT_WRITE)) != 0) {
            throw new IllegalArgumentException(events + " is neither EVENT_READ nor EVENT_WRITE nor both");
        }
    }

    static String names(int events) {
        return switch (events) {
            case EVENT_READ -> "EVENT_READ";
            case EVENT_WRITE -> "EVENT_WRITE";
            default -> "EVENT_READ|EVENT_WRITE";
        };
    }
}
