package io.sockeye;

/** Range check of IP ports: the kernel has 16 bits for them, and a larger number would wrap around. */
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
