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
 * Waits for many items; Python's {@code BaseSelector}. {@link EpollSelector}, {@link PollSelector} and {@link SelectSelector} differ only in
 * the system call. {@link #register} adds an item and {@link #unregister} removes it; a closed item leaves the selector by itself and is
 * not reported.
 *
 * {@snippet :
 * import static io.sockeye.selectors.Selector.EVENT_READ;
 *
 * import io.sockeye.*;
 * import io.sockeye.selectors.*;
 *
 * void main() throws IOException {
 *     try (var selector = Selector.<String>open();
 *             var socket = Socket.udp().bind("127.0.0.1", 7000)) {
 *         selector.register(socket, EVENT_READ, "port 7000");
 *         for (var event : selector.select(Duration.ofSeconds(5))) { // epoll_wait(2)
 *             IO.println(event.key().attachment() + " received " + socket.recv(1024).length + " bytes");
 *         }
 *     }
 * }
 * }
 *
 * <p>For one thread at a time; any thread may call {@link #wakeup} and {@link #close}, and close an item.
 *
 * @param <A> the type of the attachments, for example handlers
 */
public abstract class Selector<A extends @Nullable Object> implements AutoCloseable {
    /** Ready to be read or accepted from, at its end, or failed. */
    public static final int EVENT_READ = Multiplexer.READ;

    /** Ready to be written, connected, or failed. */
    public static final int EVENT_WRITE = Multiplexer.WRITE;

    private static final int FEW = 64;

    private final Multiplexer multiplexer;

    /** Created under the lock of woken by the first select or wakeup. */
    private volatile @Nullable Waker waker;

    /** The waker as an item of the multiplexer. */
    private final Pollable wakerItem = () -> {
        var opened = waker;
        return opened == null ? -1 : opened.number();
    };

    private final AtomicBoolean woken = new AtomicBoolean();
    private final IdentityHashMap<Pollable, SelectorKey<A>> keys = new IdentityHashMap<>();

    /** Held during select: close waits until the multiplexer is not in use. */
    private final ReentrantLock selecting = new ReentrantLock();

    private volatile boolean closed;
    private boolean watchesWaker;
    private final Round round = new Round();

    /** The number of keys from which register removes those of closed items. */
    private int many = FEW;

    private @Nullable SpinDetector detector;

    /**
     * A callback for ready items.
     *
     * @param <A> the type of the attachments
     */
    @FunctionalInterface
    public interface Action<A extends @Nullable Object> {
        /**
         * Called by {@link Selector#select(Duration, Action)} for a ready item. It may register, unregister and close items.
         *
         * @param key the key of the item
         * @param events {@code EVENT_READ}, {@code EVENT_WRITE}, or both
         * @throws ErrnoException ends the visits; select throws the same exception
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
     * Creates a {@link DefaultSelector}.
     *
     * @param <A> the type of the attachments
     * @return the selector
     * @throws ErrnoException EMFILE
     */
    public static <A extends @Nullable Object> Selector<A> open() throws ErrnoException {
        return new DefaultSelector<>();
    }

    /**
     * Adds an item.
     *
     * @param item the item to watch
     * @param events {@code EVENT_READ}, {@code EVENT_WRITE}, or both
     * @param attachment a value of the caller's, returned with the key
     * @return the key
     * @throws ErrnoException EBADF if it is closed, EEXIST if its descriptor is registered through another object, EPERM for a regular file
     *     in epoll, ENOSPC
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
     * Changes the events and the attachment of an item.
     *
     * @param item a registered item
     * @param events as for {@link #register}
     * @param attachment a value of the caller's, returned with the key
     * @return the new key
     * @throws ErrnoException EBADF if it is closed
     * @throws IllegalStateException if it is not registered
     */
    public SelectorKey<A> modify(Pollable item, int events, A attachment) throws ErrnoException {
        return modify(registered(item), events, attachment);
    }

    /**
     * Changes the events of an item.
     *
     * @param item a registered item
     * @param events as for {@link #register}
     * @return the new key
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
     * Removes an item. It may be closed.
     *
     * @param item a registered item
     * @return its last key; null if it is closed and was removed already
     * @throws ErrnoException what epoll_ctl reports, except for a closed item
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
     * @param item any item
     * @return the key; null if it is not registered
     */
    public @Nullable SelectorKey<A> get(Pollable item) {
        return keys.get(item);
    }

    /**
     * The keys of all items that are not closed.
     *
     * @return a copy
     */
    public Collection<SelectorKey<A>> keys() {
        return keys.values().stream().filter(key -> key.item().fileno() >= 0).toList();
    }

    /**
     * Waits until an item is ready or {@link #wakeup} is called. It is retried after EINTR. A virtual thread parks. An interrupt does not end
     * the wait of a platform thread.
     *
     * @param timeout null waits indefinitely, zero polls without waiting
     * @return the ready items; empty after the timeout or a wake-up
     * @throws ErrnoException what the system call reports; EINTR if a virtual thread is interrupted before an item is ready, and the
     *     interrupt status is kept
     * @throws ClosedSelectorException if this is closed, also by another thread during the call
     */
    public List<SelectorEvent<A>> select(@Nullable Duration timeout) throws ErrnoException {
        var ready = new ArrayList<SelectorEvent<A>>();
        select(timeout, (key, events) -> ready.add(new SelectorEvent<>(key, events)));
        return ready;
    }

    /**
     * {@link #select(Duration)} without a list of results. Items that the action closes or unregisters are not visited any more.
     *
     * @param timeout null waits indefinitely, zero polls without waiting
     * @param action the callback for each ready item
     * @return the number of ready items; 0 after the timeout or a wake-up
     * @throws ErrnoException as {@link #select(Duration)}, or what the action throws
     * @throws ClosedSelectorException if this is closed, also by another thread during the call
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
            // Deadline.of reads the clock only for a finite timeout: the clock costs a noticeable part of the call.
            long deadline = Deadline.of(timeout);
            round.begin(action);
            int found = multiplexer.await(timeout);
            // The ready items may all have been closed since; then the wait continues.
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

    /** The visitor of one select. One object, so that select does not allocate. */
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
                // After the reset: a wakeup in between needs no event, because this select returns anyway.
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
     * Makes the select in progress, or else the next one, return at once. Any thread may call it. Several calls before that select returns
     * have the effect of one.
     *
     * @throws ErrnoException EMFILE, ENFILE for the eventfd, which the first select or wakeup creates
     * @throws ClosedSelectorException if this is closed
     */
    public void wakeup() throws ErrnoException {
        throwIfClosed();
        if (!woken.get()) {
            // Before woken is set: if the eventfd cannot be created, the next wakeup must try again.
            var opened = waker();
            if (woken.compareAndSet(false, true)) {
                opened.wake();
            }
        }
    }

    /**
     * Reports items that are ready again and again although the program makes no call on them: an {@code EVENT_WRITE} that stayed armed, an
     * error that is not read. Off until this is called.
     *
     * @param times the number of consecutive times, at least 1
     * @param report receives the item, and receives it again after each further {@code times}
     */
    public void detectSpin(int times, Consumer<Spin> report) {
        if (times < 1) {
            throw new IllegalArgumentException("times " + times + "; a spin is at least 1");
        }
        detector = new SpinDetector(times, report);
    }

    /** Removes all items and closes the descriptors of the selector. The items stay open. A blocked select throws {@link ClosedSelectorException}. */
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
        // Without a waker no thread waits: select creates it first, and fails from now on.
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

    /** Removes the keys of closed items, so that items that are closed without unregister do not accumulate. */
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
