package io.sockeye;

/**
 * Two sockets connected to each other: the result of socketpair(2).
 *
 * @param first one socket
 * @param second the other
 */
public record SocketPair(Socket first, Socket second) implements AutoCloseable {
    /** Closes both sockets. */
    @Override
    public void close() {
        first.close();
        second.close();
    }
}
