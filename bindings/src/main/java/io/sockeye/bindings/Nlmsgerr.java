package io.sockeye.bindings;

import io.sockeye.bindings.generated.nlmsgerr;
import java.lang.foreign.MemorySegment;

/**
 * {@code struct nlmsgerr}: the content of an NLMSG_ERROR, after its header; netlink(7).
 */
public final class Nlmsgerr {
    /** Its size. */
    public static final int BYTES = StructSizes.NLMSGERR;

    private Nlmsgerr() {}

    /**
     * {@code error}: what happened
     *
     * @param memory where it is
     * @param offset from where on
     * @return {@code -errno}, or 0 if it is done
     */
    public static int error(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(nlmsgerr.error$layout(), offset + nlmsgerr.error$offset());
    }
}
