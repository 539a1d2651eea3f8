package io.sockeye.bindings.internal;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * An object that one thread owns for the length of one call: memory for errno, for an address.
 *
 * <p>A platform thread keeps its own for life. A virtual thread borrows one and gives it back, since there may be a
 * million of them, and since it may go on with another carrier in between. What is borrowed and never given back is
 * left to the collector.
 *
 * @param <T> what is owned
 */
public final class ThreadOwned<T> {
    /** A power of two. More virtual threads at once than this make new ones, which are dropped afterwards. */
    private static final int SPARES = 64;

    /** Few, and there for good: each belongs to a class. */
    private static final List<ThreadOwned<?>> ALL = new CopyOnWriteArrayList<>();

    private final Supplier<T> make;
    private final ThreadLocal<T> ofPlatformThread;
    private final AtomicReferenceArray<T> spares = new AtomicReferenceArray<>(SPARES);

    /**
     * Nothing is made before it is first needed.
     *
     * @param make makes one
     */
    public ThreadOwned(Supplier<T> make) {
        this.make = make;
        this.ofPlatformThread = ThreadLocal.withInitial(make);
        ALL.add(this);
    }

    /**
     * Runs what may borrow again while the calling thread has borrowed: the task gets other objects, and the borrowed
     * ones stay unchanged. Code that runs within a call that has borrowed needs this, such as a trace's listener.
     *
     * @param task what to run
     */
    public static void apart(Runnable task) {
        if (Thread.currentThread().isVirtual()) {
            // It gets another one anyhow.
            task.run();
        } else {
            runApart(ALL.iterator(), task);
        }
    }

    private static void runApart(Iterator<ThreadOwned<?>> rest, Runnable task) {
        if (rest.hasNext()) {
            rest.next().setAside(() -> runApart(rest, task));
        } else {
            task.run();
        }
    }

    private void setAside(Runnable task) {
        T kept = ofPlatformThread.get();
        ofPlatformThread.remove();
        try {
            task.run();
        } finally {
            ofPlatformThread.set(kept);
        }
    }

    /**
     * Takes one for the calling thread.
     *
     * @return an object that no other thread uses until it is given back
     */
    public T borrow() {
        var thread = Thread.currentThread();
        return thread.isVirtual() ? takeSpare(thread) : ofPlatformThread.get();
    }

    /**
     * Ends the use of what {@link #borrow} gave.
     *
     * @param owned what was borrowed by this thread
     */
    public void giveBack(T owned) {
        var thread = Thread.currentThread();
        if (thread.isVirtual()) {
            int home = home(thread);
            for (int probe = 0; probe < 4; probe++) {
                if (spares.compareAndSet((home + probe) & (SPARES - 1), null, owned)) {
                    return;
                }
            }
        }
    }

    private T takeSpare(Thread thread) {
        int home = home(thread);
        for (int probe = 0; probe < 4; probe++) {
            T spare = spares.getAndSet((home + probe) & (SPARES - 1), null);
            if (spare != null) {
                return spare;
            }
        }
        return make.get();
    }

    private static int home(Thread thread) {
        return (int) thread.threadId();
    }
}
