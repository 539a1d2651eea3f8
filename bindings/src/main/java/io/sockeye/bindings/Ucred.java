package io.sockeye.bindings;

import io.sockeye.bindings.generated.ucred;
import java.lang.foreign.MemorySegment;

/**
 * {@code struct ucred}: process, user and group of a peer. What SO_PEERCRED gives, and the data of an SCM_CREDENTIALS,
 * which starts at an offset into its buffer: {@link Cmsg#CMSG_DATA}; unix(7).
 */
public final class Ucred {
    /** Its size. */
    public static final int BYTES = StructSizes.UCRED;

    private Ucred() {}

    /**
     * {@code pid}: the process
     *
     * @param memory where it is
     * @param offset from where on
     * @return its number; 0 if it cannot be seen from here
     */
    public static int pid(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(ucred.pid$layout(), offset + ucred.pid$offset());
    }

    /**
     * {@code uid}: the user
     *
     * @param memory where it is
     * @param offset from where on
     * @return a number without a sign
     */
    public static int uid(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(ucred.uid$layout(), offset + ucred.uid$offset());
    }

    /**
     * {@code gid}: the group
     *
     * @param memory where it is
     * @param offset from where on
     * @return a number without a sign
     */
    public static int gid(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(ucred.gid$layout(), offset + ucred.gid$offset());
    }

    /**
     * Writes one, to be sent. The kernel refuses what is not true, unless the sender is privileged; unix(7).
     *
     * @param memory where to
     * @param offset from where on
     * @param pid the process
     * @param uid the user
     * @param gid the group
     */
    public static void put(MemorySegment memory, long offset, int pid, int uid, int gid) {
        Platform.check();
        memory.set(ucred.pid$layout(), offset + ucred.pid$offset(), pid);
        memory.set(ucred.uid$layout(), offset + ucred.uid$offset(), uid);
        memory.set(ucred.gid$layout(), offset + ucred.gid$offset(), gid);
    }
}
