package io.sockeye.socketserver;

class UDPServerTest extends DatagramServerContract {
    @Override
    boolean isUnix() {
        return false;
    }

    @Override
    Processing processing() {
        return Processing.InTheLoop.INSTANCE;
    }
}
