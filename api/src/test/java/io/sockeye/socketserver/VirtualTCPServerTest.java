package io.sockeye.socketserver;

class VirtualTCPServerTest extends StreamServerContract {
    @Override
    boolean isUnix() {
        return false;
    }

    @Override
    RequestExecutor executor() {
        return ThreadingMixIn.virtual();
    }
}
