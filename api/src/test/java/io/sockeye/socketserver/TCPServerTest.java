package io.sockeye.socketserver;

class TCPServerTest extends StreamServerContract {
    @Override
    boolean isUnix() {
        return false;
    }

    @Override
    RequestExecutor executor() {
        return RequestExecutor.InTheLoop.INSTANCE;
    }
}
