package io.sockeye.socketserver;

class UnixStreamServerTest extends StreamServerContract {
    @Override
    boolean isUnix() {
        return true;
    }

    @Override
    Processing processing() {
        return Processing.InTheLoop.INSTANCE;
    }
}
