package io.sockeye.bindings.internal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * The check of memory whose address is written into a struct: {@code iovec}, {@code msghdr}, {@code mmsghdr}. The linker checks
 * an argument of a call itself and keeps its arena open until the call returns; of an address in a struct it sees nothing.
 * Therefore the check is repeated before each system call.
 */
public final class NativeAddress {
    /**
     * The classes of scopes that cannot be closed: of the global arena, of automatic arenas and of direct buffers. There is no
     * method that tells. A class that is not in this set, in whatever JDK, costs a copy and nothing else.
     */
    private static final Set<Class<?>> NEVER_CLOSED = neverClosed();

    private static final Thread ANOTHER_THREAD = Thread.ofVirtual().unstarted(() -> {});

    private NativeAddress() {}

    private static Set<Class<?>> neverClosed() {
        var classes = new HashSet<Class<?>>();
        classes.add(Arena.global().scope().getClass());
        classes.add(Arena.ofAuto().scope().getClass());
        classes.add(MemorySegment.ofBuffer(ByteBuffer.allocateDirect(1)).scope().getClass());
        try (var shared = Arena.ofShared();
                var confined = Arena.ofConfined()) {
            // SAFETY: were one of these classes also that of an arena that closes, it would tell nothing.
            classes.remove(shared.scope().getClass());
            classes.remove(confined.scope().getClass());
        }
        return Set.copyOf(classes);
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
        boolean neverClosed = NEVER_CLOSED.contains(memory.scope().getClass());
        // Only its own thread closes a confined arena, and that thread is in the call.
        return neverClosed || !memory.isAccessibleBy(ANOTHER_THREAD);
    }
}
