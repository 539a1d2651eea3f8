package io.sockeye.bindings.internal;

import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An object that a thread uses alone during one call, such as native memory.
 *
 * <p>A platform thread keeps its object for life. A virtual thread borrows one and gives it back, because there may be a
 * million virtual threads, and because one may continue on another carrier thread in between.
 *
 * <p>The object of a thread that has ended, and one for which there is no place when it is given back, is used again for the next
 * thread. Otherwise a program with a new thread per connection would leave native memory to the collector with each.
 *
 * @param <T> the type of the object
 */
public final class ThreadOwned<T> {
    /** A power of two. Virtual threads find one here without looking through the kept ones. */
    private static final int SPARES = 64;

    /** A few, which live as long as their classes. */
    private static final List<ThreadOwned<?>> ALL = new CopyOnWriteArrayList<>();

    /** How many of the abandoned are looked at for each object that is made: enough to find them faster than they come. */
    private static final int LOOKS = 4;

    /**
     * The object of a platform thread, or one without a thread. Weak, so that the collector may free them after all; the thread
     * is null if it was collected.
     */
    private record Kept<T>(WeakReference<@Nullable Thread> thread, WeakReference<T> owned) {
        Kept(@Nullable Thread thread, T owned) {
            this(new WeakReference<>(thread), new WeakReference<>(owned));
        }

        boolean isInUse() {
            var user = thread.get();
            return user != null && user.isAlive();
        }
    }

    private final Supplier<T> make;
    private final Queue<Kept<T>> kept = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<T> ofPlatformThread;
    private final AtomicReferenceArray<T> spares = new AtomicReferenceArray<>(SPARES);

    /**
     * Makes no object before one is first needed.
     *
     * @param make makes an object
     */
    public ThreadOwned(Supplier<T> make) {
        this.make = make;
        this.ofPlatformThread = ThreadLocal.withInitial(() -> {
            T owned = reuseOrMake();
            kept.add(new Kept<>(Thread.currentThread(), owned));
            return owned;
        });
        ALL.add(this);
    }

    /**
     * Runs code that may borrow while the calling thread has borrowed, such as the listener of a trace inside a call. It gets
     * other objects, and those that the thread has borrowed stay as they are.
     *
     * @param task the code
     */
    public static void apart(Runnable task) {
        if (Thread.currentThread().isVirtual()) {
            // A virtual thread gets another object at each borrow.
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
     * Takes an object for the calling thread.
     *
     * @return an object that no other thread uses until it is given back
     */
    public T borrow() {
        var thread = Thread.currentThread();
        return thread.isVirtual() ? takeSpare(thread) : ofPlatformThread.get();
    }

    /**
     * Ends the use of an object.
     *
     * @param owned the result of {@link #borrow} in this thread
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
            kept.add(new Kept<>(null, owned));
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
        return reuseOrMake();
    }

    private T reuseOrMake() {
        for (int look = 0; look < LOOKS; look++) {
            var candidate = kept.poll();
            if (candidate == null) {
                break;
            }
            if (candidate.isInUse()) {
                kept.add(candidate);
                continue;
            }
            // SAFETY: the thread has ended, so that it uses it no more; what it did with it happened before isAlive was false.
            T owned = candidate.owned().get();
            if (owned != null) {
                return owned;
            }
        }
        return make.get();
    }

    private static int home(Thread thread) {
        return (int) thread.threadId();
    }
}
