package io.sockeye.bindings;

import static io.sockeye.bindings.Downcalls.INT;
import static io.sockeye.bindings.Downcalls.LONG;
import static io.sockeye.bindings.Downcalls.POINTER;
import static io.sockeye.bindings.Downcalls.room;
import static io.sockeye.bindings.Downcalls.writable;

import io.sockeye.bindings.internal.Downcall;
import java.lang.foreign.MemorySegment;

/**
 * poll(2) and ppoll(2).
 */
public final class PollSyscalls {
    private PollSyscalls() {}

    /**
     * {@code int poll(struct pollfd *fds, nfds_t nfds, int timeout)}: waits until one of an array is ready; poll(2).
     *
     * @param fds an array of {@code struct pollfd}
     * @param nfds how many of it
     * @param timeout milliseconds; negative waits indefinitely
     * @return how many entries have {@code revents}, 0 after the timeout, or {@code -errno}
     */
    public static int poll(MemorySegment fds, long nfds, int timeout) {
        class Poll {
            static final Downcall CALL = Downcalls.link("poll", INT, POINTER, LONG, INT);
        }
        writable("fds", fds, nfds, StructSizes.POLLFD);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the array has nfds entries, and the kernel writes their revents only.
            return capture.result((int) Poll.CALL.handle().invokeExact(capture.segment, fds, nfds, timeout));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int ppoll(struct pollfd *fds, nfds_t nfds, const struct timespec *timeout, const sigset_t *sigmask)}:
     * {@link #poll} in nanoseconds and with a signal mask while it waits; ppoll(2).
     *
     * @param fds an array of {@code struct pollfd}
     * @param nfds how many of it
     * @param timeout a {@code struct timespec}, left as it is; NULL waits indefinitely
     * @param sigmask a {@code sigset_t} of 128 bytes, or NULL
     * @return as {@link #poll}
     */
    public static int ppoll(MemorySegment fds, long nfds, MemorySegment timeout, MemorySegment sigmask) {
        class Ppoll {
            static final Downcall CALL = Downcalls.link("ppoll", INT, POINTER, LONG, POINTER, POINTER);
        }
        writable("fds", fds, nfds, StructSizes.POLLFD);
        room("timeout", timeout, StructSizes.TIMESPEC);
        room("sigmask", sigmask, StructSizes.SIGSET_T);
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the array has nfds entries, and the kernel writes their revents only.
            return capture.result((int) Ppoll.CALL.handle().invokeExact(capture.segment, fds, nfds, timeout, sigmask));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }
}
