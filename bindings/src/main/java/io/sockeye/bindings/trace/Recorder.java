package io.sockeye.bindings.trace;

import org.jspecify.annotations.Nullable;

/**
 * A receiver that is notified when a call begins, since JFR's events have their own clock. Has no type of jdk.jfr, which may
 * be missing.
 */
interface Recorder {
    /** An event that has begun, or null if this call is not recorded. */
    @Nullable Recorded begin(KernelCall.Family family);

    /** One event. */
    interface Recorded {
        /** The call has returned. */
        void returned();

        /** Writes the event. */
        void write(TracedCall call);
    }
}
