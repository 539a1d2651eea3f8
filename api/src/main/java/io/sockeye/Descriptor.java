package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static io.sockeye.bindings.SocketConstants.SHUT_RDWR;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.bindings.SocketSyscalls;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor that is owned and counted, so that its number is never used after the kernel has given it to somebody else.
 *
 * <p>Every call goes in by {@link #enter} and out by {@link #leave}. Closing lets nobody in any more, wakes those who are
 * inside, and the last one out gives the number back.
 */
final class Descriptor {
    // The state:  bits 63..32  how many calls have come in, so far
    //             bit 31       closed or detached: nobody comes in any more
    //             bits 30..0   how many calls are inside
    private static final long ONE_MORE_CALL = 1L << 32;
    private static final long CLOSED = 1L << 31;
    private static final long INSIDE = CLOSED - 1;

    /** How long close stays to wake those who are inside: a call may be on its way in when it is first woken. */
    private static final long WAKE_NANOS = 100_000_000;

    private static final long BETWEEN_WAKES_NANOS = 1_000_000;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Descriptor.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int number;
    private final boolean hasShutdown;
    private volatile long state;

    /** Whom closing tells before the number is given back; made when there is somebody. */
    private volatile @Nullable Set<Runnable> whenClosed;

    /** The virtual threads that wait for this, once one did. Guarded by this. */
    private Reactor.@Nullable Parked parked;

    /** What platform threads watch besides this, if no shutdown wakes them, once one did. Guarded by this. */
    private @Nullable Waker waker;

    /** Takes over {@code number}: nobody else may close it. */
    Descriptor(int number) {
        this(number, true);
    }

    private Descriptor(int number, boolean hasShutdown) {
        this.number = number;
        this.hasShutdown = hasShutdown;
    }

    /**
     * The same for what no shutdown wakes: what is no socket, and sockets of some families. Its calls must not block: who waits does
     * so by poll, and watches {@link #waker} besides.
     */
    static Descriptor withoutShutdown(int number) {
        return new Descriptor(number, false);
    }

    boolean hasShutdown() {
        return hasShutdown;
    }

    /** Keeps the number open until {@link #leave}. */
    int enter(String call) throws ClosedDescriptorException {
        for (;;) {
            long seen = state;
            if ((seen & CLOSED) != 0) {
                throw closed(call);
            }
            if (STATE.compareAndSet(this, seen, seen + ONE_MORE_CALL + 1)) {
                return number;
            }
        }
    }

    void leave() {
        long left = (long) STATE.getAndAdd(this, -1L) - 1;
        if ((left & (CLOSED | INSIDE)) == CLOSED) {
            giveBack();
        }
    }

    boolean isClosed() {
        return (state & CLOSED) != 0;
    }

    ClosedDescriptorException closed(String call) {
        return new ClosedDescriptorException(call, this.toString());
    }

    /**
     * {@code tell} runs once this is closed or detached and before the number is given back, until {@link #forget}. Inside of
     * enter and leave; if it is closed already, {@code tell} runs at once.
     */
    void whenClosed(Runnable tell) {
        listeners().add(tell);
        if (isClosed()) {
            tell.run();
        }
    }

    void forget(Runnable tell) {
        listeners().remove(tell);
    }

    private synchronized Set<Runnable> listeners() {
        var listeners = whenClosed;
        if (listeners == null) {
            listeners = ConcurrentHashMap.newKeySet();
            whenClosed = listeners;
        }
        return listeners;
    }

    private void tell() {
        var listeners = whenClosed;
        if (listeners != null) {
            listeners.forEach(Runnable::run);
        }
    }

    /** How many calls have come in so far: who sees no more of them sees that nobody makes use of it. */
    int calls() {
        return (int) (state >>> 32);
    }

    /** The number, for who is inside. */
    int inside() {
        return number;
    }

    /** Where virtual threads wait for this; made at the first wait. */
    synchronized Reactor.Parked parked(Function<Descriptor, Reactor.Parked> make) {
        if (parked == null) {
            parked = make.apply(this);
        }
        return parked;
    }

    private synchronized Reactor.@Nullable Parked parked() {
        return parked;
    }

    /** A number that is readable once this is closed, for who is inside; -1 where a shutdown makes this readable itself. */
    synchronized int waker() throws ErrnoException {
        if (hasShutdown) {
            return -1;
        }
        if (waker == null) {
            waker = Waker.open();
            if (isClosed()) {
                // Closing has looked for one already, or is about to: twice does no harm.
                waker.wake();
            }
        }
        return waker.number();
    }

    private synchronized @Nullable Waker wakerIfAny() {
        return waker;
    }

    /** The number, or -1 once it is closed. */
    int number() {
        return isClosed() ? -1 : number;
    }

    /** Any thread may call it, at any time, more than once. Whoever is inside comes out with the number closed. */
    void close() {
        close(0);
    }

    /** The same for who is inside, once: it need not be woken itself, nor waited for. */
    void closeFromInside() {
        close(1);
    }

    private void close(int own) {
        for (;;) {
            long seen = state;
            if ((seen & CLOSED) != 0) {
                return;
            }
            // This goes in itself, so the number stays ours until all that is to be done with it is done.
            if (STATE.compareAndSet(this, seen, (seen + 1) | CLOSED)) {
                try {
                    tell();
                } finally {
                    wakeAndLeave((seen & INSIDE) > own, own);
                }
                return;
            }
        }
    }

    private void wakeAndLeave(boolean somebodyIsInside, int own) {
        try {
            if (somebodyIsInside) {
                wake(own);
            }
        } finally {
            leave();
        }
    }

    /** Gives the number to the caller, who closes it from now on. */
    int detach() throws ClosedDescriptorException {
        for (;;) {
            long seen = state;
            if ((seen & CLOSED) != 0) {
                throw closed("detach");
            }
            if ((seen & INSIDE) != 0) {
                throw new IllegalStateException("detach(" + this + "): " + (seen & INSIDE) + " calls are still inside");
            }
            if (STATE.compareAndSet(this, seen, (seen + 1) | CLOSED)) {
                break;
            }
        }
        tell();
        forgetWaiters();
        STATE.getAndAdd(this, -1L);
        return number;
    }

    /** For what is told of closing: whether there is somebody to wake. */
    boolean hasOthersInside() {
        return othersInside() > 0;
    }

    private long othersInside() {
        return (state & INSIDE) - 1;
    }

    /** With a shutdown: until those who are inside have come out, but for the caller's own calls, or for a while. */
    private void wake(int own) {
        long inside = othersInside() - own;
        var virtual = parked();
        int parked = virtual == null ? 0 : virtual.wakeAll();
        if (!hasShutdown) {
            var platform = wakerIfAny();
            if (platform != null) {
                // It stays readable, also for who has yet to look at it.
                platform.wake();
            }
            return;
        }
        // A shutdown reaches through duplicates, and a virtual thread that is parked needs none.
        boolean shuts = parked < inside;
        long start = System.nanoTime();
        long pause = BETWEEN_WAKES_NANOS / 20;
        while (othersInside() > own && System.nanoTime() - start < WAKE_NANOS) {
            if (shuts) {
                // The result tells nothing: ENOTCONN also wakes, ENOTSOCK is for those who wait otherwise.
                SocketSyscalls.shutdown(number, SHUT_RDWR);
            }
            Waiting.pause(pause);
            pause = BETWEEN_WAKES_NANOS;
        }
    }

    /** Nobody waits any more: the number is about to be somebody else's. */
    private void forgetWaiters() {
        leaveReactor();
        var platform = wakerIfAny();
        if (platform != null) {
            platform.close();
        }
    }

    /** For who is inside: the reactor watches this no more. Whoever is parked is woken by closing. */
    void leaveReactor() {
        var virtual = parked();
        if (virtual != null) {
            virtual.remove();
        }
    }

    private void giveBack() {
        forgetWaiters();
        // The number is free even after EINTR, so it is never closed twice; close(2), NOTES.
        int result = FileSyscalls.close(number);
        if (result < 0 && result != -EINTR) {
            // EBADF: somebody closed a number that was ours. To go on would be to close one that is his.
            throw new IllegalStateException(ErrnoException.of("close", "fd=" + number, -result));
        }
    }

    /** As messages have it. */
    @Override
    public String toString() {
        return "fd=" + number;
    }
}
