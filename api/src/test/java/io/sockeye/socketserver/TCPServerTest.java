package io.sockeye.socketserver;

class TCPServerTest extends StreamServerContract {
    @Override
    boolean isUnix() {
        return false;
    }

    @Override
    Processing processing() {
        return Processing.InTheLoop.INSTANCE;
    }
}
