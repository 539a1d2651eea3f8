package io.sockeye.benchmarks.wakeup;

import java.io.IOException;

/** One of two threads that wake each other. */
interface Sleeper {
    /** Waits until somebody calls {@link #wake}, or has called it since the last time. */
    void sleep() throws IOException;

    /** Of the other thread. */
    void wake() throws IOException;

    /** When nobody sleeps. */
    void close() throws IOException;
}
