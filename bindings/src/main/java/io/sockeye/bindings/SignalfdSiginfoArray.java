package io.sockeye.bindings;

import io.sockeye.bindings.generated.signalfd_siginfo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * An array of {@code struct signalfd_siginfo}: what {@code read} takes from a signalfd, whole entries only. Allocated once and
 * used for many calls. For one thread at a time.
 */
public final class SignalfdSiginfoArray {
    /** The size of one entry: {@code read} returns a multiple of it. */
    public static final int BYTES = StructSizes.SIGNALFD_SIGINFO;

    private final MemorySegment array;
    private final int capacity;

    /**
     * Allocates empty entries.
     *
     * @param arena its lifetime
     * @param capacity how many entries
     */
    public SignalfdSiginfoArray(Arena arena, int capacity) {
        Platform.check();
        this.array = signalfd_siginfo.allocateArray(Downcalls.capacity(capacity), arena);
        this.capacity = capacity;
    }

    /**
     * The argument of {@code read}.
     *
     * @return the memory of the entries
     */
    public MemorySegment segment() {
        return array;
    }

    /**
     * How many entries there is room for.
     *
     * @return the capacity
     */
    public int capacity() {
        return capacity;
    }

    /**
     * {@code ssi_signo}: which signal.
     *
     * @param index which entry
     * @return {@code SIGUSR1}, …
     */
    public int signo(int index) {
        return signalfd_siginfo.ssi_signo(entry(index));
    }

    /**
     * {@code ssi_code}: how it was sent.
     *
     * @param index which entry
     * @return {@code SI_USER}, {@code SI_TKILL}, {@code CLD_EXITED}, …
     */
    public int code(int index) {
        return signalfd_siginfo.ssi_code(entry(index));
    }

    /**
     * {@code ssi_pid}: the process that sent it.
     *
     * @param index which entry
     * @return a process
     */
    public int pid(int index) {
        return signalfd_siginfo.ssi_pid(entry(index));
    }

    /**
     * {@code ssi_uid}: as whom it was sent.
     *
     * @param index which entry
     * @return a user, without a sign
     */
    public int uid(int index) {
        return signalfd_siginfo.ssi_uid(entry(index));
    }

    /**
     * {@code ssi_status}: how a child ended, of {@code SIGCHLD}.
     *
     * @param index which entry
     * @return its exit status, or the signal that ended it
     */
    public int status(int index) {
        return signalfd_siginfo.ssi_status(entry(index));
    }

    /**
     * {@code ssi_int}: the number that sigqueue(3) sent along.
     *
     * @param index which entry
     * @return the number
     */
    public int value(int index) {
        return signalfd_siginfo.ssi_int(entry(index));
    }

    private MemorySegment entry(int index) {
        return signalfd_siginfo.asSlice(array, Objects.checkIndex(index, capacity));
    }
}
