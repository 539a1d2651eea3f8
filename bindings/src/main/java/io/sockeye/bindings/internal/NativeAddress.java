package io.sockeye.bindings.internal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The check of memory whose address is written into a struct: {@code iovec}, {@code msghdr}, {@code mmsghdr}. The linker checks
 * an argument of a call itself and keeps its arena open until the call returns; of an address in a struct it sees nothing.
 * Therefore the check is repeated before each system call.
 */
public final class NativeAddress {
    private static final Class<?> GLOBAL = Arena.global().scope().getClass();
    private static final Class<?> AUTOMATIC = Arena.ofAuto().scope().getClass();

    /** Otherwise the class of a scope does not tell that its arena cannot be closed. */
    private static final boolean CLASS_TELLS = classTells();

    private static final Thread ANOTHER_THREAD = Thread.ofVirtual().unstarted(() -> {});

    private NativeAddress() {}

    private static boolean classTells() {
        try (var shared = Arena.ofShared();
                var confined = Arena.ofConfined()) {
            var closeable = shared.scope().getClass();
            var owned = confined.scope().getClass();
            return closeable != GLOBAL && closeable != AUTOMATIC && owned != GLOBAL && owned != AUTOMATIC;
        }
    }

    /**
     * Memory whose address may be written into a struct now.
     *
     * @param memory outside the heap
     * @return {@code memory}
     * @throws IllegalArgumentException if it is on the heap
     * @throws IllegalStateException if its arena is closed
     * @throws WrongThreadException if it is confined to another thread
     */
    public static MemorySegment of(MemorySegment memory) {
        if (!memory.isNative()) {
            throw new IllegalArgumentException("a buffer on the heap has no address that stays");
        }
        checkAccess(memory);
        return memory;
    }

    /**
     * Checks that the calling thread may use the memory now, of whatever kind it is.
     *
     * @param memory native, or on the heap
     * @throws IllegalStateException if its arena is closed
     * @throws WrongThreadException if it is confined to another thread
     */
    public static void checkAccess(MemorySegment memory) {
        if (!memory.scope().isAlive()) {
            throw new IllegalStateException("a buffer of an arena that is closed: " + memory);
        }
        if (!memory.isAccessibleBy(Thread.currentThread())) {
            throw new WrongThreadException("a buffer that is confined to another thread: " + memory);
        }
    }

    /**
     * Whether the memory stays until a system call of this thread returns, even though only its address is passed. False for
     * the heap, which the collector moves, and for a shared arena, which another thread may close during the call.
     *
     * @param memory that this thread may use
     * @return true for global, automatic and confined arenas and for direct buffers; never true for an arena that another
     *     thread can close
     */
    public static boolean staysDuringCall(MemorySegment memory) {
        if (!memory.isNative()) {
            return false;
        }
        var kind = memory.scope().getClass();
        boolean neverClosed = CLASS_TELLS && (kind == GLOBAL || kind == AUTOMATIC);
        // Only its own thread closes a confined arena, and that thread is in the call.
        return neverClosed || !memory.isAccessibleBy(ANOTHER_THREAD);
    }
}
