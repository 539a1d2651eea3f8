package io.sockeye.benchmarks.udp;

import java.io.IOException;

/** Two ends that pass datagrams, in Java. native/src/main/c/bench_udp.c has the same constants. */
public interface Datagrams {
    /** Of each datagram. */
    int BYTES = 1_200;

    /** As many as fit into one send of at most 65,507 bytes; the kernel takes up to 64, UDP_MAX_SEGMENTS; udp(7). */
    int SEGMENTS = 65_507 / BYTES;

    /** Of one sendmmsg or recvmmsg. */
    int BATCH = 64;

    /** Room for one that is received in a batch: more than it has, so that a longer one would be noticed. */
    int SLOT_BYTES = 2_048;

    /** Room for what is received by one call alone. */
    int BUFFER_BYTES = 1 << 16;

    int RECEIVE_BUFFER = 4 << 20;

    /** How they are passed. */
    enum Way {
        /** One call for one. */
        SINGLE("one by one", 1),
        /** One call for many. */
        BATCHED("batched", 1),
        /** Many as one, which the kernel does not take apart. */
        SEGMENTED("GSO/GRO", SEGMENTS);

        final String part;

        /** So many share one buffer of the kernel. */
        final int together;

        Way(String part, int together) {
            this.part = part;
            this.together = together;
        }
    }

    /** Opens and starts both ends. The receiver ends with the process, since it waits where nothing comes any more. */
    void start(Way way, DatagramFlow flow) throws IOException, InterruptedException;
}
