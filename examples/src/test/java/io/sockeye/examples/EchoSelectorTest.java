package io.sockeye.examples;

/** {@code echo-server --mux selector}. */
class EchoSelectorTest extends EchoServerContract {
    EchoSelectorTest() {
        super("selector");
    }
}
