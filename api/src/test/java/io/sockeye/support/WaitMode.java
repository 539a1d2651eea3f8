package io.sockeye.support;

import static org.junit.jupiter.api.Assumptions.abort;

/** Property {@code io.sockeye.wait}, by which the suite runs with every wait parked, or edge-triggered. */
public final class WaitMode {
    private static final String MODE = System.getProperty("io.sockeye.wait", "");

    private WaitMode() {}

    /** Whether platform threads park, too. */
    public static boolean parksAll() {
        return !MODE.isEmpty();
    }

    /** Skips a test of what the kernel does with threads that are blocked in it. */
    public static void assumeBlocksInKernel() {
        // A program in another JVM has no JUnit, and waits as it does without the property.
        if (parksAll()) {
            abort("with -Dio.sockeye.wait=" + MODE + " no thread blocks in the kernel");
        }
    }
}
