package io.sockeye.socketserver;

class UnixDatagramServerTest extends DatagramServerContract {
    @Override
    boolean isUnix() {
        return true;
    }

    @Override
    RequestExecutor executor() {
        return RequestExecutor.InTheLoop.INSTANCE;
    }
}
