package io.sockeye.benchmarks.wait;

import java.io.IOException;

/** A ring that the calling thread serves itself: it waits, then delivers what arrived. */
abstract class LoopRing extends Ring {
    private long received;
    private long left;

    LoopRing(int n) {
        super(n);
    }

    /** Sends the first byte of a chain. */
    abstract void start(int sender) throws IOException;

    /** One wait, and all that it has found. */
    abstract void turn() throws IOException;

    /** Counts a datagram, and says whether it is sent on. */
    final boolean received(long bytes) throws IOException {
        if (bytes != 1) {
            throw new IOException("received " + bytes + " bytes, not 1");
        }
        received++;
        return left-- > 0;
    }

    static void sent(long bytes) throws IOException {
        if (bytes != 1) {
            throw new IOException("sent " + bytes + " bytes, not 1");
        }
    }

    @Override
    final Pass pass(int a, long w) throws IOException {
        received = 0;
        left = w;
        for (int chain = a - 1; chain >= 0; chain--) {
            start(starter(chain, a));
        }
        long cpu = processorTime();
        long wall = System.nanoTime();
        while (received < a + w) {
            turn();
        }
        wall = System.nanoTime() - wall;
        return new Pass(received, wall, processorTime() - cpu);
    }
}
