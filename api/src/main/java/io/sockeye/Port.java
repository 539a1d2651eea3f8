package io.sockeye;

/** Ports of IP, which must not wrap around: the kernel has 16 bits for them. */
final class Port {
    private static final int MAX = 0xFFFF;

    private Port() {}

    static int check(int port) {
        if (port < 0 || port > MAX) {
            throw outOfRange(port);
        }
        return port;
    }

    static IllegalArgumentException outOfRange(Number port) {
        return new IllegalArgumentException("port " + port + "; a port is 0 to " + MAX);
    }
}
