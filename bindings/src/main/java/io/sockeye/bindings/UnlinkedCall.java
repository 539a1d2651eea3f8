package io.sockeye.bindings;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * A call that could not be linked: the policy denies it, the C library does not have it, or memory or stack ran out. Each
 * attempt to make the call links again. It fails in the same words, or succeeds if the reason has gone.
 */
final class UnlinkedCall {
    private final String name;
    private final FunctionDescriptor descriptor;
    private final Linker.Option[] options;
    private volatile @Nullable MethodHandle linked;

    private UnlinkedCall(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        this.name = name;
        this.descriptor = descriptor;
        this.options = options;
    }

    /** A handle of the type that the linker would have given. */
    static MethodHandle handle(
            String name, FunctionDescriptor descriptor, boolean capturesErrno, Linker.Option... options) {
        var type = descriptor.toMethodType();
        if (capturesErrno) {
            type = type.insertParameterTypes(0, MemorySegment.class);
        }
        return call().bindTo(new UnlinkedCall(name, descriptor, options))
                .asCollector(Object[].class, type.parameterCount())
                .asType(type);
    }

    private static MethodHandle call() {
        try {
            return MethodHandles.lookup()
                    .findVirtual(UnlinkedCall.class, "call", MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the method is below", e);
        }
    }

    // SAFETY: the arguments are those of the caller, who has checked them against the descriptor's types and bounds.
    @Nullable Object call(Object[] arguments) throws Throwable {
        var handle = linked;
        if (handle == null) {
            handle = Downcalls.handle(name, descriptor, options);
            linked = handle;
        }
        return handle.invokeWithArguments(arguments);
    }
}
