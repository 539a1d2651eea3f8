package io.sockeye.benchmarks;

/**
 * One of the implementations that a question compares.
 *
 * @param name as in ratio lines and plots: {@code epoll}, {@code nio}, {@code netty-epoll}, {@code c}
 * @param family whose it is
 * @param how what it does, in a few words
 */
public record Variant(String name, Family family, String how) {
    /** Whose a variant is. */
    public enum Family {
        /** Ours. */
        SOCKEYE,
        /** java.nio. */
        NIO,
        /** java.net. */
        NET,
        /** Netty. */
        NETTY,
        /** The same calls through JNI. */
        JNI,
        /** CPython. */
        PYTHON,
        /** The limit. */
        C
    }
}
