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
            var traces = new ArrayList<>(open);
            traces.add(trace);
            open = List.copyOf(traces);
            if (open.size() == 1) {
                Downcall.intercept(Trace::call);
            }
        }
        return trace;
    }

    /** Ends it. Another thread may still be in the listener. A second close does nothing. */
    @Override
    public void close() {
        synchronized (Trace.class) {
            var traces = new ArrayList<>(open);
            if (traces.remove(this)) {
                open = List.copyOf(traces);
                if (open.isEmpty()) {
                    Downcall.intercept(null);
                }
            }
        }
    }

    private static @Nullable Object call(Downcall call, MethodHandle plain, Object[] arguments) throws Throwable {
        if (LISTENING.get() != null) {
            return plain.invokeExact(arguments);
        }
        var values = Values.before(call, arguments);
        long start = System.nanoTime();
        // SAFETY: the arguments are those of the caller, who answers for them.
        Object result = plain.invokeExact(arguments);
        long nanos = System.nanoTime() - start;
        tell(open, new TracedCall(call.name(), values.after(result), start, nanos));
        return result;
    }

    private static void tell(List<Trace> traces, TracedCall call) {
        LISTENING.set(true);
        try {
            // The thread is within a call of its own: what it has borrowed for it, its errno too, must stay.
            ThreadOwned.apart(() -> traces.forEach(trace -> trace.tell(call)));
        } finally {
            LISTENING.remove();
            call.end();
        }
    }

    // Whatever it is must not look as if the call had thrown it.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private void tell(TracedCall call) {
        try {
            listener.accept(call);
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
