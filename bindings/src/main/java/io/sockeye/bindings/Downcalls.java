package io.sockeye.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sockeye.bindings.internal.Downcall;
import io.sockeye.bindings.trace.JfrEvents;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The only class that calls the linker, or any other restricted method.
 *
 * <p>No call is linked as critical: a critical call blocks the garbage collector while it runs.
 *
 * <p>A handle is linked when its call is first made, by the class that holds it: the first costs tens of milliseconds,
 * each further signature some, and most programs use a few of them.
 */
final class Downcalls {
    static final ValueLayout.OfInt INT = JAVA_INT;
    static final ValueLayout.OfLong LONG = JAVA_LONG;
    static final AddressLayout POINTER = ADDRESS;

    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

    static {
        if (JfrEvents.isRecorded()) {
            JfrEvents.start();
        }
    }

    private Downcalls() {}

    /** {@code name} with errno captured: the handle's first argument is {@link CaptureState#segment}. */
    static Downcall link(String name, MemoryLayout result, MemoryLayout... arguments) {
        return link(name, FunctionDescriptor.of(result, arguments), arguments.length, true, ERRNO);
    }

    /** As {@link #link}, for {@code open} and {@code ioctl}: the calling convention for variadic arguments differs. */
    static Downcall linkVariadic(String name, int firstVariadic, MemoryLayout result, MemoryLayout... arguments) {
        return link(
                name,
                FunctionDescriptor.of(result, arguments),
                firstVariadic,
                true,
                ERRNO,
                Linker.Option.firstVariadicArg(firstVariadic));
    }

    /** {@code name} without errno, for a call that cannot fail or whose result is the error. */
    static Downcall linkPlain(String name, FunctionDescriptor descriptor) {
        return link(name, descriptor, descriptor.argumentLayouts().size(), false);
    }

    private static Downcall link(
            String name, FunctionDescriptor descriptor, int firstVariadic, boolean capturesErrno,
            Linker.Option... options) {
        MethodHandle plain;
        try {
            plain = handle(name, descriptor, options);
        } catch (Throwable _) {
            // Thrown here, it would end a static initializer. The call itself links again, and throws it each time.
            plain = UnlinkedCall.handle(name, descriptor, capturesErrno, options);
        }
        return Downcall.of(name, descriptor, firstVariadic, capturesErrno, plain);
    }

    // SAFETY: the descriptors are those of the C prototypes; SignaturesTest compares each with jextract's.
    @SuppressWarnings("restricted")
    static MethodHandle handle(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        Platform.check();
        var linker = Linker.nativeLinker();
        var address = linker.defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError("The C library has no " + name + "."));
        return linker.downcallHandle(address, descriptor, options);
    }

    /** Makes a restricted call that does nothing: only that shows which policy {@code --illegal-native-access} set. */
    @SuppressWarnings("restricted")
    static boolean isNativeAccessAllowed() {
        try {
            return MemorySegment.NULL.reinterpret(0).address() == 0;
        } catch (IllegalCallerException _) {
            return false;
        }
    }

    /** The memory at an address that C returned. */
    // SAFETY: callers name the promise of C that so many bytes are there, and for how long.
    @SuppressWarnings("restricted")
    static MemorySegment memory(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    /** A copy of the C string at an address that C returned. */
    // SAFETY: callers name the promise of C that a string is there; getString stops at its NUL.
    static String string(MemorySegment address) {
        return memory(address.address(), Long.MAX_VALUE).getString(0);
    }

    /** What a handle threw. It throws unchecked exceptions only: a closed segment, one of another thread, a heap segment. */
    static RuntimeException thrown(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            return exception;
        }
        return new IllegalStateException(thrown);
    }

    /** {@code bytes}, if the argument called {@code name} has so many. NULL has none. */
    static long within(String name, MemorySegment memory, long bytes) {
        if (bytes < 0 || bytes > memory.byteSize()) {
            throw new IndexOutOfBoundsException(
                    name + ": " + bytes + " bytes asked for, the segment has " + memory.byteSize());
        }
        return bytes;
    }

    /** {@code count}, if the argument called {@code name} has room for so many items of {@code size} bytes. */
    static long within(String name, MemorySegment memory, long count, int size) {
        // Divided, not multiplied: the product may overflow, whatever the caller passes.
        if (count < 0 || count > memory.byteSize() / size) {
            throw new IndexOutOfBoundsException(name + ": " + count + " items of " + size
                    + " bytes asked for, the segment has " + memory.byteSize() + " bytes");
        }
        return count;
    }

    /** {@code bytes}, if {@code memory} has so many and may be written. The linker checks neither. */
    static long writable(String name, MemorySegment memory, long bytes) {
        return within(name, notReadOnly(name, memory), bytes);
    }

    /** {@code count}, if {@code memory} has room for so many items of {@code size} bytes and may be written. */
    static long writable(String name, MemorySegment memory, long count, int size) {
        return within(name, notReadOnly(name, memory), count, size);
    }

    /** {@code memory}, if it is NULL or has so many bytes. */
    static MemorySegment room(String name, MemorySegment memory, long bytes) {
        if (!memory.equals(MemorySegment.NULL)) {
            within(name, memory, bytes);
        }
        return memory;
    }

    /** {@code memory}, if it is NULL or has so many bytes that may be written. */
    static MemorySegment writableRoom(String name, MemorySegment memory, long bytes) {
        return room(name, notReadOnly(name, memory), bytes);
    }

    private static MemorySegment notReadOnly(String name, MemorySegment memory) {
        if (memory.isReadOnly()) {
            throw new IllegalArgumentException(name + " is read-only, and the call writes to it");
        }
        return memory;
    }

    /** {@code string}, if it is NULL or ends with NUL within its segment. */
    static MemorySegment terminated(String name, MemorySegment string) {
        if (!string.equals(MemorySegment.NULL)) {
            within(name, string, 1);
            if (string.get(JAVA_BYTE, string.byteSize() - 1) != 0) {
                throw new IllegalArgumentException(
                        name + ": a C string must end with NUL: allocate it by Arena.allocateFrom");
            }
        }
        return string;
    }

    /** {@code capacity}, if an array can have it. */
    static int capacity(int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("capacity " + capacity + "; it must not be negative");
        }
        return capacity;
    }
}
