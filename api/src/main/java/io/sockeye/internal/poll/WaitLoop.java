package io.sockeye.internal.poll;

import static io.sockeye.bindings.ErrnoConstants.EINTR;

import io.sockeye.ErrnoException;

/** One wait for a set of descriptors: call, wait, call again, until something is ready or the deadline has passed. */
public final class WaitLoop {
    private WaitLoop() {}

    /**
     * Waits. A signal does not end it.
     *
     * @return how many are ready; 0 after the deadline; {@link WatchedSet#UPDATES_ONLY}
     * @throws ErrnoException what the call reports; EINTR if a virtual thread is interrupted
     */
    public static int await(WatchedSet set, String call, long deadline) throws ErrnoException {
        boolean parks = deadline != Deadline.NOW && IoWaiter.parks();
        int result = look(set, call, parks ? Deadline.NOW : deadline);
        if (result != 0 || !parks) {
            return result;
        }
        try (var mirror = set.mirror()) {
            // A look that ends at the deadline ends the wait: what the mirror reports plays no part.
            do {
                throwIfInterrupted(call, set.shown());
                mirror.await(deadline);
                result = look(set, call, Deadline.NOW);
            } while (result == 0 && !Deadline.isOver(deadline));
        }
        return result;
    }

    /** The same with a signal mask, in the call itself: EINTR ends it, since the caller wants to see the signals that it unblocks. */
    public static int awaitWithSignals(WatchedSet set, String call, long deadline) throws ErrnoException {
        return checked(set, call, set.look(deadline));
    }

    private static int look(WatchedSet set, String call, long deadline) throws ErrnoException {
        for (;;) {
            int result = set.look(deadline);
            if (!IoWaiter.isInterrupted(result)) {
                return checked(set, call, result);
            }
        }
    }

    private static int checked(WatchedSet set, String call, int result) throws ErrnoException {
        if (result < 0 && result != WatchedSet.UPDATES_ONLY) {
            throw ErrnoException.of(call, set.shown(), -result);
        }
        return result;
    }

    /** An interrupt is to a virtual thread what a signal is to a process: a wait that it ends reports EINTR. It stays set. */
    public static void throwIfInterrupted(String call, String on) throws ErrnoException {
        var thread = Thread.currentThread();
        if (thread.isVirtual() && thread.isInterrupted()) {
            throw ErrnoException.of(call, on + ", interrupted thread", EINTR);
        }
    }

    /** Signals are delivered to threads that the kernel knows. */
    public static void requirePlatformThread(String call) {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException(call + ": a virtual thread has no signal mask; use a platform thread");
        }
    }
}
