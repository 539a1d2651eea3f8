package io.sockeye.bindings.trace;

import org.jspecify.annotations.Nullable;

/** Who wants to know that a call begins: JFR's events have their own clock. Has no type of jdk.jfr, which may be missing. */
interface Recorder {
    /** An event that has begun, or null if nobody records this call. */
    @Nullable Recorded begin(KernelCall.Family family);

    /** One event. */
    interface Recorded {
        /** The call has returned. */
        void returned();

        /** Writes the event. */
        void write(TracedCall call);
    }
}
