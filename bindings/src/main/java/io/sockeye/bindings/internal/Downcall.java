package io.sockeye.bindings.internal;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A linked C function. {@link #intercept} replaces its target.
 *
 * <p>The JIT compiler treats the target of a constant call site as a constant, and deoptimizes when it changes: a call costs
 * as much as its handle. {@code dynamicInvoker} would hide the target, and cost start-up two more lambda forms for each
 * signature.
 */
public final class Downcall extends MutableCallSite {
    // Guarded by itself, as is the interceptor.
    private static final List<Downcall> LINKED = new ArrayList<>();
    private static @Nullable Interceptor interceptor;

    private final String name;
    private final FunctionDescriptor descriptor;
    private final int firstVariadic;
    private final boolean capturesErrno;
    private final MethodHandle plain;

    /** Intercepts every call while it is set. */
    @FunctionalInterface
    public interface Interceptor {
        /**
         * Makes the call, and may observe it.
         *
         * @param call which one
         * @param plain makes it: one argument, an {@code Object[]}, and the result as an {@code Object}
         * @param arguments what {@code plain} wants
         * @return what {@code plain} returned
         * @throws Throwable what {@code plain} threw
         */
        @Nullable Object call(Downcall call, MethodHandle plain, Object[] arguments) throws Throwable;
    }

    private Downcall(
            String name, FunctionDescriptor descriptor, int firstVariadic, boolean capturesErrno, MethodHandle plain) {
        super(plain);
        this.name = name;
        this.descriptor = descriptor;
        this.firstVariadic = firstVariadic;
        this.capturesErrno = capturesErrno;
        this.plain = plain;
    }

    /**
     * Registers a linked function.
     *
     * @param name of the C function
     * @param descriptor its types
     * @param firstVariadic the number of arguments before the {@code ...}; all of them if there is none
     * @param capturesErrno whether the handle's first argument is the memory for errno
     * @param plain the linker's handle
     * @return the call
     */
    public static Downcall of(
            String name, FunctionDescriptor descriptor, int firstVariadic, boolean capturesErrno, MethodHandle plain) {
        var call = new Downcall(name, descriptor, firstVariadic, capturesErrno, plain);
        synchronized (LINKED) {
            LINKED.add(call);
            if (interceptor != null) {
                call.setTarget(call.through(interceptor));
            }
        }
        return call;
    }

    /**
     * All functions that have been linked.
     *
     * @return a copy
     */
    public static List<Downcall> linked() {
        synchronized (LINKED) {
            return List.copyOf(LINKED);
        }
    }

    /**
     * Sends every call through {@code next}, also those that will be linked later. Calls in progress are not
     * affected.
     *
     * @param next null for none
     */
    public static void intercept(@Nullable Interceptor next) {
        synchronized (LINKED) {
            interceptor = next;
            for (var call : LINKED) {
                call.setTarget(next == null ? call.plain : call.through(next));
            }
            // Without this, other threads may go on to see the old target.
            MutableCallSite.syncAll(LINKED.toArray(MutableCallSite[]::new));
        }
    }

    /**
     * What to invoke.
     *
     * @return the linker's handle, or one of the same type that is intercepted
     */
    public MethodHandle handle() {
        return getTarget();
    }

    /**
     * The C function.
     *
     * @return its name
     */
    public String name() {
        return name;
    }

    /**
     * The types of the C function.
     *
     * @return without the memory for errno
     */
    public FunctionDescriptor descriptor() {
        return descriptor;
    }

    /**
     * The number of fixed arguments of a variadic function.
     *
     * @return the number of arguments before the {@code ...}; all of them if there is none
     */
    public int firstVariadic() {
        return firstVariadic;
    }

    /**
     * Whether the first argument of the handle is the memory for errno.
     *
     * @return false for a call that cannot fail, or whose result is the error
     */
    public boolean capturesErrno() {
        return capturesErrno;
    }

    private MethodHandle through(Interceptor next) {
        var type = type();
        var spread = plain.asType(type.generic())
                .asSpreader(Object[].class, type.parameterCount());
        return MethodHandles.insertArguments(intercepted(), 0, next, this, spread)
                .asCollector(Object[].class, type.parameterCount())
                .asType(type);
    }

    private static MethodHandle intercepted() {
        try {
            return MethodHandles.lookup()
                    .findVirtual(
                            Interceptor.class,
                            "call",
                            MethodType.methodType(Object.class, Downcall.class, MethodHandle.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
