package io.sockeye;

import io.sockeye.internal.poll.Descriptor;
import java.lang.ref.Cleaner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds sockets that were left to the collector without being closed. Off unless a reporter is set here, or Java is started with
 * {@code -Dio.sockeye.leaks=true}, which reports to {@link System.Logger} {@code io.sockeye}.
 *
 * <p>A leaked descriptor is reported with the place where it was made. It is never closed: its number may be somebody
 * else's by now.
 */
public final class LeakDetector {
    private static final Cleaner CLEANER = Cleaner.create();

    private static volatile @Nullable Consumer<Leak> reporter =
            Boolean.getBoolean("io.sockeye.leaks") ? LeakDetector::log : null;

    /**
     * A descriptor that nobody can close any more.
     *
     * @param descriptor {@code "fd=7"}
     * @param made where the socket was made
     */
    public record Leak(String descriptor, Throwable made) {}

    private LeakDetector() {}

    /**
     * Watches sockets made from now on.
     *
     * @param reporter is told of each leak by a thread of its own; null switches it off
     */
    public static void report(@Nullable Consumer<Leak> reporter) {
        LeakDetector.reporter = reporter;
    }

    static void watch(Object owner, Descriptor descriptor) {
        if (reporter != null) {
            var made = new Throwable(owner.getClass().getSimpleName() + " made here");
            var watch = new Watch(new Leak(descriptor.toString(), made));
            descriptor.addCloseListener(watch);
            CLEANER.register(owner, watch::ownerIsGone);
        }
    }

    /**
     * Must not lead to the descriptor: those who are told of its closing lead from there to the owner, which would never be left to
     * the collector.
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
