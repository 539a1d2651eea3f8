package io.sockeye.benchmarks.call;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.bindings.trace.Trace;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MutableCallSite;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What tracing costs while it is off. The call is {@code close(-1)}, the shortest one: through a constant handle, as in a binding without
 * tracing, and through the target of a call site, as here. The last two benchmarks are the call of this library, before tracing was
 * ever switched on and after it was switched off again.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(5)
@State(Scope.Thread)
public class TraceBenchmark {
    // SAFETY: the prototype is int close(int), and -1 is no descriptor.
    @SuppressWarnings("restricted")
    private static final MethodHandle CONSTANT = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("close"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT),
                    Linker.Option.captureCallState("errno"));

    private static final MutableCallSite SITE = new MutableCallSite(CONSTANT);

    private final MemorySegment capture = Arena.ofAuto().allocate(Linker.Option.captureStateLayout());

    /** A state of its own, so that only one benchmark pays for it. */
    @State(Scope.Thread)
    public static class Traced {
        private Trace trace;

        /** Counts nothing and shows nothing: what is left is the way to the listener. */
        @Setup
        public void open() {
            trace = Trace.to(call -> {});
        }

        /** The next benchmark has a process of its own. */
        @TearDown
        public void close() {
            trace.close();
        }
    }

    /** As {@link Traced}, and over before it is measured. */
    @State(Scope.Thread)
    public static class TracedBefore {
        /** Opens, calls, closes. */
        @Setup
        public void openAndClose() {
            try (var _ = Trace.to(call -> {})) {
                FileSyscalls.close(-1);
            }
        }
    }

    @Benchmark
    public int handle_constant() throws Throwable {
        return (int) CONSTANT.invokeExact(capture, -1);
    }

    @Benchmark
    public int handle_callSite() throws Throwable {
        return (int) SITE.getTarget().invokeExact(capture, -1);
    }

    @Benchmark
    public int call_off() {
        return FileSyscalls.close(-1);
    }

    @Benchmark
    public int call_offAgain(TracedBefore before) {
        return FileSyscalls.close(-1);
    }

    @Benchmark
    public int call_on(Traced traced) {
        return FileSyscalls.close(-1);
    }
}
