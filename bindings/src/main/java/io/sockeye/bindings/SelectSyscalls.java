package io.sockeye.bindings;

import static io.sockeye.bindings.Downcalls.INT;
import static io.sockeye.bindings.Downcalls.POINTER;
import static io.sockeye.bindings.Downcalls.room;
import static io.sockeye.bindings.Downcalls.writableRoom;

import io.sockeye.bindings.internal.Downcall;
import java.lang.foreign.MemorySegment;

/**
 * select(2) and pselect(2). The sets may be longer than {@code FD_SETSIZE}: the kernel uses {@code nfds} bits, whatever
 * the C library's type can hold.
 */
public final class SelectSyscalls {
    private SelectSyscalls() {}

    /**
     * {@code int select(int nfds, fd_set *readfds, fd_set *writefds, fd_set *exceptfds, struct timeval *timeout)}:
     * waits until one of a set is ready. It overwrites the sets, and on Linux the timeout with what is left of it;
     * select(2).
     *
     * @param nfds the largest number in any set, plus 1
     * @param readfds bits, in: watched; out: readable; or NULL
     * @param writefds as readfds, for writing
     * @param exceptfds as readfds, for out-of-band data
     * @param timeout a {@code struct timeval}; NULL waits indefinitely
     * @return how many bits are set in all three, 0 after the timeout, or {@code -errno}
     */
    public static int select(
            int nfds, MemorySegment readfds, MemorySegment writefds, MemorySegment exceptfds, MemorySegment timeout) {
        class Select {
            static final Downcall CALL = Downcalls.link("select", INT, INT, POINTER, POINTER, POINTER, POINTER);
        }
        roomForBits("readfds", readfds, nfds);
        roomForBits("writefds", writefds, nfds);
        roomForBits("exceptfds", exceptfds, nfds);
        writableRoom("timeout", timeout, StructSizes.TIMEVAL);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: each set has the bits that nfds lets the kernel read and write.
            return capture.result(
                    (int) Select.CALL.handle().invokeExact(capture.segment, nfds, readfds, writefds, exceptfds,
                            timeout));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int pselect(int nfds, fd_set *readfds, fd_set *writefds, fd_set *exceptfds, const struct timespec
     * *timeout, const sigset_t *sigmask)}: {@link #select} in nanoseconds and with a signal mask while it waits;
     * pselect(2).
     *
     * @param nfds as for {@link #select}
     * @param readfds as for {@link #select}
     * @param writefds as for {@link #select}
     * @param exceptfds as for {@link #select}
     * @param timeout a {@code struct timespec}, left as it is; NULL waits indefinitely
     * @param sigmask a {@code sigset_t} of 128 bytes, or NULL
     * @return as {@link #select}
     */
    public static int pselect(
            int nfds, MemorySegment readfds, MemorySegment writefds, MemorySegment exceptfds, MemorySegment timeout,
            MemorySegment sigmask) {
        class Pselect {
            static final Downcall CALL =
                    Downcalls.link("pselect", INT, INT, POINTER, POINTER, POINTER, POINTER, POINTER);
        }
        roomForBits("readfds", readfds, nfds);
        roomForBits("writefds", writefds, nfds);
        roomForBits("exceptfds", exceptfds, nfds);
        room("timeout", timeout, StructSizes.TIMESPEC);
        room("sigmask", sigmask, StructSizes.SIGSET_T);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: each set has the bits that nfds lets the kernel read and write.
            return capture.result((int) Pselect.CALL.handle().invokeExact(
                    capture.segment, nfds, readfds, writefds, exceptfds, timeout, sigmask));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    private static void roomForBits(String name, MemorySegment set, int nfds) {
        // The kernel reads and writes whole longs. A negative nfds is EINVAL before it looks at a set.
        writableRoom(name, set, nfds < 0 ? 0 : (nfds + 63L) / 64 * 8);
    }
}
