package io.sockeye.examples;

/** {@code echo-server --mux virtual}. */
class EchoVirtualTest extends EchoServerContract {
    EchoVirtualTest() {
        super("virtual");
    }
}
