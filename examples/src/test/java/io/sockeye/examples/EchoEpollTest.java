package io.sockeye.examples;

/** {@code echo-server --mux epoll}. */
class EchoEpollTest extends EchoServerContract {
    EchoEpollTest() {
        super("epoll");
    }
}
