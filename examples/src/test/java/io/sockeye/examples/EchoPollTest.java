package io.sockeye.examples;

/** {@code echo-server --mux poll}. */
class EchoPollTest extends EchoServerContract {
    EchoPollTest() {
        super("poll");
    }
}
