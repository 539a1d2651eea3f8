package io.sockeye.internal.poll;

import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.SocketConstants.SHUT_RDWR;

import io.sockeye.ClosedDescriptorException;
import io.sockeye.ErrnoException;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.bindings.SocketSyscalls;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A file descriptor and the number of calls that use it, so that the number is never used after the kernel has reused it.
 *
 * <p>Every system call is bracketed by {@link #acquire} and {@link #release}. After {@link #close}, acquire fails and blocked threads are
 * woken; the last release closes the file descriptor.
 */
public final class Descriptor {
    // The state:  bits 63..32  the number of acquires so far
    //             bit 31       closed or detached: acquire fails
    //             bits 30..0   the number of references held
    private static final long ONE_CALL = 1L << 32;
    private static final long CLOSED = 1L << 31;
    private static final long REFERENCES = CLOSED - 1;

    /** How long close itself repeats the shutdown that wakes blocked calls; after that a thread of its own does. */
    private static final long WAKE_NANOS = 100_000_000;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Descriptor.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int number;

    /** Whether a shutdown wakes blocked calls, and reaches no other owner of the file. */
    private volatile boolean mayShutdown;

    /** Whether calls were in progress when the file got another owner: they may be blocked in the kernel, where only a shutdown wakes them. */
    private volatile boolean sharedInUse;

    private volatile long state;

    /** What close notifies before it closes the file descriptor; made for the first one. */
    private volatile @Nullable Set<Runnable> closeListeners;

    /** The threads that the poller unparks; made at the first wait. */
    private volatile @Nullable ParkedThreads parked;

    /** What ppoll watches beside this descriptor if no shutdown wakes it; made at the first wait. Guarded by this. */
    private @Nullable Waker waker;

    private Descriptor(int number, boolean mayShutdown) {
        this.number = number;
        this.mayShutdown = mayShutdown;
    }

    /** Takes over a socket that has no other owner: its calls may block in the kernel, where a shutdown wakes them. */
    public static Descriptor ofSocket(int number) {
        return new Descriptor(number, true);
    }

    /**
     * Takes over a descriptor that no shutdown may wake: another kind of file, a family whose sockets it does not wake, or a file that may
     * have other owners. Its calls must not block in the kernel: they wait by ppoll, with a {@link #waker}, or parked.
     */
    public static Descriptor withoutShutdown(int number) {
        return new Descriptor(number, false);
    }

    /** From now on the file has another owner: a duplicate, another process. A shutdown would reach it too. */
    public void share() {
        if (mayShutdown) {
            sharedInUse = (state & REFERENCES) > 0;
            mayShutdown = false;
        }
    }

    public boolean mayShutdown() {
        return mayShutdown;
    }

    /**
     * Keeps the file descriptor open until {@link #release}.
     *
     * @throws ClosedDescriptorException EBADF after close or detach
     * @throws IllegalStateException if 2^31 - 1 references are held
     */
    public int acquire(String call) throws ClosedDescriptorException {
        for (;;) {
            long seen = state;
            if ((seen & CLOSED) != 0) {
                throw closed(call);
            }
            if ((seen & REFERENCES) == REFERENCES) {
                throw new IllegalStateException(call + "(" + this + "): " + REFERENCES + " calls in progress");
            }
            if (STATE.compareAndSet(this, seen, seen + ONE_CALL + 1)) {
                return number;
            }
        }
    }

    /**
     * Gives up a reference. The last one after {@link #close} closes the file descriptor.
     *
     * @throws IllegalStateException if no reference is held
     */
    public void release() {
        if (releaseIsLast()) {
            int result = closeFd();
            if (result < 0) {
                // The call in progress has its own result. Only the error of the file, such as EIO, is reported here.
                System.getLogger("io.sockeye").log(System.Logger.Level.WARNING, closeFailed(result).getMessage());
            }
        }
    }

    /** One more reference if any is held, also after close; false once the file descriptor may be closed. */
    boolean holdIfInUse() {
        for (;;) {
            long seen = state;
            if ((seen & REFERENCES) == 0) {
                return false;
            }
            if (STATE.compareAndSet(this, seen, seen + 1)) {
                return true;
            }
        }
    }

    private boolean releaseIsLast() {
        for (;;) {
            long seen = state;
            if ((seen & REFERENCES) == 0) {
                throw new IllegalStateException("release(" + this + ") without acquire");
            }
            if (STATE.compareAndSet(this, seen, seen - 1)) {
                return (seen & (CLOSED | REFERENCES)) == (CLOSED | 1);
            }
        }
    }

    public boolean isClosed() {
        return (state & CLOSED) != 0;
    }

    public ClosedDescriptorException closed(String call) {
        return new ClosedDescriptorException(call, this.toString());
    }

    /**
     * {@code listener} runs once this is closed or detached, before the file descriptor is closed, until it is removed. Call it while
     * holding a reference; if this is closed already, {@code listener} runs at once.
     */
    public void addCloseListener(Runnable listener) {
        listeners().add(listener);
        if (isClosed()) {
            listener.run();
        }
    }

    public void removeCloseListener(Runnable listener) {
        listeners().remove(listener);
    }

    private Set<Runnable> listeners() {
        var known = closeListeners;
        return known != null ? known : makeListeners();
    }

    private synchronized Set<Runnable> makeListeners() {
        var listeners = closeListeners;
        if (listeners == null) {
            listeners = ConcurrentHashMap.newKeySet();
            closeListeners = listeners;
        }
        return listeners;
    }

    private void notifyListeners() {
        var listeners = closeListeners;
        if (listeners != null) {
            CloseSequence.forEach(listeners, Runnable::run);
        }
    }

    /** The number of acquires so far, which tells a descriptor that is used from one that is only reported as ready. */
    public int callCount() {
        return (int) (state >>> 32);
    }

    /** The file descriptor, for a caller that holds a reference. */
    public int fd() {
        return number;
    }

    /** The file descriptor, or -1 once it is closed. */
    public int number() {
        return isClosed() ? -1 : number;
    }

    /** The threads that wait parked for this descriptor; null before the first. */
    @Nullable ParkedThreads parkedIfAny() {
        return parked;
    }

    /** The same, made for the first one. An epoll instance is watched by the poller's outer instance. */
    ParkedThreads parked(boolean isEpoll) throws ErrnoException {
        var known = parked;
        return known != null ? known : makeParked(isEpoll);
    }

    private synchronized ParkedThreads makeParked(boolean isEpoll) throws ErrnoException {
        var made = parked;
        if (made == null) {
            made = Poller.instance().parkedThreads(this, isEpoll);
            parked = made;
        }
        return made;
    }

    /** Lets every parked thread make its call again, which then sees what has changed. */
    public void wakeParked() {
        var threads = parked;
        if (threads != null) {
            threads.wakeAll();
        }
    }

    /**
     * An eventfd that a wait for this descriptor watches too, for a caller that holds a reference: readable once this is closed. -1 where
     * a shutdown makes the descriptor itself readable.
     *
     * @throws ErrnoException EMFILE, ENFILE, ENOMEM
     */
    public int waker() throws ErrnoException {
        return mayShutdown ? -1 : openWaker();
    }

    private synchronized int openWaker() throws ErrnoException {
        if (waker == null) {
            waker = Waker.open();
            if (isClosed()) {
                // close has looked for a waker before this one was made, or is about to: waking twice does no harm.
                waker.wake();
            }
        }
        return waker.number();
    }

    private synchronized @Nullable Waker wakerIfAny() {
        return waker;
    }

    /**
     * Any thread may call it, at any time, more than once. Blocked calls throw {@link ClosedDescriptorException}.
     *
     * @throws UncheckedIOException EIO, ENOSPC, EDQUOT: what the file could not store; close(2). The file descriptor is closed all the same
     */
    public void close() {
        close(0);
    }

    /** The same for a caller that holds one reference: it is neither woken nor waited for. */
    public void closeWhileHeld() {
        close(1);
    }

    private void close(int own) {
        for (;;) {
            long seen = state;
            if ((seen & CLOSED) != 0) {
                return;
            }
            // SAFETY: this holds a reference itself, so the number stays ours until all that is to be done with it is done.
            if (STATE.compareAndSet(this, seen, (seen + 1) | CLOSED)) {
                try {
                    notifyListeners();
                } finally {
                    wakeAndRelease(own);
                }
                return;
            }
        }
    }

    private void wakeAndRelease(int own) {
        try {
            wake(own);
        } finally {
            if (releaseIsLast()) {
                closeFdOrThrow();
            }
        }
    }

    /** Gives the file descriptor to the caller, who has to close it. */
    public int detach() throws ClosedDescriptorException {
        for (;;) {
            long seen = state;
            if ((seen & CLOSED) != 0) {
                throw closed("detach");
            }
            if ((seen & REFERENCES) != 0) {
                throw new IllegalStateException("detach(" + this + "): " + (seen & REFERENCES) + " calls in progress");
            }
            if (STATE.compareAndSet(this, seen, (seen + 1) | CLOSED)) {
                break;
            }
        }
        try {
            CloseSequence.run(this::notifyListeners, this::forgetWaiters);
        } finally {
            STATE.getAndAdd(this, -1L);
        }
        return number;
    }

    /** For a close listener: whether calls are in progress. */
    public boolean hasCallsInProgress() {
        return callsInProgress() > 0;
    }

    /** Without the reference of close itself. */
    private long callsInProgress() {
        return (state & REFERENCES) - 1;
    }

    private void wake(int own) {
        // Before the parked threads are woken, and the calls first: a thread that leaves in between must not hide one that is blocked.
        long calls = callsInProgress();
        boolean isBlocked = calls - parkedCount() > own;
        wakeParked();
        var ppoll = wakerIfAny();
        if (ppoll != null) {
            // It stays readable, also for a ppoll that begins later.
            ppoll.wake();
        }
        if (isBlocked && (mayShutdown || (sharedInUse && !returnWithin(WAKE_NANOS, own)))) {
            wakeByShutdown(own);
        }
    }

    /** Calls that began after {@link #share} wait by ppoll or parked, and return without a shutdown. */
    private boolean returnWithin(long nanos, int own) {
        long deadline = Deadline.afterNanos(nanos);
        while (callsInProgress() > own) {
            if (Deadline.isOver(deadline)) {
                return false;
            }
            Backoff.FURTHER_WAKES.pause();
        }
        return true;
    }

    /**
     * A shutdown wakes a thread that is blocked in the kernel in recv, send, accept or connect, also where it answers ENOTCONN. It is
     * repeated until the calls have returned, since a connect that enters the kernel after the shutdown blocks all the same.
     */
    private void wakeByShutdown(int own) {
        long deadline = Deadline.afterNanos(WAKE_NANOS);
        for (var pause = Backoff.FIRST_WAKE; callsInProgress() > own; pause = Backoff.FURTHER_WAKES) {
            if (Deadline.isOver(deadline)) {
                new LateWakes(this).start();
                return;
            }
            shutdown();
            pause.pause();
        }
    }

    /** Parked threads are unparked and need no shutdown. */
    private int parkedCount() {
        var threads = parked;
        return threads == null ? 0 : threads.count();
    }

    void shutdown() {
        // The result says nothing: ENOTCONN wakes too, and with ENOTSOCK nothing blocks here.
        int _ = SocketSyscalls.shutdown(number, SHUT_RDWR);
    }

    /** The number is about to be reused: nothing waits for it any more. */
    private void forgetWaiters() {
        leavePoller();
        var ppoll = wakerIfAny();
        if (ppoll != null) {
            ppoll.close();
        }
    }

    /** The poller watches this descriptor no more. Call it while holding a reference. */
    public void leavePoller() {
        var threads = parked;
        if (threads != null) {
            threads.leavePoller();
        }
    }

    private void closeFdOrThrow() {
        int result = closeFd();
        if (result < 0) {
            throw new UncheckedIOException(closeFailed(result));
        }
    }

    /** Returns 0, or {@code -errno} of what the file could not store. */
    private int closeFd() {
        int result;
        try {
            forgetWaiters();
        } finally {
            // The number is free even after an error, also EINTR, so it is closed once; close(2), NOTES.
            result = FileSyscalls.close(number);
        }
        if (result == -EBADF) {
            // Another part of this process has closed a number that was ours. To go on would be to close one that is its own.
            throw new IllegalStateException(closeFailed(result));
        }
        return IoWaiter.isInterrupted(result) ? 0 : result;
    }

    private ErrnoException closeFailed(int result) {
        return ErrnoException.of("close", "fd=" + number, -result);
    }

    /** As messages show it. */
    @Override
    public String toString() {
        return "fd=" + number;
    }
}
