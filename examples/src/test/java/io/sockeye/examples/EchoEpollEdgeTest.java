package io.sockeye.examples;

/** {@code echo-server --mux epoll-et}. */
class EchoEpollEdgeTest extends EchoServerContract {
    EchoEpollEdgeTest() {
        super("epoll-et");
    }
}
