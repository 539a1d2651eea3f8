package io.sockeye.benchmarks.wakeup;

import java.io.IOException;

/** One of two threads that wake each other: how it waits, and how the other one wakes it. */
interface Sleeper {
    /** Waits until the other thread calls {@link #wake}; returns at once if it has done so since the last wait. */
    void sleep() throws IOException;

    /** Called by the other thread. */
    void wake() throws IOException;

    /** Called when neither thread sleeps. */
    void close() throws IOException;
}
