package io.sockeye.bindings;

import io.sockeye.bindings.generated.scm_timestamping;
import io.sockeye.bindings.generated.timespec;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * {@code struct scm_timestamping}: when a packet came or left, by up to three clocks. The data of an SCM_TIMESTAMPING, which
 * starts at an offset into its buffer: {@link Cmsg#CMSG_DATA}; kernel, timestamping.rst.
 */
public final class ScmTimestamping {
    /** Its size. */
    public static final int BYTES = StructSizes.SCM_TIMESTAMPING;
    /** The kernel's own clock, {@code CLOCK_REALTIME}. */
    public static final int SOFTWARE = 0;
    /** The clock of the network card. */
    public static final int HARDWARE = 2;

    private ScmTimestamping() {}

    /**
     * {@code ts[which]}.
     *
     * @param memory where it is
     * @param offset from where on
     * @param which {@link #SOFTWARE} or {@link #HARDWARE}
     * @return nanoseconds since 1970; 0 if there is none
     */
    public static long nanoseconds(MemorySegment memory, long offset, int which) {
        Platform.check();
        long ts = scm_timestamping.ts$offset() + Objects.checkIndex(which, 3) * timespec.sizeof();
        return Timespec.nanoseconds(memory, offset + ts);
    }
}
