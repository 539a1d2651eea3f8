package io.sockeye.socketserver;

class UnixDatagramServerTest extends DatagramServerContract {
    @Override
    boolean isUnix() {
        return true;
    }

    @Override
    Processing processing() {
        return Processing.InTheLoop.INSTANCE;
    }
}
