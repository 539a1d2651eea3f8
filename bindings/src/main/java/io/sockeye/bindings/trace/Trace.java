package io.sockeye.bindings.trace;

import io.sockeye.bindings.internal.Downcall;
import io.sockeye.bindings.internal.ThreadOwned;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * While it is open, a listener is told of every call of this process, on the thread that made it and right after it.
 *
 * <ul>
 * <li>A call that is under way when the trace is opened is not seen, nor is one that ends after the trace was closed.
 * <li>A listener's own calls are not told. It may be run by many threads at once.
 * <li>What a listener throws goes to the thread's {@link Thread.UncaughtExceptionHandler}: the call has been made, and
 * its result counts.
 * </ul>
 *
 * <p>Opening and closing let the compiler translate the callers again. strace(1) shows other processes, too, and the calls
 * of the JVM.
 */
public final class Trace implements AutoCloseable {
    /** Written under the class's lock; every traced call reads it. */
    private static volatile List<Trace> open = List.of();

    /** JFR, while it records. Written and read as {@code open} is. */
    private static volatile @Nullable Recorder recorder;

    private static final ThreadLocal<Boolean> LISTENING = new ThreadLocal<>();

    private final Consumer<? super TracedCall> listener;

    private Trace(Consumer<? super TracedCall> listener) {
        this.listener = listener;
    }

    /**
     * Starts to tell.
     *
     * @param listener is given each call, and may ask it for its arguments until it returns
     * @return an open trace
     */
    public static Trace to(Consumer<? super TracedCall> listener) {
        var trace = new Trace(listener);
        synchronized (Trace.class) {
            boolean idle = isIdle();
            var traces = new ArrayList<>(open);
            traces.add(trace);
            open = List.copyOf(traces);
            switchOver(idle);
        }
        return trace;
    }

    /** Null when JFR does not record any more. */
    static void record(@Nullable Recorder next) {
        synchronized (Trace.class) {
            boolean idle = isIdle();
            recorder = next;
            switchOver(idle);
        }
    }

    private static boolean isIdle() {
        return open.isEmpty() && recorder == null;
    }

    private static void switchOver(boolean wasIdle) {
        if (wasIdle != isIdle()) {
            Downcall.intercept(wasIdle ? Trace::call : null);
        }
    }

    /** Ends it. Another thread may still be in the listener. A second close does nothing. */
    @Override
    public void close() {
        synchronized (Trace.class) {
            boolean idle = isIdle();
            var traces = new ArrayList<>(open);
            traces.remove(this);
            open = List.copyOf(traces);
            switchOver(idle);
        }
    }

    private static @Nullable Object call(Downcall call, MethodHandle plain, Object[] arguments) throws Throwable {
        if (LISTENING.get() != null) {
            return plain.invokeExact(arguments);
        }
        var values = CallArguments.before(call, arguments);
        var jfr = recorder;
        var recorded = jfr == null ? null : jfr.begin(CallTable.of(call.name()).family());
        long start = System.nanoTime();
        // SAFETY: the arguments are those of the caller, who answers for them.
        Object result = plain.invokeExact(arguments);
        long nanos = System.nanoTime() - start;
        if (recorded != null) {
            recorded.returned();
        }
        // Whatever happens from here on must not look as if the call had thrown it: it has been made.
        guarded(() -> tell(open, recorded, new TracedCall(call.name(), values.after(result), start, nanos)));
        return result;
    }

    private static void tell(List<Trace> traces, Recorder.@Nullable Recorded recorded, TracedCall call) {
        LISTENING.set(true);
        try {
            // The thread is within a call of its own: what it has borrowed for it, its errno too, must stay.
            ThreadOwned.apart(() -> {
                if (recorded != null) {
                    guarded(() -> recorded.write(call));
                }
                traces.forEach(trace -> guarded(() -> trace.listener.accept(call)));
            });
        } finally {
            LISTENING.remove();
            call.end();
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            var thread = Thread.currentThread();
            try {
                thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
            } catch (Throwable ignored) {
                // As in the JVM: what such a handler throws has nowhere to go.
            }
        }
    }
}
