package io.sockeye.benchmarks.load;

import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/** What the calling thread has made on the heap. */
final class Allocated {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** The smallest object is larger. */
    private static final double LESS_THAN_AN_OBJECT = 8;

    private static final int TIMES = 40;

    private Allocated() {}

    /** Bytes. */
    static long by(Callable<?> what) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        what.call();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /** Asks for the bytes of each operation until there are none: before it is compiled, code makes objects that it does not need. */
    static void assertNoneForEach(Callable<Double> bytes) throws Exception {
        double last = 0;
        for (int i = 0; i < TIMES; i++) {
            last = bytes.call();
            if (last < LESS_THAN_AN_OBJECT) {
                return;
            }
        }
        fail("%.1f bytes for each, after %d runs", last, TIMES);
    }
}
