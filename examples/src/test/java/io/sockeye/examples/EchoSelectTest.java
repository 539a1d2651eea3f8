package io.sockeye.examples;

/** {@code echo-server --mux select}. */
class EchoSelectTest extends EchoServerContract {
    EchoSelectTest() {
        super("select");
    }
}
