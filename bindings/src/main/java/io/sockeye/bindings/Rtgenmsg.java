package io.sockeye.bindings;

import io.sockeye.bindings.generated.rtgenmsg;
import java.lang.foreign.MemorySegment;

/**
 * {@code struct rtgenmsg}: requests all entries of one family, after the header of a message; rtnetlink(7).
 */
public final class Rtgenmsg {
    /** Its size. */
    public static final int BYTES = StructSizes.RTGENMSG;

    private Rtgenmsg() {}

    /**
     * Writes one.
     *
     * @param memory where to
     * @param offset from where on
     * @param family {@code AF_UNSPEC}, {@code AF_INET}, …
     */
    public static void put(MemorySegment memory, long offset, int family) {
        Platform.check();
        memory.set(rtgenmsg.rtgen_family$layout(), offset + rtgenmsg.rtgen_family$offset(), (byte) family);
    }
}
