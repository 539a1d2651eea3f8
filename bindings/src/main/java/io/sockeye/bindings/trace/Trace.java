package io.sockeye.bindings.trace;

import io.sockeye.bindings.internal.Downcall;
import io.sockeye.bindings.internal.ThreadOwned;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * While a trace is open, its listener receives every call of this process, on the calling thread and right after the call.
 *
 * <ul>
 * <li>A call in progress when the trace is opened is not reported, nor is one that ends after the trace was closed.
 * <li>The calls that a listener makes are not reported. Many threads may run it at once.
 * <li>An exception of a listener goes to the thread's {@link Thread.UncaughtExceptionHandler}: the call has been made, and
 * its result counts.
 * </ul>
 *
 * <p>Opening and closing deoptimize the callers, which the JIT compiler then compiles again. Unlike strace(1) a trace does
 * not show other processes, nor the calls of the JVM.
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
     * Opens a trace.
     *
     * @param listener receives each call, whose arguments can be read until the listener returns
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

    /** Null if JFR records no more. */
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

    /** Closes the trace. Another thread may still run the listener. A second close does nothing. */
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
        // SAFETY: the arguments are those of the caller, which has checked them.
        Object result = plain.invokeExact(arguments);
        long nanos = System.nanoTime() - start;
        if (recorded != null) {
            recorded.returned();
        }
        // The call has been made: an exception from here on must not look as if the call had thrown it.
        guarded(() -> tell(open, recorded, new TracedCall(call.name(), values.after(result), start, nanos)));
        return result;
    }

    private static void tell(List<Trace> traces, Recorder.@Nullable Recorded recorded, TracedCall call) {
        LISTENING.set(true);
        try {
            // The thread is within a call: what it has borrowed for that, its errno too, must stay unchanged.
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
                // As in the JVM: an exception of such a handler is ignored.
            }
        }
    }
}
