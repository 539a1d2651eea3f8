package io.sockeye.benchmarks.udp;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Flow control by datagram numbers: the sender stays within a window, so that no datagram is dropped, and the receiver expects each
 * number in order.
 */
final class DatagramFlow {
    private static final long REST_SECONDS = 2;
    private static final int SPINS = 1_000;

    private final long window;
    private final AtomicLong received = new AtomicLong();
    private final CountDownLatch senderEnded = new CountDownLatch(1);
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;

    // The sender's own.
    private long next;
    private long limit;

    // The receiver's own, until it publishes them.
    private long expected;
    private long bytes;

    /** Part of an end's work. */
    interface Step {
        /** Sends or receives some. */
        void run() throws IOException;
    }

    DatagramFlow(long window) {
        this.window = window;
        this.limit = window;
    }

    // ---- the sender

    /** Whether so many more may be sent now. */
    boolean hasRoom(int together) {
        if (next + together > limit) {
            limit = received.getAcquire() + window;
        }
        return next + together <= limit;
    }

    /** Waits until so many more may be sent; false at the end. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: the loop only gets faster
    boolean awaitRoom(int together) {
        for (int spins = 1; !hasRoom(together) && !ended; spins++) {
            // The receiver may need this very core.
            if (spins % SPINS == 0) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
        return !ended;
    }

    /** The number of the next datagram, for which there is room. */
    long take() {
        return next++;
    }

    boolean isEnded() {
        return ended;
    }

    // ---- the receiver

    void received(long number, long length) throws IOException {
        if (number != expected || length != Datagrams.BYTES) {
            throw new IOException(
                    "datagram " + expected + " is missing: number " + number + " came with " + length + " bytes");
        }
        expected++;
        bytes += length;
    }

    /** Lets the others see how far the receiver is, once for many datagrams. */
    void publish() {
        received.setRelease(expected);
    }

    // ---- the ends' threads

    /** A thread that sends until the flow ends. */
    void send(Step step) {
        start("sender", () -> {
            while (!ended) {
                step.run();
            }
            senderEnded.countDown();
        });
    }

    /** A thread that receives as long as the process lives. */
    void receive(Step step) {
        start("receiver", () -> {
            while (true) {
                step.run();
                publish();
            }
        });
    }

    private void start(String name, Step step) {
        Thread.ofPlatform().name(name).daemon().start(() -> {
            try {
                step.run();
            } catch (IOException | RuntimeException e) {
                failed(e);
            }
        });
    }

    void failed(Throwable why) {
        failure = why;
    }

    /** Of a sender that has no thread of its own: it has seen the end. */
    void senderEnded() {
        senderEnded.countDown();
    }

    // ---- the program

    /** How many have come. */
    long count() throws IOException {
        if (failure != null) {
            throw new IOException("an end has failed", failure);
        }
        return received.getAcquire();
    }

    /** Stops the sender, and returns how many bytes have come when all datagrams have. */
    long end() throws IOException, InterruptedException {
        ended = true;
        if (!senderEnded.await(REST_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the sender does not end", failure);
        }
        // What is on its way comes at once, or never.
        long limitNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(REST_SECONDS);
        while (count() < next) {
            if (System.nanoTime() > limitNanos) {
                throw new IOException((next - count()) + " of " + next + " datagrams are lost");
            }
            Thread.onSpinWait();
        }
        return bytes;
    }
}
