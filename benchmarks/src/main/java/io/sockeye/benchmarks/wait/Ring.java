package io.sockeye.benchmarks.wait;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * libevent's workload on n UDP sockets, by one mechanism. The sockets are connected in pairs, 0 with 1 and so on: a datagram for one
 * socket is sent by its peer.
 */
abstract class Ring implements AutoCloseable {
    /** As the C program has it: one for all datagrams. */
    static final int BUFFER = 64 * 1024;

    static final int EVENTS = 1024;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    final int n;

    /**
     * What one took.
     *
     * @param bytes that were received
     * @param wall nanoseconds
     * @param cpu of the dispatching thread, in nanoseconds
     */
    record Pass(long bytes, long wall, long cpu) {}

    Ring(int n) {
        if (n < 2 || n % 2 != 0) {
            throw new IllegalArgumentException(n + " sockets make no pairs");
        }
        this.n = n;
    }

    /** Starts {@code a} chains of one byte, spread evenly, and delivers until {@code w} times a byte was sent on and all have arrived. */
    abstract Pass pass(int a, long w) throws IOException, InterruptedException;

    @Override
    public abstract void close() throws IOException;

    static int peer(int i) {
        return i ^ 1;
    }

    /** Who sends on what has arrived at i, so that it arrives at i + 1. */
    int sender(int i) {
        return peer((i + 1) % n);
    }

    /**
     * Whose byte starts a chain. To be asked from the last one on: else a byte would arrive where the same wait is still to read, and
     * edges would add up.
     */
    int starter(int chain, int a) {
        return peer((int) ((long) chain * n / a));
    }

    /** Of the calling thread. /proc would know it to the last tick only, and a pass may be shorter. */
    static long processorTime() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
