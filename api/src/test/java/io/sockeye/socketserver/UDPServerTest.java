package io.sockeye.socketserver;

class UDPServerTest extends DatagramServerContract {
    @Override
    boolean isUnix() {
        return false;
    }

    @Override
    RequestExecutor executor() {
        return RequestExecutor.InTheLoop.INSTANCE;
    }
}
