package io.sockeye;

import io.sockeye.internal.poll.Descriptor;
import java.lang.ref.Cleaner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reports objects that were garbage-collected without being closed, with the stack trace of their creation. It is off unless a reporter is
 * set here, or Java is started with {@code -Dio.sockeye.leaks=true}, which reports to {@link System.Logger} {@code io.sockeye}.
 *
 * <p>A leaked descriptor is not closed: other code of the process may have closed it already, and its number may be reused. Thread-safe.
 */
public final class LeakDetector {
    private static final Cleaner CLEANER = Cleaner.create();

    private static volatile @Nullable Consumer<Leak> reporter =
            Boolean.getBoolean("io.sockeye.leaks") ? LeakDetector::log : null;

    /**
     * A descriptor whose owner was garbage-collected without being closed.
     *
     * @param descriptor {@code "fd=7"}
     * @param made the stack trace of the owner's creation
     */
    public record Leak(String descriptor, Throwable made) {}

    private LeakDetector() {}

    /**
     * Watches objects that are created from now on.
     *
     * @param reporter receives each leak, on a thread of this class; null switches the detector off
     */
    public static void report(@Nullable Consumer<Leak> reporter) {
        LeakDetector.reporter = reporter;
    }

    static void watch(Object owner, Descriptor descriptor) {
        if (reporter != null) {
            var made = new Throwable(owner.getClass().getSimpleName() + " created here");
            var watch = new Watch(new Leak(descriptor.toString(), made));
            descriptor.addCloseListener(watch);
            CLEANER.register(owner, watch::ownerIsGone);
        }
    }

    /**
     * Must hold no reference to the descriptor: the descriptor's close listeners reference the owner, which would then never be
     * garbage-collected.
     */
    private static final class Watch implements Runnable {
        private final Leak leak;
        private volatile boolean isClosed;

        Watch(Leak leak) {
            this.leak = leak;
        }

        @Override
        public void run() {
            isClosed = true;
        }

        void ownerIsGone() {
            var now = reporter;
            if (now != null && !isClosed) {
                now.accept(leak);
            }
        }
    }

    private static void log(Leak leak) {
        System.getLogger("io.sockeye")
                .log(System.Logger.Level.WARNING, leak.descriptor() + " was never closed", leak.made());
    }
}
