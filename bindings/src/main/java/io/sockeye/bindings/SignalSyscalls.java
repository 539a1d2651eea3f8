package io.sockeye.bindings;

import static io.sockeye.bindings.Downcalls.INT;
import static io.sockeye.bindings.Downcalls.POINTER;
import static io.sockeye.bindings.Downcalls.room;
import static io.sockeye.bindings.Downcalls.writableRoom;

import io.sockeye.bindings.internal.Downcall;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;

/**
 * Signals and processes that can be waited for: signalfd(2), pthread_sigmask(3), kill(2), tgkill(2), pidfd_open(2),
 * pidfd_send_signal(2).
 */
public final class SignalSyscalls {
    /** The size of a {@code siginfo_t}, of which nothing else is generated; MacrosTest compares it with C. */
    static final long SIGINFO = 128;

    private SignalSyscalls() {}

    /**
     * {@code int signalfd(int fd, const sigset_t *mask, int flags)}: a descriptor from which the signals of a set are read,
     * as {@code struct signalfd_siginfo}. The kernel hands it those only that are blocked where they would be delivered: of
     * the process, in every thread; signalfd(2).
     *
     * @param fd -1 creates one; otherwise the set of that one is changed
     * @param mask a {@code sigset_t} of 128 bytes
     * @param flags {@code SFD_CLOEXEC}, {@code SFD_NONBLOCK}
     * @return its descriptor, or {@code -errno}
     */
    public static int signalfd(int fd, MemorySegment mask, int flags) {
        class Signalfd {
            static final Downcall CALL = Downcalls.link("signalfd", INT, INT, POINTER, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the mask is whole, and the kernel only reads it.
            return capture.result(
                    (int) Signalfd.CALL.handle().invokeExact(capture.segment, fd,
                            room("mask", mask, StructSizes.SIGSET_T),
                            flags));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int pthread_sigmask(int how, const sigset_t *set, sigset_t *old)}: the signals that this thread blocks. A
     * virtual thread has the mask of its carrier, and may go on with another one; pthread_sigmask(3).
     *
     * @param how {@code SIG_BLOCK}, {@code SIG_UNBLOCK}, {@code SIG_SETMASK}
     * @param set a {@code sigset_t} of 128 bytes, or NULL to change nothing
     * @param old room for what was blocked, or NULL
     * @return 0 or {@code -errno}
     */
    public static int pthread_sigmask(int how, MemorySegment set, MemorySegment old) {
        class PthreadSigmask {
            static final Downcall CALL = Downcalls.linkPlain(
                    "pthread_sigmask", FunctionDescriptor.of(INT, INT, POINTER, POINTER));
        }
        room("set", set, StructSizes.SIGSET_T);
        writableRoom("old", old, StructSizes.SIGSET_T);
        try {
            // SAFETY: both sets, if given, are whole. The call says by its result why it failed.
            return -(int) PthreadSigmask.CALL.handle().invokeExact(how, set, old);
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int kill(pid_t pid, int signal)}: sends a signal to a process. 0 means the own group of processes, -1 every
     * process there is, any other negative number a group; kill(2).
     *
     * @param pid to whom
     * @param signal {@code SIGTERM}, …; 0 only asks whether it is there
     * @return 0 or {@code -errno}
     */
    public static int kill(int pid, int signal) {
        class Kill {
            static final Downcall CALL = Downcalls.link("kill", INT, INT, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: plain ints; the kernel touches no memory of ours.
            return capture.result((int) Kill.CALL.handle().invokeExact(capture.segment, pid, signal));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int tgkill(pid_t tgid, pid_t tid, int signal)}: sends a signal to one thread; tgkill(2).
     *
     * @param tgid the process
     * @param tid the thread, as {@code gettid} numbers it
     * @param signal {@code SIGUSR1}, …
     * @return 0 or {@code -errno}
     */
    public static int tgkill(int tgid, int tid, int signal) {
        class Tgkill {
            static final Downcall CALL = Downcalls.link("tgkill", INT, INT, INT, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: plain ints; the kernel touches no memory of ours.
            return capture.result((int) Tgkill.CALL.handle().invokeExact(capture.segment, tgid, tid, signal));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int pidfd_open(pid_t pid, unsigned int flags)}: a descriptor of a process, readable once it has ended, closed
     * by exec; pidfd_open(2).
     *
     * @param pid the process
     * @param flags {@code PIDFD_NONBLOCK} or 0
     * @return its descriptor, or {@code -errno}
     */
    public static int pidfd_open(int pid, int flags) {
        class PidfdOpen {
            static final Downcall CALL = Downcalls.link("pidfd_open", INT, INT, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: plain ints; the kernel touches no memory of ours.
            return capture.result((int) PidfdOpen.CALL.handle().invokeExact(capture.segment, pid, flags));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }

    /**
     * {@code int pidfd_send_signal(int pidfd, int signal, siginfo_t *info, unsigned int flags)}: sends a signal to the
     * process of a descriptor, never to another that has its number by now; pidfd_send_signal(2).
     *
     * @param pidfd the process
     * @param signal {@code SIGTERM}, …; 0 only asks whether it is there
     * @param info a {@code siginfo_t} of 128 bytes; NULL is what {@code kill} sends
     * @param flags 0
     * @return 0 or {@code -errno}
     */
    public static int pidfd_send_signal(int pidfd, int signal, MemorySegment info, int flags) {
        class PidfdSendSignal {
            static final Downcall CALL = Downcalls.link("pidfd_send_signal", INT, INT, INT, POINTER, INT);
        }
        var capture = CaptureState.borrow();
        try {
            // SAFETY: the siginfo_t, if given, is whole, and the kernel only reads it.
            return capture.result((int) PidfdSendSignal.CALL.handle().invokeExact(capture.segment, pidfd, signal,
                    room("info", info, SIGINFO), flags));
        } catch (Throwable thrown) {
            throw Downcalls.thrown(thrown);
        }
    }
}
