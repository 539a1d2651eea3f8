package io.sockeye.socketserver;

class UnixStreamServerTest extends StreamServerContract {
    @Override
    boolean isUnix() {
        return true;
    }

    @Override
    RequestExecutor executor() {
        return RequestExecutor.InTheLoop.INSTANCE;
    }
}
